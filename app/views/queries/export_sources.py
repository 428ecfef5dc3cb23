"""Lists and queries as sources of background exports: opened as their owner would see them, in his language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import current_app, g
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func

from app.domain.actor import Actor
from app.domain.errors import NotFoundError, NotPermittedError
from app.models.base import utc_now
from app.reports.list_sheet import ColumnHead, ListSheet
from app.services.base import accounts
from app.services.queries import export_runs, saved_queries
from app.services.queries.export_runs import ExportTask, Opened
from app.views.frame.fab import screens
from app.views.lists import page as pages
from app.views.lists.columns import chosen
from app.views.lists.export import sheet
from app.views.lists.view import ListView
from app.views.queries import labels
from app.views.words.writing import moment

WIDTH = 24


def install() -> None:
    """Tell the writers of exports how to open what they write."""
    export_runs.open_with(opened)


@contextmanager
def opened(job: ExportTask, actor: Actor, *, limit: int) -> Iterator[Opened]:
    """Give the list that an export names; raises NotPermittedError when its owner may not export it any more."""
    with current_app.test_request_context("/"), force_locale(job.language):
        accounts.bind(actor)
        g.actor = actor
        kind, _colon, name = job.source.partition(":")
        if kind == "query":
            with _query(int(name), actor, limit=limit) as found:
                yield found
        else:
            yield _list(_view(name), job, actor, limit=limit)


def _list(view: ListView[Any], job: ExportTask, actor: Actor, *, limit: int) -> Opened:
    if not actor.may("can_export", view.class_permission_name):
        raise NotPermittedError
    asked = pages.read(view, {"page": "1", **job.arguments})
    asked = replace(asked, columns=chosen(view.columns, job.columns))
    counted = view.datamodel.statement(func.count(view.datamodel.obj.id), conditions=pages.conditions(view, asked))
    total = int(view.datamodel.session.scalar(counted) or 0)
    return Opened(sheet(view, asked, reach="all", limit=limit), total)


def _view(name: str) -> ListView[Any]:
    for view in screens():
        if view.endpoint == name and isinstance(view, ListView):
            return view
    raise NotFoundError


@contextmanager
def _query(number: int, actor: Actor, *, limit: int) -> Iterator[Opened]:
    if not actor.may("can_export", saved_queries.RESOURCE):
        raise NotPermittedError
    row = saved_queries.find(actor, number)
    limit = min(limit, saved_queries.MAX_ROWS)
    with saved_queries.answer(actor, row.statement, limit=limit + 1) as found:
        heads = [ColumnHead(labels.head(name), WIDTH) for name in found.heads]
        yield Opened(
            ListSheet(
                title=row.name,
                heads=heads,
                rows=found.rows,
                note=_("Exported at %(moment)s (China time).", moment=moment(utc_now())),
                cut_note=_(
                    "Only the first %(limit)s rows are here. Narrow the query to export the others.", limit=limit
                ),
                limit=limit,
            ),
            None,
        )
