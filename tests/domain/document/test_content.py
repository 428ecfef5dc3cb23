"""Contents: an empty document says nothing and leaves nothing out."""

from __future__ import annotations

from app.domain.document.content import Content


def test_an_empty_document_says_nothing_and_leaves_no_block_out() -> None:
    empty = Content()
    assert (empty.values, empty.rows, empty.statements, empty.hidden) == ({}, {}, frozenset(), False)
