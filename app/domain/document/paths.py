"""Where in a document something stands: `values.consignor`, or a row's cell as `goods_lines.3.weight`."""

from __future__ import annotations

#: More digits than any row has; longer texts are no numbers of rows.
MOST_DIGITS = 6


def row_number(text: str) -> int | None:
    """Return the number of a row, or None for what is none: signs, other digits than ours, endless ones."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None
