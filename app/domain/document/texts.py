"""How numbers, dates and names are written on a certificate."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")

_LEADING_NUMBER = re.compile(r"([0-9][0-9,]*)(\.[0-9]+)?(?![0-9])(.*)", re.DOTALL)
_LONGEST_NUMBER = 30
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

#: Full-width forms of printable ASCII, as a Chinese keyboard types them.
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
_TYPED_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs as plain ones."""
    return text.translate(_HALF_WIDTH)


def typed_date(text: str) -> str:
    """Return a day typed as 2021/3/1 or 2021年3月1日 as 2021-03-01; other texts stay as they are."""
    match = _TYPED_DATE.fullmatch(text)
    if match is None:
        return text
    year, month, day = match.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"


def read_date(text: str) -> date | None:
    """Return the day that a text such as 2021-03-01 (or a timestamp that begins so) names, or None."""
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)", text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def printed_date(text: str, *, bilingual: bool) -> str:
    """Write a date as `1 Mar. 2021`, on Chinese slips as 2021年3月1日; anything else stays as it is."""
    day = read_date(text)
    if day is None:
        return text
    if bilingual:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def read_number(text: str) -> Decimal | None:
    """Return a plain number without a sign, or None."""
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def plain_number(value: object) -> str:
    """Write a declared number without exponent and trailing zeros: 30.00000 → 30; other texts stay as they are."""
    text = str(value).strip()
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        return text
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def grouped(number: str) -> str:
    """Write a number with thousands separators, as typed otherwise: 36000.50 → 36,000.50."""
    whole, dot, fraction = number.partition(".")
    is_number = whole.isascii() and whole.isdigit() and len(whole) <= _LONGEST_NUMBER
    return f"{int(whole):,}{dot}{fraction}" if is_number else number


def printed_quantity(text: str, *, filler: str) -> str:
    """Write a declared quantity: `36000 kg` → `~ 36,000 kg`; a text without a number first stays as it is."""
    text = text.strip().removeprefix("~").strip()
    match = _LEADING_NUMBER.fullmatch(text)
    if match is None:
        return text
    whole, fraction, rest = match.groups()
    return f"{filler}{grouped(whole.replace(',', ''))}{fraction or ''}{rest}"


def split_languages(text: str) -> tuple[str, str]:
    """Split a place into its Chinese and its foreign part: `麦纳麦 MANAMA` → (麦纳麦, MANAMA)."""
    words = text.split()
    chinese = [word for word in words if _HAN.search(word)]
    foreign = [word for word in words if not _HAN.search(word)]
    return " ".join(chinese), " ".join(foreign)


def both_languages(zh: str, en: str, *, bilingual: bool) -> str:
    """Write a name as `韩国 KOREA`, on Chinese slips in Chinese only."""
    return " ".join(part for part in (zh, en.upper()) if part) if bilingual else zh or en
