"""What the desk's one form sends: reasons, customs' fields, remarks; kept over every step that does not use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import session
from werkzeug.datastructures import MultiDict

from app.services.review.worklist import PAGE_SIZES, TABS, Query
from app.views.frame.context import Context
from app.views.workflow import table

#: forms of so many applications stay in the session
KEPT_FORMS = 3
_KEPT = "review_forms"
_REMARK_PARTS = ("opinion", "path", "suggested", "id")


@dataclass(kw_only=True)
class RemarkForm:
    """Hold what was typed into the remark form of one box."""

    opinion: str = ""
    path: str = ""
    suggested: str = ""
    id: str = ""


@dataclass(kw_only=True)
class DeskForm:
    """Hold what was typed on the desk of one application."""

    version: int | None = None
    certificate_id: int | None = None
    issue_scope: str = "all"
    reasons: dict[str, str] = field(default_factory=dict)
    customs: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, RemarkForm] = field(default_factory=dict)


def posted(form: MultiDict[str, str]) -> DeskForm:
    """Read the desk's form."""
    return DeskForm(
        version=number_of(form.get("version")),
        certificate_id=number_of(form.get("certificate")),
        reasons={entry: form.get(entry, "") for entry in _entries()},
        issue_scope=form.get("issue_scope", "all"),
        customs={name.removeprefix("customs."): text for name, text in form.items() if name.startswith("customs.")},
        remarks=_remarks(form),
    )


def _entries() -> list[str]:
    """Name the texts of the forms that the actions of customs open: the opinion, and reasons of their own."""
    return [words.form.entry for words in table.words().values() if words.form is not None]


def _remarks(form: Mapping[str, str]) -> dict[str, RemarkForm]:
    found: dict[str, RemarkForm] = {}
    for name, text in form.items():
        head, _, rest = name.partition(".")
        box, _, part = rest.rpartition(".")
        if head == "remark" and part in _REMARK_PARTS:
            setattr(found.setdefault(box, RemarkForm()), part, text)
    return {box: remark for box, remark in found.items() if remark.opinion or remark.suggested or remark.id}


def keep(application_id: int, form: DeskForm) -> None:
    """Keep what was typed and is not used yet, until the desk shows this application again."""
    kept: Context = dict(session.get(_KEPT, {}))
    kept.pop(str(application_id), None)
    remarks = {box: vars(remark) for box, remark in form.remarks.items() if remark.opinion or remark.suggested}
    reasons = {entry: text for entry, text in form.reasons.items() if text.strip()}
    if reasons or form.customs or remarks:
        kept[str(application_id)] = {
            "certificate_id": form.certificate_id,
            "reasons": reasons,
            "customs": form.customs,
            "remarks": remarks,
        }
    session[_KEPT] = dict(list(kept.items())[-KEPT_FORMS:])


def kept(application_id: int, certificate_id: int) -> DeskForm:
    """Return what was typed before; customs' fields and remarks only for the document they were typed at."""
    found = session.get(_KEPT, {}).get(str(application_id), {})
    is_same = found.get("certificate_id") == certificate_id
    return DeskForm(
        certificate_id=certificate_id,
        reasons=dict(found.get("reasons", {})),
        customs=dict(found.get("customs", {})) if is_same else {},
        remarks={box: RemarkForm(**parts) for box, parts in found.get("remarks", {}).items()} if is_same else {},
    )


def query(args: Mapping[str, str]) -> Query:
    """Read the query row; what is no sensible value asks nothing."""
    tab = args.get("status", "")
    size = number_of(args.get("page_size"))
    return Query(
        tab=tab if tab in TABS else "todo",
        inspection_no=args.get("inspection_no", "").strip()[:32],
        applicant=args.get("applicant", "").strip()[:150],
        country=args.get("country", "").strip().upper()[:3],
        submitted_from=_day(args.get("from")),
        submitted_to=_day(args.get("to")),
        is_mine=args.get("mine") == "1",
        page=min(max(number_of(args.get("page")) or 1, 1), 100_000),
        page_size=size if size in PAGE_SIZES else PAGE_SIZES[0],
    )


def number_of(text: str | None) -> int | None:
    """Return the id, version or page that a text names, or None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 ids are 32-bit


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
