"""Scans 单证扫描件 (manual 5.5): query, add, replace, delete, and the viewer in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload

from app.domain import scans as rules
from app.domain.errors import DomainError, StaleError
from app.models import Scan
from app.models.base import utc_now
from app.services.scans import scans
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import RowAction
from app.views.lists.base import BIGGEST_ID, ReferenceView
from app.views.lists.columns import Column
from app.views.lists.forms import FormPage, tell
from app.views.lists.interface import FastInterface
from app.views.lists.query import DateRange, Text
from app.views.scans.uploads import Result, read_upload, receive
from app.views.scans.words import file_notes, kind_of, size_of
from app.views.words.columns import label_of
from app.views.words.label import Label

#: A file runs nothing and loads nothing; our own pages may show it in a frame.
FILE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
#: What shows a PDF is a plugin in some browsers, which a sandbox would forbid.
PICTURE_POLICY = f"{FILE_POLICY}; sandbox"


class ScansView(ReferenceView[Scan]):
    route_base = "/scans"
    class_permission_name = screen = "scans"
    datamodel = FastInterface(Scan, eager=(selectinload(Scan.file), selectinload(Scan.organisation)))
    service = scans  # type: ignore[assignment]  # no route of this screen asks it for what it lacks
    list_title = _l("Scanned documents")
    new_label = _l("New scan")
    empty_text = _l("Upload the first one with “New scan”: a PDF, JPEG, PNG or TIFF and the document number.")
    show_template = "scans/show.html"
    columns = (
        Column(key="document_no", wording="long", sort=Scan.document_no, is_link=True),
        Column(key="name", label=_l("File"), value=lambda row: row.file.name, width=30),
        Column(key="media_type", label=label_of("kind"), value=lambda row: kind_of(row.file), width=12),
        Column(key="pages", value=lambda row: row.file.pages),
        Column(key="size", value=lambda row: size_of(row.file), width=10, is_chosen=False),
        Column(key="created_at", wording="entry", sort=Scan.created_at),
        Column(key="uploader_name", value=lambda row: row.file.uploader_name),
        Column(key="uploaded_at", value=lambda row: row.file.uploaded_at, is_chosen=False),
        Column(key="file_count", label=_l("Files so far"), kind="number", is_chosen=False),
        Column(
            key="organisation",
            label=label_of("enterprise"),
            value=lambda row: row.organisation.short_name or row.organisation.name,
            is_chosen=False,
        ),
    )
    facts = columns
    history_labels: Mapping[str, Label] = {"deleted_at": _l("Deleted at")}
    query = (
        Text(wording="long", columns=(Scan.document_no,), match="starts"),
        DateRange(wording="entry", column=Scan.created_at),
    )

    @route("/new", methods=["GET", "POST"])
    def add(self) -> ResponseReturnValue:
        """Take in one or several files; `number` in the address fills in the document number (PDF button of 5.3)."""
        if request.method == "GET":
            return self._add_form(number=request.args.get("number", ""))
        results = receive(self)
        if request.accept_mimetypes.best == "application/json":
            return {"results": [result.told() for result in results]}
        refused = [result for result in results if not result.is_done]
        if refused:
            return self._add_form(number=request.form.get("document_no", ""), results=results), 422
        for result in results:
            flash(_("%(name)s is kept under %(number)s.", name=result.name, number=result.number), "success")
        return redirect(results[0].url if len(results) == 1 else self.url("list"), code=303)

    @route(f"/{BIGGEST_ID}/edit", methods=["GET", "POST"])
    def edit(self, pk: int) -> ResponseReturnValue:
        """Put a new file in the place of the present one, which stays in the history."""
        row = scans.find(current_actor(), pk, verb="edit")
        problem, status = "", 200
        if request.method == "POST":
            try:
                version = FormPage.number(request.form.get("version", ""))
                upload = read_upload(request.files.get("file"))
                row = scans.replace(current_actor(), pk, upload, version=version, now=utc_now())
            except StaleError as error:
                problem, status = tell(error), error.status
            except DomainError as error:
                if error.status == 404:  # noqa: PLR2004
                    raise
                problem, status = tell(error), error.status
            else:
                flash(_("%(number)s has its new file.", number=str(row)), "success")
                return redirect(self.url("show", pk=pk), code=303)
            row = scans.find(current_actor(), pk, verb="edit")
        return self.render_template("scans/replace.html", view=self, row=row, problem=problem, rules=rules), status

    @route(f"/{BIGGEST_ID}/files/<int(max=10000):number>", right="show")
    def file(self, pk: int, number: int) -> Response:
        """Send one file, to be shown in the page or, with `download`, to be saved under its document number."""
        file, data = scans.contents(current_actor(), pk, number)
        answer = Response(data, mimetype=file.media_type)
        how = "attachment" if "download" in request.args else "inline"
        name = f"{file.scan.document_no}-{file.number}.{file.extension}"
        answer.headers["Content-Disposition"] = f'{how}; filename="{name}"'
        is_picture = file.media_type.startswith("image/")
        answer.headers["Content-Security-Policy"] = PICTURE_POLICY if is_picture else FILE_POLICY
        return answer

    def extras(self, row: Scan) -> Context:
        """Return every file of the scan, and the one that the page shows."""
        numbers = {str(file.number): file for file in row.files}
        return {"files": row.files, "shown": numbers.get(request.args.get("file", ""), row.file), "notes": file_notes}

    def record_actions(self, row: Scan) -> list[RowAction]:
        """Return replace and delete for those who may, each with the version that it was seen in."""
        found = []
        if self.may("edit"):
            found.append(RowAction(key="edit", label=_("Replace the file"), url=self.url("edit", pk=row.id)))
        if self.may("delete"):
            question = _(
                "Delete the scan “%(name)s” of %(number)s? Its history stays.", name=row.file.name, number=str(row)
            )
            found.append(self.button("delete", row, _("Delete"), question))
        return found

    def _add_form(self, *, number: str, results: Sequence[Result] = ()) -> str:
        return self.render_template("scans/new.html", view=self, number=number, results=results, rules=rules)
