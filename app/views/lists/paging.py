"""Pages of a list: how many rows there are (counted up to a cap), how many stand on a page, which page this is."""

from __future__ import annotations

from dataclasses import dataclass

from app.views.lists.errors import refuse

SIZES = (20, 50, 100)
#: Rows beyond it are not counted one by one: "more than 10 000" is all that anybody reads.
CAP = 10_000


@dataclass(frozen=True)
class Paging:
    """Hold page number, page size and the number of rows, counted up to CAP + 1."""

    number: int
    size: int
    count: int

    @property
    def is_capped(self) -> bool:
        return self.count > CAP

    @property
    def pages(self) -> int:
        return max(1, -(-min(self.count, CAP) // self.size))

    @property
    def current(self) -> int:
        """Return the page shown: a number past the end shows the last page."""
        return min(self.number, self.pages)

    @property
    def offset(self) -> int:
        return (self.current - 1) * self.size

    @property
    def previous(self) -> int | None:
        return self.current - 1 if self.current > 1 else None

    @property
    def following(self) -> int | None:
        return self.current + 1 if self.current < self.pages else None


def read_page(text: str) -> int:
    """Read the page number, at least 1; raises BadArgumentError for what is no number."""
    return max(1, _number("page", text)) if text else 1


def read_size(text: str, *, remembered: int | None = None) -> int:
    """Read the page size and take the nearest one offered; raises BadArgumentError for what is no number."""
    if not text:
        return remembered if isinstance(remembered, int) and remembered in SIZES else SIZES[0]
    wanted = _number("size", text)
    return min(SIZES, key=lambda size: abs(size - wanted))


def _number(name: str, text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):  # noqa: PLR2004 no list has a thousand million pages
        raise refuse(name, text)
    return int(text)
