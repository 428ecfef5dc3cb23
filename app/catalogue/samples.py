"""Sample contents of any format, for its live preview and for the check that it prints."""

from __future__ import annotations

from app.catalogue.schema import Format, FormatField, RowColumn
from app.domain.document.content import Content
from app.domain.document.printed import initial_statements

_DATE = "2026-01-15"
_ROWS = {"goods_lines": 2, "containers": 2, "treatments": 1, "test_items": 2, "write_offs": 1}
_BY_KIND = {
    "date": _DATE, "date_or_text": _DATE, "country": "KOR", "quantity": "1200", "decimal": "1200", "money": "1200",
}  # fmt: skip
_BY_LIST = {"customs": "0901", "countries": "KOR", "currencies": "USD"}


def sample_content(fmt: Format) -> Content:
    """Return contents that fill every box with its own label, so that the place of each is seen."""
    single = (f for f in fmt.fields if f.repeats == "none" and f.kind != "image")
    rows: dict[str, list[dict[str, str]]] = {}
    for column in fmt.columns:
        group = rows.setdefault(column.group, [{} for _ in range(_ROWS.get(column.group, 2))])
        for number, row in enumerate(group, start=1):
            row[column.key] = _cell(column, number)
    return Content(
        values={field.key: _value(field) for field in single},
        rows=rows,
        statements=frozenset(initial_statements(fmt)),
    )


def usual_content(fmt: Format) -> Content:
    """Return the contents that a form brings as its own sample; every box filled for a format that brings none."""
    sample = fmt.form.sample if fmt.form else None
    if fmt.form is None or sample is None or not (sample.values or sample.chosen or sample.rows):
        return sample_content(fmt)
    columns: dict[str, list[str]] = {}
    for column in fmt.columns:
        columns.setdefault(column.group, []).append(column.key)
    columns |= {group.key: [column.key for column in group.columns] for group in fmt.form.groups}
    return Content(
        values={**sample.values, **{key: ",".join(values) for key, values in sample.chosen.items()}},
        # an unfinished form may have fewer columns than cells
        rows={
            key: [dict(zip(columns.get(key, ()), cells, strict=False)) for cells in rows]
            for key, rows in sample.rows.items()
        },
    )  # fmt: skip


def _value(field: FormatField) -> str:
    if field.kind == "enum":
        return field.options[0].value if field.options else ""
    if field.kind == "code":
        return _BY_LIST.get(field.code_list or "", "")
    known = _BY_KIND.get(field.kind)
    return known or _both(field.zh, field.en)[: field.max_length]


def _cell(column: RowColumn, number: int) -> str:
    known = _BY_KIND.get(column.kind)
    return known or f"{_both(column.zh, column.en)} {number}"[: column.max_length]


def _both(zh: str, en: str) -> str:
    return zh if zh == en else f"{zh} {en}"
