"""Timelines 经过: the application and review history of an application, every entry ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from app.catalogue.schema import Format, FormatField, RowColumn
from app.domain.days import CHINA
from app.domain.event_details import ChangedField, ReturnedField
from app.domain.workflow import Action, Side
from app.extensions import db
from app.gateways import gateways
from app.models import Application, ApplicationEvent, Certificate, InboxMessage, OutboxMessage

Tab = Literal["all", "enterprise", "customs"]
TABS: tuple[Tab, ...] = ("all", "enterprise", "customs")


@dataclass(frozen=True, kw_only=True)
class Label:
    """Name a place of a document: field or column in both languages, and its row when it stands in rows."""

    zh: str
    en: str
    row: int | None = None
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """Hold one change: what stood at a path of a document before and after; `spec` says what the values mean."""

    label: Label
    spec: Format | None
    path: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Remarked:
    label: Label
    spec: Format | None
    path: str
    opinion: str
    suggested: str | None


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """Hold one step: who did what when, from which status to which, with opinion, changes and remarks.

    name       the action, or "start" for the first row and "resubmit" for a later submission
    facts      what else the step remembered: document, certificates, copied_from, reissue_of, from_reviewer
    """

    name: str
    side: Side
    happened_at: datetime
    actor: str
    organisation: str
    from_status: str | None
    to_status: str
    opinion: str
    changes: Sequence[Changed]
    remarks: Sequence[Remarked]
    facts: Mapping[str, object]

    @property
    def is_customs(self) -> bool:
        """Tell whether customs took the step (filled dot) or the enterprise (ring)."""
        return self.side is Side.CUSTOMS

    @property
    def is_move(self) -> bool:
        """Tell whether the step changed the status."""
        return self.from_status is not None and self.from_status != self.to_status


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Hold one message to or from a customs system: `at` is when it arrived, else when it was written."""

    kind: str
    is_from_customs: bool
    state: str
    at: datetime
    message_id: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Hold the entries of the chosen tab, newest first, and how many each tab has.

    messages   what went to and came from a customs system, newest first; none where customs is the desk here
    """

    tab: Tab
    entries: Sequence[TimelineEntry]
    counts: Mapping[str, int]
    review_round: int
    status: str
    messages: Sequence[Letter] = ()


def of(application: Application, *, tab: str = "all") -> Timeline:
    """Return the timeline of an application; an unknown tab shows everything."""
    chosen: Tab = next((known for known in TABS if known == tab), "all")
    labels = _Labels(application)
    entries = [_entry(event, labels, is_again) for event, is_again in _told_apart(application.events)]
    counts = {
        "all": len(entries),
        "enterprise": sum(not entry.is_customs for entry in entries),
        "customs": sum(entry.is_customs for entry in entries),
    }
    shown = [entry for entry in entries if chosen in ("all", entry.side.value)]
    return Timeline(
        tab=chosen,
        entries=shown[::-1],
        counts=counts,
        review_round=application.review_round,
        status=application.status,
        messages=_messages(application),
    )


def _messages(application: Application) -> list[Letter]:
    if not gateways().customs.needs_exchange:
        return []
    sent = db.session.scalars(select(OutboxMessage).where(OutboxMessage.application_id == application.id))
    found = [
        Letter(
            kind=row.kind,
            is_from_customs=False,
            state=row.state,
            at=row.delivered_at or row.written_at,
            message_id=row.message_id,
        )
        for row in sent
    ]
    received = db.session.scalars(select(InboxMessage).where(InboxMessage.application_id == application.id))
    found += [
        Letter(
            kind=row.kind,
            is_from_customs=True,
            state=row.state,
            at=row.applied_at or row.received_at,
            message_id=row.message_id,
        )
        for row in received
    ]
    # both clocks are ours; of the same moment, what customs says is the later one
    return sorted(found, key=lambda letter: (letter.at, letter.is_from_customs), reverse=True)


def label_of(spec: Format, path: str, *, document: str = "") -> Label:
    """Name a path such as `values.consignor`, `goods_lines.3.weight` or `statements` in both languages."""
    head, _, rest = path.partition(".")
    if head == "values":
        found: FormatField | RowColumn | None = next((field for field in spec.fields if field.key == rest), None)
        return Label(zh=found.zh if found else rest, en=found.en if found else rest, document=document)
    number, _, column = rest.partition(".")
    if number.isdigit():
        found = next((c for c in spec.columns if c.group == head and c.key == column), None)
        return Label(
            zh=found.zh if found else column, en=found.en if found else column, row=int(number) + 1, document=document
        )
    return Label(zh="固定语句", en="Fixed statements", document=document)


class _Labels:
    """Name the places of an application's documents; says the document where there is more than one."""

    def __init__(self, application: Application) -> None:
        self._documents: dict[int, Certificate] = {c.id: c for c in application.certificates}
        self._is_single = len(self._documents) == 1

    def spec(self, certificate_id: int | None) -> Format | None:
        """Return the format of one of the documents."""
        certificate = self._documents.get(certificate_id or 0)
        return certificate.format_version.spec if certificate else None

    def of(self, certificate_id: int | None, path: str) -> Label:
        certificate = self._documents.get(certificate_id or 0)
        if certificate is None:
            key = path.rpartition(".")[2]
            return Label(zh=key, en=key)
        document = "" if self._is_single else certificate.sub_certificate_no
        return label_of(certificate.format_version.spec, path, document=document)


def _told_apart(events: Sequence[ApplicationEvent]) -> Iterator[tuple[ApplicationEvent, bool]]:
    """Yield each event with whether an equal action came before it."""
    seen: set[str] = set()
    for event in events:
        yield event, event.action in seen
        seen.add(event.action)


def _entry(event: ApplicationEvent, labels: _Labels, is_again: bool) -> TimelineEntry:  # noqa: FBT001 both come from one pair
    details = event.details or {}
    name = event.action
    if event.action == Action.SAVE and event.from_status is None:
        name = "start"
    elif event.action == Action.SUBMIT and is_again:
        name = "resubmit"
    return TimelineEntry(
        name=name,
        side=Side(event.side),
        happened_at=event.happened_at.astimezone(CHINA),
        actor=event.actor_name,
        organisation=event.actor_organisation,
        from_status=event.from_status,
        to_status=event.to_status,
        opinion=event.opinion,
        changes=[_changed(row, labels) for row in details.get("changes", ())],
        remarks=[_remarked(row, labels) for row in details.get("remarks", ())],
        facts={key: value for key, value in details.items() if key not in {"changes", "remarks", "sent"}},
    )


def _changed(row: ChangedField, labels: _Labels) -> Changed:
    path, number = str(row.get("path", "")), row.get("certificate")
    return Changed(
        label=labels.of(number, path), spec=labels.spec(number), path=path, old=row.get("old"), new=row.get("new")
    )


def _remarked(row: ReturnedField, labels: _Labels) -> Remarked:
    path, number = str(row.get("path", "")), row.get("certificate")
    return Remarked(
        label=labels.of(number, path),
        spec=labels.spec(number),
        path=path,
        opinion=str(row.get("opinion") or ""),
        suggested=row.get("suggested"),
    )
