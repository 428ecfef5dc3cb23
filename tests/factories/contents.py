"""Realistic contents for every format, with invented names."""

from __future__ import annotations

from dataclasses import replace

from app.domain.document.content import Content, Row
from tests.factories.slip_contents import performance_slip, use_slip

CONSIGNOR = "DALIAN HAIAN AQUATIC PRODUCTS CO., LTD (EXAMPLE)\nNO. 1 GANGWAN ROAD, DALIAN, CHINA"
CONSIGNEE = "HANBADA SEAFOOD CO., LTD (EXAMPLE)\n12 EXAMPLE-DAERO, BUSAN, KOREA"
OFFICER = "张示例 ZHANG SHILI (EXAMPLE)"
VETERINARIAN = "王示例 WANG SHILI (EXAMPLE)"
ISSUE = {"place_of_issue": "大连 DALIAN", "date_of_issue": "2026-11-26"}
DESPATCH = {"place_of_despatch": "大连 DALIAN", "date_of_despatch": "2026-11-28"}


def goods_line(name_zh: str, name_en: str, **values: str) -> Row:
    """Make a goods line with every usual column; `values` replaces some."""
    return {
        "goods_name_zh": name_zh,
        "goods_name_en": name_en,
        "weight": "9600",
        "weight_unit": "kg",
        "quantity": "",
        "quantity_unit": "",
        "package_count": "480",
        "package_type": "纸箱 CARTONS",
        "origin_place": "大连 DALIAN",
        "manufacturer_name": "DALIAN HAIAN AQUATIC PRODUCTS CO., LTD (EXAMPLE)",
        "manufacturer_address": "DALIAN, CHINA",
        "manufacturer_reg_no": "2100/01200",
        **values,
    }


FISH = (
    goods_line(
        "冻狭鳕鱼片", "FROZEN ALASKA POLLOCK FILLETS", scientific_name="Gadus chalcogrammus", hs_code="0304750000"
    ),
    goods_line("冻黄鳍鲽", "FROZEN YELLOWFIN SOLE", weight="4800", package_count="240", hs_code="0303390090"),
)
BEANS = (
    goods_line(
        "小豆", "ADZUKI BEANS", scientific_name="Vigna angularis", quantity="36000", quantity_unit="kg", weight="36000",
        package_count="1440", package_type="袋 BAGS", origin_place="中国 辽宁 LIAONING, CHINA",
    ),
    goods_line(
        "荞麦", "BUCKWHEAT",
        scientific_name="Fagopyrum esculentum",
        quantity="18000",
        quantity_unit="kg",
        weight="18000",
        package_count="720", package_type="袋 BAGS", origin_place="中国 辽宁 LIAONING, CHINA",
    ),
)  # fmt: skip
CONTAINERS = (
    {"container_no": "TCLU0009120", "seal_no": "CN226001", "spec": "40英尺冷藏 40RF", "count": "1"},
    {"container_no": "TCLU0009136", "seal_no": "CN226002", "spec": "40英尺冷藏 40RF", "count": "1"},
)
FUMIGATION = {
    "treatment_date": "2026-11-20",
    "treatment_chemical_and_concentration": "磷化铝 Aluminium phosphide, 6 g/m³",
    "treatment_method": "熏蒸 Fumigation",
    "treatment_duration_and_temperature": "72 h, 21 ℃",
}
VETERINARY_TEXT = (
    "兹证明上述产品来自安全非疫区的健康动物，动物宰前宰后经官方兽医检验，未发现传染病症状。\n"
    "This is to certify that the products described above derive from healthy animals of a safe, non-epizootic area, "
    "which passed ante-mortem and post-mortem inspection by an official veterinarian.\n"
    "上述产品在海关注册（备案）企业按卫生要求加工，适合人类食用。\n"
    "The products were processed hygienically in an establishment registered with Customs and are fit for human "
    "consumption."
)
SANITARY_TEXT = (
    "兹证明上述货物系在符合卫生条件下生产、加工、包装和储运，经检验符合卫生要求。\n"
    "This is to certify that the goods described above were produced, processed, packed, stored and transported under "
    "hygienic conditions and, on inspection, meet the sanitary requirements."
)


def _veterinary() -> Content:
    return Content(
        values={
            "consignor": CONSIGNOR, "consignee": CONSIGNEE, "marks_and_numbers": "HANBADA / EXAMPLE\nC/NO. 1–720",
            "country_and_place_of_destination": "韩国 釜山 BUSAN, KOREA",
            "means_of_conveyance": "BY SEA / EXAMPLE PEARL V.027W", "attestation": VETERINARY_TEXT,
            "official_veterinarian": VETERINARIAN, **DESPATCH, **ISSUE,
        },
        rows={"goods_lines": FISH, "containers": CONTAINERS},
    )  # fmt: skip


