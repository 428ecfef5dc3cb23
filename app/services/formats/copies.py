"""Working copies of formats 单证格式: made, edited, retired, never a published version (manual 5.6.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import defer

from app.catalogue.languages import paper_languages
from app.catalogue.loader import catalogue
from app.catalogue.skeleton import headed, new_definition, new_form, titles
from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError
from app.domain.format_differences import Definition
from app.extensions import db
from app.models import CertificateFormat
from app.services.base import records
from app.services.base.records import Columns, Values
from app.services.base.transaction import transaction
from app.services.formats import formats

RESOURCE = "formats"
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
HEAD = ("code", "form_no", "type_codes", "title_zh", "title_en", "scheme")
#: Entries that lists search, and how much of each their column holds.
SEARCHED = {"title_zh": 120, "title_en": 200, "scheme": 60}
#: A definition of 300 fields has about 100 kB.
LARGEST = 512_000
MOST_ITEMS = 400


def find(format_id: int) -> CertificateFormat:
    """Return a format; raises NotFoundError."""
    return records.load(CertificateFormat, format_id)


def every() -> Sequence[CertificateFormat]:
    """Return all formats by their codes, without their definitions."""
    return db.session.scalars(
        select(CertificateFormat).options(defer(CertificateFormat.definition)).order_by(CertificateFormat.code)
    ).all()


def create(actor: Actor, values: Values, *, now: datetime) -> CertificateFormat:
    """Make a working copy, empty or like another format: `values` are the entries of HEAD and perhaps origin_id.

    An empty one with a `paper_language` is a form (format language 2) with this language. Raises InvalidError.
    """
    del now
    records.require(actor, "add", RESOURCE)
    with transaction():
        head = {**{name: values[name] for name in HEAD}, "code": str(values["code"]).strip().lower()}
        origin_id, language = values.get("origin_id"), values.get("paper_language") or ""
        records.refuse([*_head_faults(head), *_language_faults(language)])
        if origin_id:
            return add(headed(find(origin_id).definition, head))
        return add(new_form(head, language=language) if language else new_definition(head))


def save(actor: Actor, format_id: int, definition: Definition, *, version: int) -> CertificateFormat:
    """Keep a working copy as it was edited, finished or not; its code stays.

    Raises StaleError when somebody else saved since `version`, DomainError for what no editor of ours sends.
    """
    records.require(actor, "edit", RESOURCE)
    with transaction():
        row = records.load(CertificateFormat, format_id, version=version)
        write(row, definition)
    return row


def write(row: CertificateFormat, definition: Definition) -> None:
    """Write a definition into a working copy and its searched columns; commits nothing."""
    kept = {**_plain(definition), "code": row.code}
    if kept != row.definition:
        row.definition = kept
    shown = {"scheme": kept.get("scheme"), **titles(kept)}
    for name, length in SEARCHED.items():
        text = shown.get(name)
        if isinstance(text, str) and getattr(row, name) != text[:length]:
            setattr(row, name, text[:length])
    codes = kept.get("type_codes")
    if isinstance(codes, list) and all(isinstance(code, str) for code in codes) and codes != row.type_codes:
        row.type_codes = codes
    with db.session.no_autoflush:  # one change is one version
        changed = is_changed(row)
    if row.is_changed != changed:
        row.is_changed = changed


def is_changed(row: CertificateFormat) -> bool:
    """Tell whether the working copy differs from the newest published version."""
    if not row.versions:
        return True
    spec = catalogue().draft_format(row.definition)
    if spec is None:
        return True
    return formats.fingerprint(formats.as_data(spec)) != row.versions[-1].sha256


def retire(actor: Actor, format_id: int, *, version: int) -> CertificateFormat:
    """Take a format out of use for new documents; those written with it stay as they are."""
    return _set_status(actor, format_id, "retired", version=version)


def reinstate(actor: Actor, format_id: int, *, version: int) -> CertificateFormat:
    """Bring a retired format back into use."""
    return _set_status(actor, format_id, "active", version=version)


def remove(actor: Actor, format_id: int, *, version: int | None, now: datetime) -> None:
    """Delete a working copy that was never published; raises DomainError for any other: it is retired instead."""
    del now
    records.require(actor, "delete", RESOURCE)
    with transaction():
        row = records.load(CertificateFormat, format_id, version=version)
        if row.versions:
            raise DomainError("format_published", format=row.code)
        db.session.delete(row)


def _set_status(actor: Actor, format_id: int, status: str, *, version: int) -> CertificateFormat:
    records.require(actor, "edit", RESOURCE)
    with transaction():
        row = records.load(CertificateFormat, format_id, version=version)
        row.status = status
    return row


def add(definition: Definition) -> CertificateFormat:
    """Add a working copy that has its whole head; commits nothing."""
    shown = {**dict.fromkeys(("title_zh", "title_en"), ""), **titles(definition)}
    row = CertificateFormat(
        code=definition["code"],
        type_codes=definition["type_codes"],
        title_zh=shown["title_zh"][: SEARCHED["title_zh"]],
        title_en=shown["title_en"][: SEARCHED["title_en"]],
        scheme=definition["scheme"],
        definition=_plain(definition),
        is_changed=True,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _head_faults(head: Definition) -> list[FieldError]:
    found = [records.error(name, "required") for name in HEAD if not head.get(name)]
    code = head["code"]
    if code and not CODE.fullmatch(code):
        found.append(records.error("code", "format_code"))
    elif code and db.session.scalar(select(CertificateFormat.id).where(CertificateFormat.code == code)):
        found.append(records.error("code", "format_code_taken", value=code))
    if set(head.get("type_codes") or ()) - set(catalogue().types):
        found.append(records.error("type_codes", "required"))
    return found


def _language_faults(language: str) -> list[FieldError]:
    is_known = not language or language in paper_languages()
    return [] if is_known else [records.error("paper_language", "required")]


def _plain(definition: Definition) -> Columns:
    """Return a definition without what publishing derives; raises DomainError when it is too large."""
    kept = {key: value for key, value in definition.items() if key != "columns"}
    lists = [value for value in kept.values() if isinstance(value, list)]
    if len(json.dumps(kept, ensure_ascii=False)) > LARGEST or any(len(items) > MOST_ITEMS for items in lists):
        raise DomainError("format_too_large", limit=MOST_ITEMS)
    return kept
