"""The official labels that the overseas portal shows in every language, beside the official ones, for information."""

from __future__ import annotations

from app.catalogue.loader import catalogue
from app.catalogue.schema import FormatField

#: The context of these labels in the portal's translation files.
CONTEXT = "certificate label"
#: Attestations, statements and pictures are read in the document itself: nobody rewords what customs attests.
LEFT_OUT_KINDS = frozenset({"richtext", "image"})
#: What the portal shows elsewhere, or what says nothing about the goods.
LEFT_OUT_KEYS = frozenset({"certificate_no", "copy_mark", "page_no"})


def is_shown(field: FormatField) -> bool:
    """Tell whether the portal shows a field beside the document."""
    return field.kind not in LEFT_OUT_KINDS and field.key not in LEFT_OUT_KEYS


def official_labels() -> list[str]:
    """Return the English labels of all shown fields and the names of the document types in use, each once."""
    known = catalogue()
    labels = [field.en for format_ in known.formats.values() for field in format_.fields if is_shown(field)]
    names = [kind.en for kind in known.types.values() if kind.enabled]
    return list(dict.fromkeys([*names, *labels]))
