"""Applications 申请 and what hangs on them: certificates 证单, every step of the workflow, remarks at fields."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    and_,
)  # fmt: skip
from sqlalchemy.orm import Mapped, defer, foreign, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.document.content import Content
from app.domain.event_details import EventDetails
from app.domain.workflow import Status, Validity
from app.models import indexes
from app.models.aggregate import of_visible_applications, owned_or_declared
from app.models.base import Json, Model, OwnedMixin, RecordMixin, UtcDateTime, VersionMixin, rows_where
from app.models.format import FormatVersion
from app.models.organisation import Organisation
from app.models.user import User

ENTRY_MODES = ("single", "blank", "similar", "template", "import", "api")
REISSUE_KINDS = ("supplement", "change", "replace", "second_original")
REMARK_STATES = ("open", "returned", "accepted", "resolved")
#: Columns of the header that lists search; copied from the application by `models/mirror.py` at every flush.
MIRRORED = (
    "organisation_id", "status", "inspection_no", "declaring_customs", "destination_country",
    "consignee_name_foreign", "consignee_name_zh", "submitted_at", "producer", "declaration_date",
    "entry_mode", "reviewer_id", "reviewed_at", "approved_at",
)  # fmt: skip
#: No country has this code: an account without enterprise and country sees nothing.
NOWHERE = "-"


class Application(RecordMixin, VersionMixin, OwnedMixin, Model):
    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint(f"status in {tuple(s.value for s in Status)}", name="status"),
        CheckConstraint(f"entry_mode in {ENTRY_MODES}", name="entry_mode"),
        CheckConstraint(f"reissue_kind is null or reissue_kind in {REISSUE_KINDS}", name="reissue_kind"),
        UniqueConstraint("organisation_id", "client_token", name="uq_application_client_token"),
        *indexes.APPLICATION,
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    entry_mode: Mapped[str] = mapped_column(String(16), default="single")
    status: Mapped[str] = mapped_column(String(24), default=Status.DRAFT.value)
    #: made once in the browser; a double click finds the record of the first one
    client_token: Mapped[str | None] = mapped_column(String(40))

    inspection_no: Mapped[str] = mapped_column(String(15), default="")
    declaring_customs: Mapped[str] = mapped_column(String(6), default="")
    declaration_date: Mapped[date | None] = mapped_column(Date)
    consignor_name_zh: Mapped[str] = mapped_column(String(150), default="")
    consignor_name_foreign: Mapped[str] = mapped_column(String(400), default="")
    consignee_name_zh: Mapped[str] = mapped_column(String(150), default="")
    consignee_name_foreign: Mapped[str] = mapped_column(String(400), default="")
    destination_country: Mapped[str] = mapped_column(String(3), default="")
    producer: Mapped[str] = mapped_column(String(150), default="")
    needs_confirmation: Mapped[bool] = mapped_column(Boolean, default=False)
    #: goods lines and containers saved in one document go to all the others
    shares_goods: Mapped[bool] = mapped_column(Boolean, default=False)

    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    review_opinion: Mapped[str] = mapped_column(Text, default="")
    review_round: Mapped[int] = mapped_column(Integer, default=0)

    reissue_kind: Mapped[str | None] = mapped_column(String(16))
    reissue_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("certificate.id", use_alter=True, name="fk_application_reissue_of_id_certificate")
    )
    reissue_reason: Mapped[str] = mapped_column(Text, default="")
    #: where the printed original of the old document is, and what is to be said about that
    original_place: Mapped[str | None] = mapped_column(String(16))
    original_note: Mapped[str] = mapped_column(String(200), default="")

    organisation: Mapped[Organisation] = relationship()
    reviewer: Mapped[User | None] = relationship(foreign_keys=[reviewer_id])
    submitted_by: Mapped[User | None] = relationship(foreign_keys=[submitted_by_id])
    certificates: Mapped[list[Certificate]] = relationship(
        back_populates="application",
        order_by="Certificate.position",
        foreign_keys="Certificate.application_id",
        primaryjoin="and_(Certificate.application_id == Application.id, Certificate.deleted_at.is_(None))",
    )
    events: Mapped[list[ApplicationEvent]] = relationship(back_populates="application", order_by="ApplicationEvent.id")
    remarks: Mapped[list[ReviewRemark]] = relationship(back_populates="application", order_by="ReviewRemark.id")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Own enterprise, or declared to the actor's offices (design §7); deleted ones to nobody."""
        return and_(
            cls.deleted_at.is_(None),
            owned_or_declared(cls.organisation_id, cls.declaring_customs, cls.submitted_at, actor),
        )

    def __repr__(self) -> str:
        return self.inspection_no or f"#{self.id}"


