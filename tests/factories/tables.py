"""Import files for tests: declarations as a workbook, as CSV, as JSON; workbooks that harm whoever opens them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADER = {
    "declaration_type": "24", "applicant_name": "大连海岸水产有限公司（示例）", "applicant_ciq_no": "2100600118",
    "contact_name": "林海（示例）", "contact_phone": "0411-5550118", "declaration_date": "2026-11-20 09:12:00",
    "declaring_customs": "0901", "issuing_org": "210000", "consignor_code": "91210200MA0DEM013J",
    "consignor_name_zh": "大连海岸水产有限公司（示例）", "consignee_name_en": "HANBIT SEAFOOD CO., LTD (EXAMPLE)",
    "transport_mode": "2", "trade_mode": "0110", "contract_no": "HA26-40137", "despatch_date": "2026-11-29",
    "destination_country": "KOR", "place_of_despatch": "中国大连 DALIAN, CHINA", "port_of_destination": "釜山 BUSAN",
    "marks_and_numbers": "HANBIT\nBUSAN", "requested_certificates": "14|1|2", "applicant_statement": "属实（示例）",
}  # fmt: skip
LINE = {
    "hs_code": "0304750000", "ciq_code": "101", "goods_name_zh": "冻明太鱼片",
    "goods_name_en": "FROZEN POLLOCK FILLETS", "origin_place": "210200",
    "quantity": "12000", "quantity_unit": "035", "weight": "12000", "weight_unit": "035",
    "package_count": "1200", "package_type": "22", "value": "34200", "currency": "USD",
}  # fmt: skip
NUMBER = "226000008000001"


def flat(number: str = NUMBER, **changed: str) -> dict[str, str]:
    """Return one row of a flat table: header, one goods line, one container; paths as keys."""
    goods = {f"goods_lines.{key}": text for key, text in LINE.items()}
    containers = {"containers.spec": "12", "containers.container_no": "HAEU3001281"}
    row = {"inspection_no": number, **HEADER, **goods, **containers}
    return {**row, **{key.replace("__", "."): text for key, text in changed.items()}}


def comma_separated(rows: Sequence[Mapping[str, str]], *, encoding: str = "utf-8-sig") -> bytes:
    """Return rows as CSV."""
    made = io.StringIO()
    writer = csv.DictWriter(made, fieldnames=list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode(encoding)


def told(numbers: Sequence[str], **changed: Any) -> bytes:
    """Return declarations as JSON."""
    return json.dumps([nested(number, **changed) for number in numbers], ensure_ascii=False).encode()


def nested(number: str = NUMBER, **changed: Any) -> dict[str, Any]:
    """Return one declaration as JSON has it."""
    certificates = [{"certificate_type": "14", "originals": 1, "copies": 2}]
    base = {"inspection_no": number, **HEADER, "requested_certificates": certificates}
    return {**base, "goods_lines": [dict(LINE)], "containers": [], **changed}


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return sheets as a workbook; numbers stay numbers."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return made.getvalue()


def declarations(*numbers: str) -> bytes:
    """Return declarations as the template has them: one sheet a table, Chinese headings."""
    from app.services.declarations.layouts import KINDS

    layout = KINDS["declarations"].layout()
    names = {one.key: one.zh for one in layout.header.fields}
    goods = {one.key: one.zh for one in layout.table("货物").fields}
    heads = ["报检编号", *(f"{names[key]} *" for key in HEADER)]
    return workbook(
        {
            "报检单": [heads, *([number, *HEADER.values()] for number in numbers)],
            "货物": [["报检编号", *(goods[key] for key in LINE)], *([n, *LINE.values()] for n in numbers)],
            "说明": [["表", "列"], ["报检单", "…"]],
        }
    )


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook with further or other parts in its archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, contents in parts.items():
            new.writestr(name, contents)
    return made.getvalue()
