"""What every table of ours shares: UTC timestamps, who made and changed a row, an optimistic lock, an owner."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Protocol, TypeAlias

from flask_appbuilder import Model
from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Integer, Table, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import InstrumentedAttribute, Mapped, declared_attr, mapped_column
from sqlalchemy.sql import ColumnElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.domain.actor import Actor

__all__ = ["Model"]  # FAB's; what stands here needs no mention


def rows_where(condition: str) -> dict[str, Any]:
    """Return the arguments that make an Index hold only the rows which meet a condition."""
    return dict.fromkeys(("sqlite_where", "postgresql_where"), text(condition))


#: an index of the rows that are not deleted
IS_KEPT = rows_where("deleted_at IS NULL")


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC; only models and views ask the clock, services are told."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """Store aware datetimes in UTC on every database; refuse naive ones."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a timestamp without a time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON().with_variant(JSONB(), "postgresql")


class RecordMixin:
    """Add 经办详细: who created and last changed the row, and when (filled in `models/audit.py`)."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    @declared_attr
    def created_by_id(cls) -> Mapped[int | None]:  # noqa: N805 declared_attr gets the class
        return mapped_column(Integer, ForeignKey("ab_user.id"))

    @declared_attr
    def changed_by_id(cls) -> Mapped[int | None]:  # noqa: N805
        return mapped_column(Integer, ForeignKey("ab_user.id"))


class VersionMixin:
    """Add the optimistic lock: a row written on an old version is refused (StaleDataError)."""

    version: Mapped[int] = mapped_column(Integer)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}


#: a column of any type, as statements read it, compare it and sort by it
AnyColumn: TypeAlias = "ColumnElement[Any] | InstrumentedAttribute[Any]"


class Scoped(Protocol):
    """A model with rows of one enterprise, which says who sees them."""

    __table__: ClassVar[Table]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]: ...


class OwnedMixin:
    """Mark rows that belong to one enterprise; `models/scope.py` decides who sees them."""

    @declared_attr
    def organisation_id(cls) -> Mapped[int]:  # noqa: N805
        return mapped_column(Integer, ForeignKey("organisation.id"))
