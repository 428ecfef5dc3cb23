"""A background export opens its list as its owner sees it, in his language, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotPermittedError
from app.models import ExportRequest
from app.views.queries.export_sources import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.actor import Actor


def job(language: str) -> ExportRequest:
    return ExportRequest(
        source="list:DeclarationsView", arguments={}, columns=["inspection_no"], language=language, kind="csv",
        title="", user_id=1,
    )  # fmt: skip


def test_a_list_is_opened_with_the_chosen_columns_in_the_language_of_its_owner(
    actor: Callable[[str], Actor],
) -> None:
    clerk = actor("haian.clerk")
    with opened(job("en"), clerk, limit=100) as found:
        heads = [head.label for head in found.sheet.heads]
        rows = list(found.sheet.rows)
    assert heads == ["Inspection no."]
    assert len(rows) == found.total > 0


def test_whoever_may_not_export_it_any_more_gets_nothing(actor: Callable[[str], Actor]) -> None:
    powerless = replace(actor("haian.clerk"), permissions=frozenset())
    with pytest.raises(NotPermittedError), opened(job("en"), powerless, limit=100):
        pass