def _phytosanitary() -> Content:
    return Content(
        values={
            "to_nppo": "日本 JAPAN",
            "consignor": "DALIAN RUIFENG GRAIN PROCESSING CO., LTD (EXAMPLE)\nNO. 18 HAIFENG ROAD, DALIAN, CHINA",
            "consignee": "MIDORI FOODS TRADING K.K. (EXAMPLE)\n2-1 MINATO, YOKOHAMA, JAPAN",
            "marks_and_numbers": "MIDORI / EXAMPLE\nC/NO. 1–2160", "port_of_destination": "日本 横滨 YOKOHAMA, JAPAN",
            "means_of_conveyance": "BY SEA / EXAMPLE STAR V.118E", "date_of_inspection": "2026-11-21",
            "additional_declaration": "该批货物不带有输入国关注的检疫性有害生物，符合双边植物检疫要求。\n"
            "The consignment is free "
            "from the quarantine pests of concern to the importing country and complies with the agreed phytosanitary "
            "requirements.",
            "authorized_officer": OFFICER, **ISSUE,
        },
        rows={"goods_lines": BEANS, "treatments": (FUMIGATION,)},
        statements=frozenset({"practically_free_clause", "no_financial_liability"}),
    )  # fmt: skip


def _sanitary() -> Content:
    values = {
        "consignor": CONSIGNOR, "consignee": "GULF FRESH FOODS W.L.L. (EXAMPLE)\nMANAMA, BAHRAIN",
        "state_or_type_of_processing": "冷冻 Frozen", "marks_and_numbers": "N/M",
        "storage_transport_temperature": "≤ -18 ℃", "country_and_place_of_destination": "巴林 麦纳麦 MANAMA, BAHRAIN",
        "means_of_conveyance": "BY SEA / EXAMPLE PEARL V.027W", "attestation": SANITARY_TEXT,
        "authorized_officer": OFFICER, **DESPATCH, **ISSUE,
    }  # fmt: skip
    lines = tuple({**line, "production_date": "2026-11-02"} for line in FISH)
    return Content(values=values, rows={"goods_lines": lines, "containers": CONTAINERS})


def _inspection() -> Content:
    return Content(
        values={
            "certificate_subtitle": "quality,weight",
            "consignor": "DALIAN BINHAI MINERALS CO., LTD (EXAMPLE)\nDALIAN, CHINA",
            "consignee": "NORTHERN REFRACTORIES GMBH (EXAMPLE)\nHAMBURG, GERMANY", "marks_and_numbers": "N/M",
            "means_of_conveyance": "BY SEA / EXAMPLE TRADER V.9", "date_of_inspection": "2026-11-19",
            "results_of_inspection": "经抽样检验，上述货物的品质符合合同要求。\n"
            "On inspection of representative samples the quality "
            "of the goods described above is in conformity with the contract.",
            "authorized_officer": OFFICER, **ISSUE,
        },
        rows={
            "goods_lines": (
                goods_line("镁砂", "DEAD BURNED MAGNESITE", quantity="", quantity_unit="", weight="500",
                           weight_unit="t", package_count="500", package_type="吨袋 JUMBO BAGS"),
            ),
            "test_items": (
                {"item_name": "氧化镁 MgO",
                "unit": "%",
                "requirement": "≥ 97.0",
                "result": "97.4",
                "method": "GB/T 5069"},
                {"item_name": "二氧化硅 SiO₂",
                "unit": "%",
                "requirement": "≤ 0.7",
                "result": "0.6",
                "method": "GB/T 5069"},
                {"item_name": "体积密度 Bulk density", "unit": "g/cm³", "requirement": "≥ 3.25", "result": "3.31",
                 "method": "GB/T 2999"},
            ),
        },
    )  # fmt: skip


def _fumigation() -> Content:
    return Content(
        values={
            "consignor": "DALIAN LINHAI TIMBER CO., LTD (EXAMPLE)\nDALIAN, CHINA",
            "consignee": "PACIFIC WOODWORK PTY LTD (EXAMPLE)\nSYDNEY, AUSTRALIA", "marks_and_numbers": "N/M",
            "place_of_despatch": "大连 DALIAN", "port_of_destination": "澳大利亚 悉尼 SYDNEY, AUSTRALIA",
            "means_of_conveyance": "BY SEA / EXAMPLE AUSTRAL V.3",
            "treatment_operator": "大连示例熏蒸有限公司（EXAMPLE）",
            "additional_declaration": "该批货物已按输入国要求进行处理。\n"
            "The consignment was treated as the importing country "
            "requires.",
            "authorized_officer": OFFICER, **ISSUE,
        },
        rows={
            "goods_lines": (
                goods_line("落叶松锯材", "LARCH SAWN TIMBER", quantity="128.4", quantity_unit="m³", package_count="64",
                           package_type="捆 BUNDLES", origin_place="中国 黑龙江 HEILONGJIANG, CHINA"),
            ),
            "containers": CONTAINERS,
            "treatments": ({**FUMIGATION, "treatment_chemical_and_concentration": "溴甲烷 Methyl bromide, 48 g/m³",
                            "treatment_duration_and_temperature": "24 h, 15 ℃"},),
        },
    )  # fmt: skip


