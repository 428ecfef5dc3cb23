"""What a view hands to a template, and to an address: names and whatever is to be found under them."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

Context: TypeAlias = dict[str, Any]
#: what an address says beside its route: whatever can be written into it
Arguments: TypeAlias = dict[str, Any]


class Renderer(Protocol):
    """A view's own `render_template`, for the mixins that it is made of."""

    def __call__(self, template: str, **context: Any) -> str:
        """Return the page."""
