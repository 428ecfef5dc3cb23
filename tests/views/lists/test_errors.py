"""An argument that a list does not understand is shown shortened."""

from __future__ import annotations

from app.views.lists.errors import MAX_SHOWN, BadArgumentError, refuse


def test_the_refusal_names_the_argument_and_no_more_of_its_value_than_fits() -> None:
    refused = refuse("sort", "x\0" + "y" * 100)
    assert isinstance(refused, BadArgumentError)
    assert (refused.status, refused.params["name"]) == (400, "sort")
    assert refused.params["value"] == "x�" + "y" * (MAX_SHOWN - 2)
