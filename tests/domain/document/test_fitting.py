"""Fitting: contents of one version of a form in another, and what has no place there."""

from __future__ import annotations

from app.domain.document.content import Content
from app.domain.document.fitting import Misfit, fitted
from tests.factories.shapes import box, column, form

NEW = form(
    box("consignor"),
    box("officer", entered_by="customs"),
    columns=(column("goods_lines", "weight"), column("test_items", "result", entered_by="customs")),
)


def test_what_the_new_version_has_is_kept_and_the_rest_is_named() -> None:
    old = Content(
        values={"consignor": "HAIAN", "brand": "SEA", "officer": "LI", "empty": ""},
        rows={
            "goods_lines": [{"weight": "1", "colour": "RED", "smell": ""}, {"colour": "BLUE"}],
            "test_items": [{"result": "NONE"}],
            "containers": [{}],
        },
        statements=frozenset({"old_text", "an_old_text", "kept"}),
        hidden=True,
    )
    kept, lost = fitted(NEW, old, statements=frozenset({"kept", "other"}))
    assert kept == Content(
        values={"consignor": "HAIAN"}, rows={"goods_lines": [{"weight": "1"}]}, statements=frozenset({"kept"}),
        hidden=True,
    )  # fmt: skip
    assert lost == [
        Misfit(path="values.brand", text="SEA"),
        Misfit(path="values.officer", text="LI"),
        Misfit(path="goods_lines.0.colour", text="RED"),
        Misfit(path="goods_lines.1.colour", text="BLUE"),
        Misfit(path="test_items.0.result", text="NONE"),
        Misfit(path="statements", text="an_old_text"),
        Misfit(path="statements", text="old_text"),
    ]


def test_contents_that_fit_lose_nothing() -> None:
    content = Content(values={"consignor": "HAIAN"}, rows={"goods_lines": [{"weight": "1"}]})
    assert fitted(NEW, content, statements=frozenset()) == (content, [])
