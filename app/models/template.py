"""Templates 模板: what an enterprise's applications begin with, shared by all of its people (manual 5.8.2)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.document.content import KeptDocument
from app.domain.json_values import JsonObject
from app.models.base import Json, Model, OwnedMixin, RecordMixin, UtcDateTime, VersionMixin
from app.models.organisation import Organisation


class DraftTemplate(RecordMixin, VersionMixin, OwnedMixin, Model):
    """Keep header and documents without numbers, dates, states and seals.

    documents   list of {type_code, format_code, format_version, values, rows, statements, hidden, originals, copies}
    """

    __tablename__ = "draft_template"
    __table_args__ = (
        UniqueConstraint("organisation_id", "name", name="uq_draft_template_name"),
        UniqueConstraint("organisation_id", "default_claim", name="uq_draft_template_default_claim"),
        UniqueConstraint("organisation_id", "client_token", name="uq_draft_template_client_token"),
        Index("ix_draft_template_owner", "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    remark: Mapped[str] = mapped_column(Text, default="")
    header: Mapped[JsonObject] = mapped_column(Json, default=dict)
    documents: Mapped[list[KeptDocument]] = mapped_column(Json, default=list)
    shares_goods: Mapped[bool] = mapped_column(Boolean, default=False)
    #: the documents' types and the country, for queries; types as ",13,14,"
    type_codes: Mapped[str] = mapped_column(String(100), default="")
    destination_country: Mapped[str] = mapped_column(String(3), default="")
    is_default: Mapped[bool] = mapped_column(Boolean, default=False)
    default_country: Mapped[str] = mapped_column(String(3), default="")
    default_product: Mapped[str] = mapped_column(String(150), default="")
    #: country and product of a default, taken once in an enterprise; empty for all others
    default_claim: Mapped[str | None] = mapped_column(String(160))
    #: made once in the browser; a double click finds the record of the first one
    client_token: Mapped[str | None] = mapped_column(String(40))
    maker_name: Mapped[str] = mapped_column(String(130), default="")
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_user_name: Mapped[str] = mapped_column(String(130), default="")
    last_used_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    organisation: Mapped[Organisation] = relationship()

    @property
    def types(self) -> list[str]:
        """Return the types of the documents, in their order."""
        return [str(document["type_code"]) for document in self.documents]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Own enterprise alone: a template is neither customs' business nor that of officials abroad."""
        if actor.sees_all:
            return true()
        if actor.is_overseas or not actor.organisation_ids:
            return false()
        return cls.organisation_id.in_(sorted(actor.organisation_ids))

    def __repr__(self) -> str:
        return self.name
