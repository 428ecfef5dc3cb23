"""What the steps of the workflow want remembered, as their rows of the history keep it."""

from __future__ import annotations

from typing import TypedDict

from app.domain.document.content import Snapshot


class ChangedField(TypedDict):
    """A place of a document, with what stood there before and after."""

    certificate: int
    path: str
    old: str
    new: str


class ReturnedField(TypedDict):
    """A place of a document that a reviewer has remarked upon."""

    certificate: int
    path: str
    opinion: str
    suggested: str | None


class LostText(TypedDict):
    """A text of a template for which the format in force has no place."""

    format: str
    path: str
    text: str


class EventDetails(TypedDict, total=False):
    """Every key is some step's own."""

    changes: list[ChangedField]
    remarks: list[ReturnedField]
    #: by the id of the document, as text
    sent: dict[str, Snapshot]
    entry_mode: str
    copied_from: str
    lost: list[LostText]
    skipped: list[str]
    reissue_of: str | None
    reissued_as: int
    reissue_kind: str
    from_reviewer: str
    from_reviewer_id: int | None
    added: list[str]
    removed: str
    shares_goods_of: str
    unshared: bool
    document: str
    certificate: int
    certificates: list[str | None]
    certificate_no: str
