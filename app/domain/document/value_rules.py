"""Join what a declaration says into the text of one box."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.domain.document.row_rules import Style, unique
from app.domain.document.texts import plain_number, read_date, read_number, split_languages

Found = Sequence[str]  # what stands at one path: one text, or one for each goods line or container

_MAINLAND_SUFFIXES = ("市", "省")


def first_text(found: Found) -> str:
    """Return the first text that is not empty."""
    return next((text for text in found if text), "")


def text(found: Sequence[Found], _style: Style) -> str:
    """Take the first text there is."""
    return next((first for paths in found if (first := first_text(paths))), "")


def party(found: Sequence[Found], _style: Style) -> str:
    """Write the foreign name, or else the Chinese one, and the address on a new line."""
    names, addresses = found[:2], found[2:]
    name = next((first for paths in names if (first := first_text(paths))), "")
    return "\n".join(part for part in (name, *map(first_text, addresses)) if part) if name else ""


def slash(found: Sequence[Found], _style: Style) -> str:
    """Join the texts by a slash."""
    return " / ".join(unique(map(first_text, found)))


def day(found: Sequence[Found], _style: Style) -> str:
    """Take the day of a date or timestamp; what is not a real day stays away."""
    date = read_date(text(found, _style))
    return date.isoformat() if date else ""


def city(found: Sequence[Found], style: Style) -> str:
    """Name the city of a customs office: `大连 DALIAN`; nothing when it is not known."""
    code = text(found, style)
    return style.in_languages(lambda language: style.names.code("customs_cities", code, language))


def country_name(found: Sequence[Found], style: Style) -> str:
    """Name a country as the foreign plant protection organisation reads it: `JAPAN`."""
    language = "en" if style.bilingual else "zh"
    return (style.names.country(text(found, style), language) or "").upper()


def country_place(found: Sequence[Found], style: Style) -> str:
    """Write a country and a place in it: `巴林 麦纳麦 MANAMA, BAHRAIN`."""
    return _place_in_country(first_text(found[1]), first_text(found[0]), style)


def port_country(found: Sequence[Found], style: Style) -> str:
    """Write a port and its country: `日本 横滨 YOKOHAMA, JAPAN`."""
    return _place_in_country(first_text(found[0]), first_text(found[1]), style)


def _place_in_country(place: str, country: str, style: Style) -> str:
    place_zh, place_en = split_languages(place)
    country_zh = style.names.country(country, "zh") or ""
    country_en = (style.names.country(country, "en") or "").upper()
    zh = " ".join(part for part in (country_zh, place_zh) if part)
    if not style.bilingual:
        return " ".join(part for part in (zh, "" if place_zh else place_en) if part)
    if country_en and place_en.upper().endswith(country_en):
        country_en = ""  # the place was typed with its country
    foreign = ", ".join(part for part in (place_en, country_en) if part)
    if style.languages and "zh" not in style.languages:
        return foreign or zh
    return " ".join(part for part in (zh, foreign) if part)


def conveyance(found: Sequence[Found], style: Style) -> str:
    """Write how and in what the goods travel: `BY SEA / EXAMPLE STAR V.118E`."""
    mode, *vessel = map(first_text, found)
    named = style.names.code("transport_modes", mode, "en" if style.bilingual else "zh") or mode
    return " / ".join(part for part in (named.upper(), " ".join(part for part in vessel if part)) if part)


def total(found: Sequence[Found], style: Style) -> str:
    """Add the numbers of all rows up; when one is not a number, list them."""
    texts = [plain_number(number) for number in found[0] if number]
    numbers = [read_number(number) for number in texts]
    if not texts or None in numbers:
        return style.separator.join(texts)
    return plain_number(sum((number for number in numbers if number is not None), Decimal(0)))


def distinct(found: Sequence[Found], style: Style) -> str:
    """Join the distinct texts of all rows."""
    return style.separator.join(unique(piece for paths in found for piece in paths))


# Texts of cells: what stands in a row for a declared code.


def bilingual_code(list_name: str, code: str, style: Style) -> str:
    """Name a code as documents print it: `纸箱 CARTONS`; an unknown code stays as it is."""
    return style.in_languages(lambda language: style.names.code(list_name, code, language)) or code


def unit(list_name: str, code: str, style: Style) -> str:
    """Name a unit of measure by its symbol: `kg`, on Chinese slips 千克."""
    return style.names.code(list_name, code, "en" if style.bilingual else "zh") or code


def origin(list_name: str, code: str, style: Style) -> str:
    """Name a place of origin in China: `中国 大连 DALIAN, CHINA`; a typed place stays as it is."""
    zh, en = style.names.code(list_name, code, "zh"), style.names.code(list_name, code, "en")
    if zh is None or en is None:
        return code
    short = zh[:-1] if zh.endswith(_MAINLAND_SUFFIXES) and len(zh) > len("大连") else zh
    return _place_in_country(f"{short} {en.upper()}", "CHN", style)


def same(_list_name: str, code: str, _style: Style) -> str:
    """Print the code itself."""
    return code
