"""Realistic contents of the two packaging slips, with invented names."""

from __future__ import annotations

from app.domain.document.content import Content


def performance_slip() -> Content:
    """Return a packaging performance result."""
    return Content(
        values={
            "applicant": "大连示例包装制品有限公司（EXAMPLE）",
            "container_name_and_spec": "闭口钢桶 1A1，212 L，Φ560×900 mm",
            "container_mark_and_batch": "1A1/Y1.4/150/26 CN/C090001 PI:001（EXAMPLE）批号 20261108",
            "container_quantity": "2400 只", "production_date_from": "2026-11-01", "production_date_to": "2026-11-08",
            "intended_goods_name": "乙酸乙酯", "intended_goods_state": "liquid", "intended_goods_density": "0.902",
            "inspection_basis": "SN/T 0370.2（EXAMPLE）", "intended_goods_class": "dangerous", "un_no": "UN 1173",
            "transport_mode": "2",
            "inspection_result": "经抽样检验，上述包装容器的跌落、气密、液压、堆码试验结果"
            "符合《国际海运危险货物规则》Ⅱ类包装性能要求。\n"
            "1. 跌落试验：跌落高度 1.2 m，6 只，无渗漏，合格。\n2. 气密试验：20 kPa，5 min，3 只，无泄漏，合格。\n"
            "3. 液压试验：150 kPa，5 min，3 只，无渗漏，合格。\n"
            "4. 堆码试验：堆码高度 3 m，24 h，3 只，无变形、无渗漏，合格。",
            "packaging_user": "大连示例化工有限公司（EXAMPLE）", "valid_until": "2027-11-14", "inspector": "李示例",
            "date_of_issue": "2026-11-15",
        },
        rows={"write_offs": ({"write_off_date": "2026-12-06", "write_off_quantity": "800 只",
                              "balance_quantity": "1600 只", "write_off_officer": "李示例"},)},
    )  # fmt: skip


def use_slip() -> Content:
    """Return a packaging use appraisal."""
    return Content(
        values={
            "applicant": "大连示例化工有限公司（EXAMPLE）", "packaging_user": "大连示例化工有限公司（EXAMPLE）",
            "container_name_and_spec": "闭口钢桶 1A1，212 L",
            "container_mark_and_batch": "1A1/Y1.4/150/26 CN/C090001 PI:001",
            "performance_result_no": "210900000001234001", "transport_mode": "2", "dangerous_goods_name": "乙酸乙酯",
            "un_no": "UN 1173", "dangerous_goods_class": "3", "dangerous_goods_state": "liquid",
            "dangerous_goods_density": "0.902", "packages_declared": "80 桶", "unit_capacity": "212",
            "unit_gross_weight": "198", "unit_net_weight": "180", "filling_date": "2026-11-18",
            "loading_date": "2026-11-25", "inspection_basis": "《国际海运危险货物规则》（EXAMPLE）",
            "appraisal_result": "经鉴定，上述危险货物包装的使用符合《国际海运危险货物规则》的要求。",
            "valid_until": "2027-02-18", "inspector": "李示例", "date_of_issue": "2026-11-19",
        },
    )  # fmt: skip
