"""Small forms for the tests of the rules: only what a test says, everything else as a plain optional text."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from app.domain.document.printed import GROUPS


def box(key: str, kind: str = "text", **given: Any) -> Any:
    """Make a box of a form."""
    plain = {
        "max_length": None, "required": False, "required_if": None, "repeats": "none", "entered_by": "applicant",
        "source": None, "options": (), "code_list": None, "multiple": False, "empty_text": "",
        "conditions": (),
    }  # fmt: skip
    return SimpleNamespace(**{**plain, **given, "key": key, "kind": kind})


def goods_box(key: str, rule: str, *columns: str, kind: str = "text", **given: Any) -> Any:
    """Make a box that prints columns of the goods lines by a rule."""
    return box(
        key, kind, repeats="goods_line", source=source(rule, *(f"goods_lines[].{one}" for one in columns)), **given
    )


def source(rule: str, *paths: str) -> Any:
    """Say where in the declaration a box comes from, and how it is joined."""
    return SimpleNamespace(rule=rule, paths=paths)


def option(value: str, zh: str, en: str) -> Any:
    """Make one choice of an enum."""
    return SimpleNamespace(value=value, zh=zh, en=en, words={"zh": zh, "en": en})


def column(group: str, key: str, kind: str = "text", **given: Any) -> Any:
    """Make a column of a table."""
    plain = {
        "zh": key, "en": key, "max_length": 200, "decimals": None, "required": False, "entered_by": "applicant",
        "code_list": None, "source": (),
    }  # fmt: skip
    return SimpleNamespace(**{**plain, **given, "group": group, "key": key, "kind": kind})


def statement(key: str, *, position: str = "body", optional: bool = False, default: bool | None = None) -> Any:
    """Make a fixed text."""
    return SimpleNamespace(key=key, position=position, optional=optional, default=default, zh=key, en=key)


def table(key: str, repeats: str, *, min_rows: int = 0, max_rows: int = 20, conditions: Any = ()) -> Any:
    """Make a table with its least and most rows."""
    group = GROUPS.get(repeats, repeats)
    return SimpleNamespace(key=key, group=group, min_rows=min_rows, max_rows=max_rows, conditions=conditions)


class Form(SimpleNamespace):
    """A form; `hideable` are the boxes in blocks that may be left out."""

    hideable: frozenset[str] = frozenset()

    def optional_block_fields(self) -> frozenset[str]:
        return self.hideable


def form(
    *fields: Any,
    columns: Any = (),
    statements: Any = (),
    tables: Any = (),
    bilingual: bool = True,
    hideable: frozenset[str] = frozenset(),
) -> Any:
    """Make a form of boxes, columns, fixed texts and tables."""
    return Form(
        fields=fields, columns=columns, statements=statements, tables=tables, bilingual=bilingual, hideable=hideable,
        languages=("zh", "en") if bilingual else ("zh",),
    )  # fmt: skip


class Names:
    """Know a few countries and codes."""

    countries = {"JPN": ("日本", "Japan"), "BHR": ("巴林", "Bahrain"), "CHN": ("中国", "China")}  # noqa: RUF012
    codes = {  # noqa: RUF012
        ("units", "035"): ("千克", "kg"), ("packages", "22"): ("纸箱", "Cartons"),
        ("districts", "210200"): ("大连市", "Dalian"), ("districts", "210000"): ("辽宁省", "Liaoning"),
        ("transport_modes", "2"): ("水路运输", "By sea"), ("customs_cities", "0900"): ("大连", "Dalian"),
        ("districts", "999999"): ("沙市", "Shashi"), ("districts", "330000"): ("浙江省", None),
    }  # fmt: skip

    def country(self, code: str, language: str) -> str | None:
        return self._in(language, self.countries.get(code))

    def code(self, list_name: str, code: str, language: str) -> str | None:
        return self._in(language, self.codes.get((list_name, code)))

    def _in(self, language: str, names: tuple[str | None, ...] | None) -> str | None:
        return dict(zip(("zh", "en"), names, strict=True)).get(language) if names else None
