"""Uploaded scans on their way in: files and document numbers read off the request, a result for each file."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.domain import scans as rules
from app.domain.errors import DomainError
from app.domain.scans import ScanRefusedError, Upload
from app.models.base import utc_now
from app.services.scans import scans
from app.views.frame.actor import current_actor
from app.views.lists.forms import tell
from app.views.lists.shape import ListShape
from app.views.scans.words import file_notes
from app.views.words.punctuation import sentences


@dataclass(frozen=True, kw_only=True)
class Result:
    """Say what became of one file."""

    name: str
    number: str
    is_done: bool
    words: str
    url: str = ""

    def told(self) -> dict[str, str | bool]:
        """Return the result as the page's script reads it."""
        return asdict(self)


def receive(view: ListShape) -> list[Result]:
    """Take in the files of the request one by one; each has its own result."""
    files = [file for file in request.files.getlist("files") if file.filename]
    typed = request.form.get("document_no", "").strip()
    if not files:
        return [Result(name="—", number=typed, is_done=False, words=tell(ScanRefusedError("scan_missing")))]
    if len(files) > rules.MAX_FILES:
        error = ScanRefusedError("scan_too_many_files", limit=rules.MAX_FILES)
        return [Result(name="—", number=typed, is_done=False, words=tell(error))]
    return [_take(view, file, typed) for file in files]


def read_upload(file: FileStorage | None) -> Upload:
    """Return an uploaded file, read no further than one byte past the limit; raises ScanRefusedError without one."""
    if file is None or not file.filename:
        raise ScanRefusedError("scan_missing")
    return Upload(name=file.filename, data=file.stream.read(rules.MAX_BYTES + 1))


def _take(view: ListShape, file: FileStorage, typed: str) -> Result:
    upload = read_upload(file)
    name = rules.shown_name(upload.name) or _("(file without a name)")
    number = typed or rules.number_in_name(upload.name)
    try:
        scan = scans.add(current_actor(), number, upload, now=utc_now())
    except DomainError as error:
        if error.status in (403, 404):
            raise
        return Result(name=name, number=number, is_done=False, words=tell(error))
    words = sentences([_("Kept."), *file_notes(scan.file)])
    return Result(name=name, number=str(scan), is_done=True, words=words, url=view.url("show", pk=scan.id))
