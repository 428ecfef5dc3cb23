"""The keys of a declaration are found by their paths."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue

KEYS = catalogue().declaration


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("inspection_no", "Inspection declaration no."),
        ("goods_lines[].weight", "Net weight"),
        ("goods_lines[].inspection_no", None),
        ("weight", None),
        ("goods_lines.weight", None),
        ("licences[].weight", None),
        ("", None),
    ],
)
def test_a_path_names_one_key_of_its_group(path: str, name: str | None) -> None:
    found = KEYS.at(path)
    assert (found.en if found else None) == name


def test_every_path_leads_back_to_its_field() -> None:
    paths = KEYS.paths()
    assert all(KEYS.at(path) is field for path, field in paths)
    assert {path.partition("[")[0].partition(".")[0] for path, _field in paths} >= {
        "goods_lines", "containers", "packaging_application",
    }  # fmt: skip
    assert not any(field.items for _path, field in paths)


def test_a_group_holds_its_fields() -> None:
    assert KEYS.field("goods_line", "weight") in KEYS.group("goods_line")
    assert KEYS.field("header", "no_such_key") is None
