"""Applications of any type in any status, made through the services as people would make them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.workflow import TRANSITIONS, Action, Side, Status
from app.extensions import db
from app.models import User
from app.services.applications import applications, issuance
from app.services.base import accounts
from app.services.certificates import certificates
from app.services.workflow import workflow
from tests.factories.contents import SAMPLES
from tests.factories.library import contents

if TYPE_CHECKING:
    from app.catalogue.schema import Format
    from app.domain.actor import Actor
    from app.domain.document.content import Content
    from app.models import Application, Certificate

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
CLERK, REVIEWER, SECOND_REVIEWER = "haian.clerk", "customs.0901", "customs.0901b"
OTHER_CLERK, OTHER_REVIEWER = "beifang.clerk", "customs.0908"
ENTERPRISE_ADMINISTRATOR, ADMINISTRATOR, OVERSEAS = "haian.admin", "admin", "overseas.kor"

HEADER: dict[str, Any] = {
    "declaring_customs": "0901", "declaration_date": "2026-11-20",
    "consignor_name_zh": "大连海岸水产有限公司（示例）",
    "consignor_name_foreign": "DALIAN HAIAN AQUATIC PRODUCTS CO., LTD (EXAMPLE)",
    "consignee_name_zh": "", "consignee_name_foreign": "HANBADA SEAFOOD CO., LTD (EXAMPLE)",
    "destination_country": "KOR", "producer": "大连海岸水产有限公司（示例）", "needs_confirmation": False,
}  # fmt: skip

_numbers = count(1)

#: What happens after submitting on the way to each status.
_WAY: dict[Status, tuple[Action, ...]] = {
    Status.SUBMITTED: (),
    Status.UNDER_REVIEW: (Action.ACCEPT,),
    Status.ON_HOLD: (Action.ACCEPT, Action.HOLD),
    Status.AWAITING_CONFIRMATION: (Action.ACCEPT, Action.ASK_CONFIRMATION),
    Status.CONFIRMED: (Action.ACCEPT, Action.ASK_CONFIRMATION, Action.CONFIRM),
    Status.RETURNED: (Action.ACCEPT, Action.RETURN),
    Status.APPROVED: (Action.ACCEPT, Action.APPROVE),
    Status.ISSUED: (Action.ACCEPT, Action.APPROVE, Action.ISSUE),
    Status.WITHDRAWN: (Action.WITHDRAW,),
}


def act_as(username: str) -> Actor:
    """Return a demo user as actor, and let the session work in his scope."""
    user = db.session.scalar(select(User).where(User.username == username))
    found = accounts.actor_for(user)
    accounts.bind(found)
    return found


def sample_of(format_code: str) -> Content:
    """Return the usual contents of a format, of the catalogue or of the library."""
    return SAMPLES[format_code] if format_code in SAMPLES else contents(format_code)


def applicants_part(spec: Format, content: Content) -> Content:
    """Return the contents without what customs enters."""
    keys = {field.key for field in spec.fields if field.entered_by == "applicant"}
    own = {(column.group, column.key) for column in spec.columns if column.entered_by == "applicant"}
    rows = {
        group: [{key: text for key, text in row.items() if (group, key) in own} for row in rows]
        for group, rows in content.rows.items()
    }
    return replace(
        content,
        values={key: text for key, text in content.values.items() if key in keys},
        rows={group: [row for row in found if row] for group, found in rows.items()},
        statements=content.statements & {statement.key for statement in spec.statements},
    )


def customs_part(certificate: Certificate) -> dict[str, str]:
    """Return what customs enters into a document: values by key, cells by path."""
    spec, sample = certificate.format_version.spec, sample_of(certificate.format_code)
    keys = {field.key for field in spec.fields if field.entered_by == "customs"}
    columns = {(column.group, column.key) for column in spec.columns if column.entered_by == "customs"}
    cells = {
        f"{group}.{number}.{key}": text
        for group, rows in sample.rows.items()
        for number, row in enumerate(rows)
        if number < len(certificate.rows.get(group, ()))
        for key, text in row.items()
        if (group, key) in columns
    }
    return {**{key: text for key, text in sample.values.items() if key in keys}, **cells}


def number_from(first: int) -> None:
    """Count the inspection numbers from `first` on."""
    global _numbers  # noqa: PLW0603 - one counter for all tests of a process
    _numbers = count(first)


def new_inspection_no() -> str:
    """Return an inspection number that no demo declaration has."""
    return f"9260000{next(_numbers):08d}"


def make(
    type_key: str = "veterinary_health",
    status: Status | str = Status.DRAFT,
    *,
    clerk: str = CLERK,
    reviewer: str = REVIEWER,
    now: datetime = NOW,
    documents: int = 1,
    format_code: str = "",
    **header: Any,
) -> Application:
    """Make an application of a type and lead it to a status; the session works as `clerk` afterwards.

    `header` replaces columns of the header; `needs_confirmation` is set where the status can only be reached so.
    """
    status = Status(status)
    if status in (Status.AWAITING_CONFIRMATION, Status.CONFIRMED):
        header["needs_confirmation"] = True
    made = draft(type_key, clerk=clerk, now=now, documents=documents, format_code=format_code, **header)
    application_id = made.id
    if status is not Status.DRAFT:
        lead(application_id, Action.SUBMIT, clerk=clerk, reviewer=reviewer, now=now)
        for action in _WAY[status]:
            lead(application_id, action, clerk=clerk, reviewer=reviewer, now=now)
    act_as(clerk)
    return applications.find(application_id)


def draft(
    type_key: str = "veterinary_health",
    *,
    clerk: str = CLERK,
    now: datetime = NOW,
    documents: int = 1,
    format_code: str = "",
    **header: Any,
) -> Application:
    """Make a draft whose applicant's part is complete, of the first format of its type unless another is named."""
    actor = act_as(clerk)
    kind = next(kind for kind in catalogue().types.values() if kind.key == type_key)
    format_code = format_code or kind.formats[0]
    application = applications.start(
        actor,
        type_code=kind.code,
        format_code=format_code,
        header={**HEADER, "inspection_no": new_inspection_no(), **header},
        now=now,
    )
    for _ in range(documents - 1):
        certificates.add(application, type_code=kind.code, format_code=format_code)
        db.session.commit()
    for certificate in list(application.certificates):
        content = applicants_part(certificate.format_version.spec, sample_of(certificate.format_code))
        certificates.save(actor, certificate.id, content, version=certificate.version)
    return applications.find(application.id)


def lead(
    application_id: int, action: Action, *, clerk: str = CLERK, reviewer: str = REVIEWER, now: datetime = NOW
) -> Application:
    """Take one step as whoever takes it, with what the step needs."""
    transition = TRANSITIONS[action]
    actor = act_as(clerk if transition.side is Side.ENTERPRISE else reviewer)
    if action is Action.APPROVE:
        fill_in(actor, application_id, now=now)
    if action is Action.ISSUE:
        return issuance.issue(actor, application_id, now=now)
    reason = "请更正重量（示例）。" if transition.needs_reason else ""
    return workflow.perform(actor, action, application_id, now=now, reason=reason)


def fill_in(actor: Actor, application_id: int, *, now: datetime = NOW) -> None:
    """Fill in customs' own fields of every document."""
    for certificate in list(applications.find(application_id).certificates):
        workflow.perform(
            actor,
            Action.AMEND,
            application_id,
            now=now,
            certificate_id=certificate.id,
            customs_values=customs_part(certificate),
        )
