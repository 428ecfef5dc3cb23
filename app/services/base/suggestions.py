"""Suggestions for cells that hold free text: the names of a code list, written as documents print them."""

from __future__ import annotations

from app.catalogue.schema import Format
from app.domain.document.printed import style_of
from app.domain.document.row_rules import Style
from app.domain.document.smart_import import WRITTEN
from app.domain.document.value_rules import bilingual_code
from app.services.base.names import Names


def for_format(spec: Format, names: Names) -> dict[str, list[str]]:
    """Return code list → texts, for the lists that columns of this format suggest from."""
    style = style_of(spec, names)
    lists = dict.fromkeys(column.code_list for column in spec.columns if column.code_list)
    return {name: _texts(name, style, names) for name in lists if name}


def _texts(code_list: str, style: Style, names: Names) -> list[str]:
    write = WRITTEN.get(code_list, bilingual_code)
    texts = (write(code_list, code, style) for code, _ in names.choices(code_list, "en"))
    return list(dict.fromkeys(text for text in texts if text))
