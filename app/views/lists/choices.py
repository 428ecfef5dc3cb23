"""What a reader has chosen for a list – columns, page size, query – kept for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.domain.actor import Actor
from app.domain.json_values import JsonValue
from app.services.base import preferences
from app.views.lists.columns import Column
from app.views.lists.paging import SIZES


@dataclass(frozen=True)
class Choices:
    """Hold the remembered choices of one list."""

    columns: list[str] | None = None
    size: int | None = None
    query: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, actor: Actor, screen: str) -> Choices:
        """Return what the actor has chosen for a screen; what is stored damaged counts as not chosen."""
        stored = preferences.of(actor, screen)
        columns, size, query = stored.get("columns"), stored.get("size"), stored.get("query")
        return cls(
            columns=[str(key) for key in columns] if isinstance(columns, list) else None,
            size=size if isinstance(size, int) and size in SIZES else None,
            query={str(k): str(v) for k, v in query.items()} if isinstance(query, dict) else {},
        )


def read_choices(form: MultiDict[str, str], columns: Sequence[Column], *, size: int) -> dict[str, JsonValue]:
    """Read the column chooser's form; no column at all means the list's own choice."""
    wanted = form.getlist("columns")
    keys = [column.key for column in columns if column.key in wanted]
    return {"columns": keys or None, "size": size}