def _general() -> Content:
    return Content(
        values={
            "certificate_title": "自由销售证书 CERTIFICATE OF FREE SALE",
            "consignor": CONSIGNOR,
            "consignee": CONSIGNEE,
            "marks_and_numbers": "N/M", "country_and_place_of_destination": "韩国 釜山 BUSAN, KOREA",
            "means_of_conveyance": "BY SEA / EXAMPLE PEARL V.027W", "attestation": SANITARY_TEXT,
            "remark": "合同号 Contract No. EX-2026-118", "authorized_officer": OFFICER, **DESPATCH, **ISSUE,
        },
        rows={"goods_lines": FISH},
    )  # fmt: skip


def _voucher() -> Content:
    return Content(
        values={
            "voucher_category": "口岸申报换证", "consignor": "大连海岸水产有限公司（EXAMPLE）",
            "consignee": "HANBADA SEAFOOD CO., LTD (EXAMPLE)", "marks_and_numbers": "N/M",
            "packaging_result_no": "210900000001234001", "contract_lc_no": "EX-2026-118",
            "means_of_conveyance": "船舶 EXAMPLE PEARL V.027W", "destination_country": "KOR",
            "date_of_despatch": "2026-11-28", "inspection_basis": "GB 2733—2015；合同（EXAMPLE）",
            "inspection_result": "经检验检疫，该批货物符合输入国要求。\n1. 感官检验：合格。\n2. 包装完好，标识清晰。",
            "valid_until": "2027-01-25", "inspector": "李示例", "date_of_issue": "2026-11-26",
        },
        rows={
            "goods_lines": tuple(
                {**line, "package_type": "纸箱", "weight_unit": "千克", "quantity_unit": "千克", "value": "28800",
                 "currency": "USD", "batch_no": "HA2611", "production_date": "2026-11-02", "origin_place": "大连",
                 "manufacturer_name": "大连海岸水产有限公司（EXAMPLE）"}
                for line in FISH
            ),
            "containers": CONTAINERS,
            "write_offs": ({"write_off_date": "2026-12-02", "write_off_quantity": "4800 千克",
                            "balance_quantity": "9600 千克", "write_off_officer": "李示例"},),
        },
    )  # fmt: skip


def _animal() -> Content:
    return Content(
        values={
            "consignor": "LIAONING YUANYE BREEDING FARM (EXAMPLE)\nSHENYANG, CHINA",
            "consignee": "BORNEO ZOOLOGICAL PARK (EXAMPLE)\nKUCHING, MALAYSIA", "date_of_inspection": "2026-11-20",
            "country_of_destination": "MYS", "means_of_conveyance": "BY AIR / EX 8821",
            "attestation": "兹证明上述动物在启运前经官方兽医临床检查，健康，无传染病临床症状，适于运输。\n"
            "This is to certify that the "
            "animals described above were clinically examined by an official veterinarian before despatch, were "
            "healthy, showed no clinical sign of infectious disease and were fit to travel.",
            "official_veterinarian": VETERINARIAN, **DESPATCH, **ISSUE,
        },
        rows={
            "goods_lines": (
                goods_line("赛马", "RACE HORSES", scientific_name="Equus caballus", goods_spec="Thoroughbred",
                           quantity="2",
                           quantity_unit="匹 HEAD",
                           animal_identification="981000000000001, 981000000000002"),
            ),
        },
    )  # fmt: skip


def _with_liability(content: Content) -> Content:
    return replace(content, statements=content.statements | {"no_financial_liability"})


_CONTENTS: dict[str, Content] = {
    "c3-1": _veterinary(),
    "c5-1": _phytosanitary(),
    "c2-1": _sanitary(),
    "c2-2": _sanitary(),
    "c1-1": _inspection(),
    "c7-1": _fumigation(),
    "general": _general(),
    "5-3": _voucher(),
    "c4-1": _animal(),
    "3-2": performance_slip(),
    "3-3": use_slip(),
}

#: Contents for every format of the catalogue, by its code.
SAMPLES = {code: _with_liability(content) for code, content in _CONTENTS.items()}


def with_goods(content: Content, count: int) -> Content:
    """Return the contents with so many goods lines, made of its own."""
    own = list(content.rows.get("goods_lines", FISH))
    grades = ("S", "M", "L", "XL")
    lines = []
    for at in range(count):
        line = dict(own[at % len(own)])
        grade = grades[at // len(own) % len(grades)]
        lines.append({**line, "goods_name_en": f"{line['goods_name_en']}, {grade}", "package_count": str(40 + at)})
    return replace(content, rows={**content.rows, "goods_lines": tuple(lines)})


def with_value(content: Content, **values: str) -> Content:
    """Return the contents with some values replaced."""
    return replace(content, values={**content.values, **values})
