"""A new format begins with what every certificate has, and is sound but for what it is still to print."""

from __future__ import annotations

from app.catalogue.loader import catalogue
from app.catalogue.skeleton import new_definition

HEAD = {
    "code": "x-1", "form_no": "X-1", "type_codes": ["14"], "title_zh": "示例证书", "title_en": "Example",
    "scheme": "veterinary",
}  # fmt: skip


def test_the_new_definition_is_a_format_without_faults() -> None:
    made = new_definition(HEAD)
    assert catalogue().format_faults(made) == []
    assert {"certificate_no", "copy_mark", "page_no"} <= {field["key"] for field in made["fields"]}


def test_two_new_ones_differ_in_their_heads_only() -> None:
    first, second = new_definition(HEAD), new_definition({**HEAD, "code": "x-2"})
    assert {key for key in first if first[key] != second[key]} == {"code"}
