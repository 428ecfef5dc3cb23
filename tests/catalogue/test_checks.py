"""Formats and types are checked against the lists, the declaration and each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.catalogue.checks import check_types, format_faults
from app.catalogue.errors import CatalogueError
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format, Source

KNOWN = catalogue()
VETERINARY = KNOWN.formats["c3-1"]


def codes(fmt: Format) -> set[str]:
    """Return the codes of what is wrong with a format."""
    return {
        fault.code for fault in format_faults(fmt, codes=KNOWN.codes, declaration=KNOWN.declaration, types=KNOWN.types)
    }


def with_field(key: str, **changed: Any) -> Format:
    """Return the format with one box changed."""
    fields = tuple(field.model_copy(update=changed) if field.key == key else field for field in VETERINARY.fields)
    return VETERINARY.model_copy(update={"fields": fields})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"zh": " "}, "label_missing"),
        ({"kind": "text", "max_length": None}, "limit_missing"),
        ({"kind": "enum", "options": ()}, "enum_without_options"),
        ({"kind": "code", "code_list": None}, "code_without_list"),
        ({"code_list": "no_such_list"}, "unknown_code_list"),
        ({"source": Source(rule="no_such_rule", paths=("inspection_no",))}, "unknown_rule"),
        ({"source": Source(rule="text", paths=("no_such_key",))}, "unknown_source"),
    ],
)
def test_a_box_is_told_what_it_lacks(changed: dict[str, Any], code: str) -> None:
    assert codes(VETERINARY) == set()
    assert code in codes(with_field("consignor", **changed))


def test_a_table_repeats_and_needs_no_more_rows_than_it_may_have() -> None:
    phytosanitary = KNOWN.formats["c5-1"]
    table = phytosanitary.tables[0].model_copy(update={"min_rows": 9, "columns": ("consignor",) * 4})
    found = codes(phytosanitary.model_copy(update={"tables": (table,)}))
    assert {"more_needed_than_allowed", "column_does_not_repeat"} <= found


def test_a_format_names_a_type_and_a_scheme_that_exist() -> None:
    assert codes(VETERINARY.model_copy(update={"type_codes": ("77",), "scheme": "vet"})) == {
        "unknown_type", "unknown_scheme",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"formats": ("c3-7",)}, "c3-7 does not exist"),
        ({"formats": ("c5-1",)}, "c5-1 is not for this type"),
        ({"formats": (), "enabled": True}, "enabled without a menu or a format"),
    ],
)
def test_a_type_and_its_formats_name_each_other(changed: dict[str, Any], reason: str) -> None:
    check_types(KNOWN.types, KNOWN.formats, Path("types.yaml"))
    types = {"14": KNOWN.types["14"].model_copy(update=changed)}
    with pytest.raises(CatalogueError, match=reason):
        check_types(types, KNOWN.formats, Path("types.yaml"))
