"""Exports of a list 导出 本页/全部: the rows as a reader sees them, in his columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.models.base import Model, utc_now
from app.reports.list_sheet import Cell, ColumnHead, ListSheet
from app.services.queries.exports import Export
from app.views.lists import page as pages
from app.views.lists.paging import Paging
from app.views.lists.shape import Asked, ListShape
from app.views.words.writing import moment

REACHES = ("page", "all")


def sheet(view: ListShape, asked: Asked, *, reach: str, limit: int) -> ListSheet:
    """Return the list as a sheet whose rows are read while they are written."""
    total = view.datamodel.count(pages.conditions(view, asked))
    return ListSheet(
        title=str(view.list_title),
        heads=[
            ColumnHead(str(column.label), column.characters, is_number=column.kind == "number")
            for column in asked.columns
        ],
        rows=_rows(view, asked, reach=reach, limit=limit, total=total),
        note=_("Exported at %(moment)s (China time).", moment=moment(utc_now())),
        cut_note=_("Only the first %(limit)s rows are here. Narrow the query to export the others.", limit=limit),
        limit=limit,
    )


def _rows(view: ListShape, asked: Asked, *, reach: str, limit: int, total: int) -> Iterator[list[Cell]]:
    found: Iterable[Model]
    if reach == "page":
        shown = Paging(asked.page, asked.size, total)
        found = view.datamodel.page(
            pages.conditions(view, asked), pages.order(view, asked), offset=shown.offset, limit=shown.size
        )
    else:
        found = view.datamodel.stream(pages.conditions(view, asked), pages.order(view, asked), limit=limit + 1)
    for row in found:
        yield [column.exported(row) for column in asked.columns]


def answer(made: Export, send_file: Callable[..., Response]) -> Response:
    """Return the file as a download that no cache keeps."""
    response = send_file(made.file, mimetype=made.mimetype, as_attachment=True, download_name=made.name)
    response.headers["Cache-Control"] = "no-store"
    return response
