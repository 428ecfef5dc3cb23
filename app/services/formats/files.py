"""Formats as files: a working copy goes out and comes in as the YAML of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml
from sqlalchemy import select

from app.catalogue.errors import CatalogueError
from app.catalogue.forms.definition import VERSION_WORD
from app.catalogue.forms.short import written_out
from app.catalogue.forms.wording import read_in
from app.catalogue.library import library
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.catalogue.yaml_reading import MisreadError, Why, parse_yaml
from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError
from app.domain.format_differences import Definition
from app.domain.json_values import JsonObject
from app.extensions import db
from app.models import CertificateFormat
from app.services.base import records
from app.services.base.records import Columns
from app.services.base.transaction import transaction
from app.services.formats import copies, formats

#: what YAML would read otherwise than it was meant → what is said of it
MISREAD: Mapping[Why, str] = {
    "key_twice": "format_file_key_twice",
    "key_no_text": "format_file_key_no_text",
    "yes_or_no": "format_file_yes_or_no",
}
#: where the reader of YAML says that it stopped
PLACE = re.compile(r"line (\d+), column (\d+)")
HEAD = (
    VERSION_WORD, "code", "form_no", "type_codes", "title_zh", "title_en", "scheme", "bilingual", "languages",
    "destinations", "about", "title", "letterhead", "number_label", "mark", "emblem", "foot", "fields", "groups",
    "texts",
)  # fmt: skip


def written(row: CertificateFormat) -> str:
    """Return a working copy as a file of the catalogue."""
    spec = catalogue().draft_format(row.definition)
    data = formats.as_data(spec) if spec else dict(row.definition)
    data.pop("columns", None)
    ordered = {**{key: data[key] for key in HEAD if key in data}, **data}
    return yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=150)


def read(actor: Actor, data: bytes) -> tuple[CertificateFormat, bool]:
    """Take a file in as a working copy; a known code's copy is replaced. Returns it and whether it is new.

    Raises DomainError for a file that is none.
    """
    definition = _definition(data)
    with transaction():
        row = db.session.scalar(
            select(CertificateFormat).where(CertificateFormat.code == definition["code"]).with_for_update()
        )
        records.require(actor, "edit" if row else "add", copies.RESOURCE)
        is_new = row is None
        if row is None:
            row = copies.add({**_heads(definition), **definition})
        copies.write(row, definition)
    return row, is_new


def take_packaged(actor: Actor, format_id: int, *, version: int) -> CertificateFormat:
    """Make the program's own file of a format the working copy; raises NotFoundError when there is none."""
    row = copies.find(format_id)
    spec = _packaged(row.code)
    if spec is None:
        raise NotFoundError
    return copies.save(actor, format_id, formats.as_data(spec), version=version)


def is_behind_packaged(row: CertificateFormat) -> bool:
    """Tell whether the program's own file of a format differs from the working copy."""
    spec = _packaged(row.code)
    own = catalogue().draft_format(row.definition)
    return spec is not None and (own is None or formats.as_data(own) != formats.as_data(spec))


def _packaged(code: str) -> Format | None:
    """Return a format as the program brings it, in its catalogue or in its library."""
    return catalogue().formats.get(code) or library().get(code)


def _definition(data: bytes) -> JsonObject:
    if len(data) > copies.LARGEST:
        raise DomainError("format_too_large", limit=copies.MOST_ITEMS)
    try:
        found = parse_yaml(data.decode("utf-8"), "")
    except UnicodeDecodeError as error:
        raise DomainError("format_file_no_text") from error
    except CatalogueError as error:
        misread = error.__cause__
        if isinstance(misread, MisreadError) and misread.problem_mark:
            mark = misread.problem_mark
            params = {"text": misread.text, "line": mark.line + 1, "column": mark.column + 1}
            raise DomainError(MISREAD[misread.why], **params) from error
        places = PLACE.findall(error.reason)
        if places:
            line, column = places[-1]
            raise DomainError("format_file_wrong_at", line=line, column=column) from error
        raise DomainError("format_file_unreadable", reason=error.reason[:300]) from error
    code = found.get("code") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(code, str) or not copies.CODE.fullmatch(code):
        raise DomainError("format_file_without_code")
    return written_out(found) if VERSION_WORD in found else found


def _heads(definition: Definition) -> Columns:
    """Return the searched entries of a head, empty where the file has none of the right kind."""
    title = definition.get("title")
    words = title if isinstance(title, Mapping) else {}
    heads = {"title_zh": read_in(words, "zh"), "title_en": read_in(words, "en"), **definition}
    texts = {key: str(heads.get(key) or "") for key in ("form_no", "title_zh", "title_en", "scheme")}
    codes = definition.get("type_codes")
    return {**texts, "type_codes": [str(code) for code in codes] if isinstance(codes, list) else []}
