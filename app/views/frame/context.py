"""What a view hands to a template: names and whatever Jinja is to find under them."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

Context: TypeAlias = dict[str, Any]


class Renderer(Protocol):
    """A view's own `render_template`, for the mixins that it is made of."""

    def __call__(self, template: str, **context: Any) -> str:
        """Return the page."""
