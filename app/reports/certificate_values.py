"""What a document says, made ready for the paper: settings, and texts without what no glyph shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain.document.content import Content
from app.domain.document.printed import DEFAULT_FILLER

#: Control characters, lone surrogates, and marks that turn the direction of the line.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, kw_only=True)
class PaperSettings:
    """What an installation may set about its papers: the filler before declared numbers, the letterhead."""

    filler: str = DEFAULT_FILLER
    letterhead_zh: str = ""
    letterhead_en: str = ""


def clean(text: str) -> str:
    """Return the text without characters that have no glyph or that turn the direction of the line."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def cleaned(content: Content) -> Content:
    """Return the contents with every text cleaned."""
    return replace(
        content,
        values={key: clean(text) for key, text in content.values.items()},
        rows={
            group: tuple({column: clean(text) for column, text in row.items()} for row in rows)
            for group, rows in content.rows.items()
        },
    )
