"""Names of types and formats as statistics write them: `[18] - Phytosanitary certificate`, `c5-1 …`."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.catalogue.loader import catalogue
from app.views.words.formatting import name_language, type_name

REISSUE_KINDS = {
    "supplement": _l("Supplement"),
    "change": _l("Correction"),
    "replace": _l("Replacement"),
    "second_original": _l("Second original"),
}


def type_label(code: str) -> str:
    """Write a document type with its code (manual 5.9.2)."""
    name = type_name(code)
    return f"[{code}] - {name}" if name != code else f"[{code}]"


def type_choices() -> list[tuple[str, str]]:
    """Return the document types to choose from."""
    return [(code, type_label(code)) for code in catalogue().types]


def format_label(code: str) -> str:
    """Write a format with its code (manual 5.9.2: c5-1植物检疫证书)."""
    known = catalogue().formats.get(code)
    if known is None:
        return code
    return f"{code} {known.title_zh if name_language() == 'zh' else known.title_en}"


def reissue_label(text: str) -> str:
    """Write `kind:reason` of a reissue in words."""
    kind, _colon, reason = text.partition(":")
    return " · ".join(filter(None, (str(REISSUE_KINDS.get(kind, kind)), reason)))