class Certificate(RecordMixin, VersionMixin, OwnedMixin, Model):
    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint(f"status in {tuple(s.value for s in Status)}", name="status"),
        CheckConstraint(f"validity is null or validity in {tuple(v.value for v in Validity)}", name="validity"),
        CheckConstraint("(validity is null) = (issued_at is null)", name="issued_has_validity"),
        CheckConstraint("issued_at is null or certificate_no is not null", name="issued_has_number"),
        UniqueConstraint("certificate_no", name="uq_certificate_certificate_no"),
        UniqueConstraint("organisation_id", "number_claim", name="uq_certificate_number_claim"),
        *indexes.CERTIFICATE,
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    position: Mapped[int] = mapped_column(Integer, default=1)
    type_code: Mapped[str] = mapped_column(String(2))
    format_code: Mapped[str] = mapped_column(String(20))
    format_version_id: Mapped[int] = mapped_column(ForeignKey("format_version.id"))

    values: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    rows: Mapped[dict[str, list[dict[str, str]]]] = mapped_column(Json, default=dict)
    statements: Mapped[list[str]] = mapped_column(Json, default=list)
    has_hidden_blocks: Mapped[bool] = mapped_column(Boolean, default=False)
    #: path → "imported" | "typed" | "customs" | "suggested": where a value came from
    sources: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    goods_name: Mapped[str] = mapped_column(String(200), default="")

    originals: Mapped[int] = mapped_column(Integer, default=1)
    copies: Mapped[int] = mapped_column(Integer, default=2)
    sub_certificate_no: Mapped[str] = mapped_column(String(3), default="")
    #: inspection number and sub-number while they are taken; empty for withdrawn and deleted ones
    number_claim: Mapped[str | None] = mapped_column(String(24))
    certificate_no: Mapped[str | None] = mapped_column(String(20))
    validity: Mapped[str | None] = mapped_column(String(16))
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receipt_date: Mapped[date | None] = mapped_column(Date)
    making_date: Mapped[date | None] = mapped_column(Date)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    status: Mapped[str] = mapped_column(String(24), default=Status.DRAFT.value)
    inspection_no: Mapped[str] = mapped_column(String(15), default="")
    declaring_customs: Mapped[str] = mapped_column(String(6), default="")
    destination_country: Mapped[str] = mapped_column(String(3), default="")
    consignee_name_foreign: Mapped[str] = mapped_column(String(400), default="")
    consignee_name_zh: Mapped[str] = mapped_column(String(150), default="")
    producer: Mapped[str] = mapped_column(String(150), default="")
    declaration_date: Mapped[date | None] = mapped_column(Date)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    entry_mode: Mapped[str] = mapped_column(String(16), default="single")
    reviewer_id: Mapped[int | None] = mapped_column(Integer)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship(back_populates="certificates", foreign_keys=[application_id])
    format_version: Mapped[FormatVersion] = relationship()
    if TYPE_CHECKING:
        #: how often its files were printed; read on demand (models/issued_document.py)
        print_count: Mapped[int]
    reviewer: Mapped[User | None] = relationship(
        primaryjoin=lambda: foreign(Certificate.reviewer_id) == User.id, viewonly=True
    )

    @property
    def content(self) -> Content:
        """Return the contents as the rules and the printed sheet want them."""
        return Content(
            values=self.values,
            rows=self.rows,
            statements=frozenset(self.statements),
            hidden=self.has_hidden_blocks,
        )

    @property
    def number(self) -> str:
        """Return what people call the document by: its number, else inspection number and sub-number."""
        return self.certificate_no or f"{self.inspection_no or '—'} · {self.sub_certificate_no or '—'}"

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        reach = (
            issued_abroad(cls, actor)
            if actor.is_overseas
            else owned_or_declared(cls.organisation_id, cls.declaring_customs, cls.submitted_at, actor)
        )
        return and_(cls.deleted_at.is_(None), reach)

    def __repr__(self) -> str:
        return self.number


def issued_abroad(model: type[Certificate], actor: Actor) -> ColumnElement[bool]:
    """Return the issued rows that an official abroad sees (design §7).

    An account opened by an enterprise sees that enterprise's, of one destination only when it has a country; one
    opened by the administrator sees those of all enterprises that go to its country, and has one.
    """
    reach: list[ColumnElement[bool]] = [model.issued_at.is_not(None)]
    if actor.organisation_id is not None:
        reach.append(model.organisation_id == actor.organisation_id)
    if actor.country or actor.organisation_id is None:
        reach.append(model.destination_country == (actor.country or NOWHERE))
    return and_(*reach)


class ApplicationEvent(Model):
    __tablename__ = "application_event"
    __table_args__ = (
        CheckConstraint("side in ('enterprise', 'customs')", name="side"),
        Index("ix_application_event_application", "application_id", "id"),
        Index("ix_application_event_returned", "happened_at", **rows_where("action = 'return'")),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    action: Mapped[str] = mapped_column(String(24))
    side: Mapped[str] = mapped_column(String(12))
    from_status: Mapped[str | None] = mapped_column(String(24))
    to_status: Mapped[str] = mapped_column(String(24))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    actor_name: Mapped[str] = mapped_column(String(130))
    actor_organisation: Mapped[str] = mapped_column(String(150), default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    #: [{"certificate": number, "path": …, "old": …, "new": …}] and what else the step wants remembered
    details: Mapped[EventDetails] = mapped_column(Json, default=dict)

    application: Mapped[Application] = relationship(back_populates="events")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return of_visible_applications(cls.application_id, Application, actor)


class ReviewRemark(RecordMixin, Model):
    __tablename__ = "review_remark"
    __table_args__ = (
        CheckConstraint(f"state in {REMARK_STATES}", name="state"),
        Index("ix_review_remark_application", "application_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"))
    review_round: Mapped[int] = mapped_column(Integer, default=0)
    path: Mapped[str] = mapped_column(String(120))
    opinion: Mapped[str] = mapped_column(Text)
    suggested_value: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), default="open")
    reviewer_name: Mapped[str] = mapped_column(String(130), default="")

    application: Mapped[Application] = relationship(back_populates="remarks")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return of_visible_applications(cls.application_id, Application, actor)


#: loader options: what no row of a list shows, so that a page of rows stays small
HEAVY = tuple(
    defer(column) for column in (Certificate.values, Certificate.rows, Certificate.sources, Certificate.statements)
)
