"""What a document says, made ready for the paper: settings, and texts without what no glyph shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain.document.characters import settled
from app.domain.document.content import Content
from app.domain.document.printed import DEFAULT_FILLER

#: What is refused before a sheet is final; a draft is drawn without it.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, kw_only=True)
class PaperSettings:
    """What an installation may set about its papers: the filler before declared numbers, the letterhead."""

    filler: str = DEFAULT_FILLER
    letterhead_zh: str = ""
    letterhead_en: str = ""


def clean(text: str) -> str:
    """Return the text as it is printed, also when it was stored before texts were settled on their way in."""
    return _CONTROLS.sub("", settled(text, has_lines=True))


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
