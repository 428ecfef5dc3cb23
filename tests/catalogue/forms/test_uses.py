"""Where a form uses what it has: under the conditions of block, cell, item and alternatives around it."""

from __future__ import annotations

from app.catalogue.forms.uses import both, uses
from app.catalogue.schema import Format
from tests.factories.paper_forms import form, small, with_blocks


def under(fmt: Format, key: str) -> list[object]:
    assert fmt.form is not None
    return [use.under for use in uses(fmt.form) if use.key == key and use.what != "text"]


def test_conditions_add_up_from_outside_to_inside() -> None:
    inner = {"rows": [[{"f": "sent_on", "when": {"owner": "any"}}]], "when": {"way": "sea"}}
    assert under(Format.model_validate(with_blocks(inner)), "sent_on")[0] == {"way": ("sea",), "owner": ("any",)}


def test_a_blank_in_an_alternative_is_wanted_while_the_alternative_is() -> None:
    found = under(form("eu-fish-crust-hc"), "farm_no")
    assert found == [{"listed": ("any",), "origin": ("farm",)}]


def test_what_excludes_itself_is_never_used() -> None:
    assert both({"way": ("sea",)}, {"way": ("air",)}) is None
    assert both(None, {"way": ("air",)}) is None
    assert both({"way": ("any",)}, {"way": ("air", "none")}) == {"way": ("air",)}
    assert both({"way": ("air", "none")}, {"way": ("any",)}) == {"way": ("air",)}


def test_a_text_is_walked_once_for_all_its_languages() -> None:
    two = small(languages=["en", "zh"])
    two["texts"]["say"]["zh"] = "{way~sea|海运}{way=air}，{sent_on:30}。{^1}"
    fmt = Format.model_validate(two)
    assert fmt.form is not None
    assert [use.key for use in uses(fmt.form) if use.place == "layout.blocks.1.text"] == [
        "say", "way", "way", "sent_on", "way",
    ]  # fmt: skip
