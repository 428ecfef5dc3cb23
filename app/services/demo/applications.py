"""Demo applications: drafts from the demo declarations, led through the services to where a working day finds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import SYSTEM, Actor
from app.domain.document.content import Content, Row
from app.domain.workflow import TRANSITIONS, Action, Status
from app.extensions import db
from app.models import Application, Declaration, Organisation, PackagingApplication, Role, User
from app.services.applications import applications, issuance, templates
from app.services.base import accounts
from app.services.certificates import certificates, smart_imports
from app.services.declarations import declarations
from app.services.demo import demo
from app.services.demo.demo import Entry
from app.services.review import reviews
from app.services.workflow import workflow

#: what customs says where a step needs a reason
REASONS = {Action.RETURN: "请按附注更正后重新申报（示例）。", Action.HOLD: "等待实验室检测结果（示例）。"}
#: (number declared under, status it stands in): a bit of everything for the home pages and lists
STANDING: tuple[tuple[str, Status], ...] = (
    ("226000004178628", Status.RETURNED),
    ("226000004178590", Status.AWAITING_CONFIRMATION),
    ("226000004177316", Status.ISSUED),
    ("226000004177702", Status.UNDER_REVIEW),
    ("226000004176044", Status.SUBMITTED),
    ("226000004175744", Status.APPROVED),
    ("226000004177530", Status.DRAFT),
    ("221000004177901", Status.ON_HOLD),
)
#: (number, name) of the application that is kept as a template
KEPT = ("226000004178590", "常用证稿（示例）")
_WAY: dict[Status, tuple[Action, ...]] = {
    Status.DRAFT: (),
    Status.SUBMITTED: (Action.SUBMIT,),
    Status.UNDER_REVIEW: (Action.SUBMIT, Action.ACCEPT),
    Status.RETURNED: (Action.SUBMIT, Action.ACCEPT, Action.RETURN),
    Status.ON_HOLD: (Action.SUBMIT, Action.ACCEPT, Action.HOLD),
    Status.AWAITING_CONFIRMATION: (Action.SUBMIT, Action.ACCEPT, Action.ASK_CONFIRMATION),
    Status.APPROVED: (Action.SUBMIT, Action.ACCEPT, Action.AMEND, Action.APPROVE),
    Status.ISSUED: (Action.SUBMIT, Action.ACCEPT, Action.AMEND, Action.APPROVE, Action.ISSUE),
}


def load(*, now: datetime) -> list[str]:
    """Make the standing demo applications; returns nothing where some exist already."""
    if db.session.scalar(select(Application.id).limit(1)) is not None:
        return []
    told = []
    drafts = {source_number(entry): entry for entry in demo.attestations()}
    for number, status in STANDING:
        application = lead(drafts[number], status, now=now)
        told.append(f"application {application.inspection_no}: {application.status}")
        if number == KEPT[0]:
            clerk = _somebody("clerk", application.organisation_id)
            accounts.bind(clerk)
            template = templates.keep(clerk, application.id, name=KEPT[1], now=now)
            told.append(f"template {template.name}")
    accounts.bind(SYSTEM)
    return told


def source_number(entry: Entry) -> str:
    """Return the number that a demo draft is declared under."""
    source = entry["source"]
    return str(source.get("inspection_no") or source["application_no"])


def lead(entry: Entry, status: Status, *, now: datetime) -> Application:
    """Make the draft of an entry as its clerk would, and take it through the workflow to a status."""
    owner, office = _owner_and_office(source_number(entry))
    clerk, reviewer = _somebody("clerk", owner), _somebody("reviewer", office)
    application = draft(entry, clerk, now=now, needs_confirmation=status is Status.AWAITING_CONFIRMATION)
    for action in _WAY[status]:
        actor = clerk if action is Action.SUBMIT else reviewer
        if workflow.is_elsewhere(actor, TRANSITIONS[action].side):
            break  # it is customs' own system that goes on from here
        accounts.bind(actor)
        _step(actor, action, application.id, entry, now)
    return application


def draft(entry: Entry, clerk: Actor, *, now: datetime, needs_confirmation: bool = False) -> Application:
    """Make a complete draft: header and import from the declaration, the rest from the entry."""
    accounts.bind(clerk)
    number, part = source_number(entry), entry.get("applicant", {})
    scheme = "packaging" if "application_no" in entry["source"] else ""
    header = {"inspection_no": number, **(declarations.header(number, scheme=scheme) or {})}
    application = applications.start(
        clerk,
        type_code=entry["type_code"],
        format_code=entry["format"],
        header={**header, "needs_confirmation": needs_confirmation},
        now=now,
    )
    certificate = application.certificates[0]
    imported = smart_imports.apply(clerk, certificate.id, version=certificate.version)
    content = Content(
        values={**imported.values, **part.get("values", {})},
        rows=laid_over(imported.rows, part.get("rows", {})),
        statements=frozenset(imported.statements) | frozenset(part.get("statements", ())),
        hidden=bool(part.get("hidden")),
    )
    certificates.save(clerk, imported.id, content, version=imported.version)
    return application


def customs_values(entry: Entry) -> dict[str, str]:
    """Return what customs fills into the entry's document: values by key, cells of rows by path."""
    part = entry["customs"]
    cells = {
        f"{group}.{number}.{column}": text
        for group, rows in part.get("rows", {}).items()
        for number, row in enumerate(rows)
        for column, text in row.items()
    }
    return {**part.get("values", {}), **cells}


def laid_over(rows: Mapping[str, Sequence[Row]], more: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Lay further rows over the given ones, by their order."""
    merged: dict[str, list[Row]] = {group: [dict(row) for row in found] for group, found in rows.items()}
    for group, found in more.items():
        under = merged.get(group, [])
        merged[group] = [
            {**(under[i] if i < len(under) else {}), **(found[i] if i < len(found) else {})}
            for i in range(max(len(under), len(found)))
        ]
    return merged


def _step(actor: Actor, action: Action, application_id: int, entry: Entry, now: datetime) -> None:
    if action is Action.ISSUE:
        issuance.issue(actor, application_id, now=now)
        return
    data: Entry = {}
    certificate = applications.find(application_id).certificates[0]
    if action is Action.AMEND:
        data = {"certificate_id": certificate.id, "customs_values": customs_values(entry)}
    if action is Action.RETURN:
        reviews.add_remark(actor, certificate.id, path="values.consignee", opinion="收货人地址请写明国家名（示例）。")
    workflow.perform(actor, action, application_id, now=now, reason=REASONS.get(action, ""), **data)


def _owner_and_office(number: str) -> tuple[int, int]:
    """Return the enterprise that declared under a number and the office it declared to, as organisation ids."""
    declared = (
        db.session.scalar(
            select(Declaration).where(Declaration.inspection_no == number), execution_options={"unscoped": True}
        )
        or db.session.scalars(
            select(PackagingApplication).where(PackagingApplication.application_no == number),
            execution_options={"unscoped": True},
        ).one()
    )
    office = select(Organisation.id).where(Organisation.customs_code == declared.declaring_customs)
    return declared.organisation_id, db.session.scalars(office).one()


def _somebody(role: str, organisation_id: int) -> Actor:
    user = db.session.scalars(
        select(User)
        .where(User.organisation_id == organisation_id, User.roles.any(Role.name == role))
        .order_by(User.id)
        .limit(1)
    ).one()
    return accounts.actor_for(user)
