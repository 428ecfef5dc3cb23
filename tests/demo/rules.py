"""Rules for checking demo data without the product's own code: keys, lengths, codes and check digits."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.core import get_global

CATALOGUE = Path(__file__).resolve().parents[2] / "app" / "catalogue"
CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: CLDR maps every alpha-3 code of ISO 3166 to its alpha-2 code.
ALPHA_3 = frozenset(get_global("territory_aliases"))

Data = dict[str, Any]


@cache
def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def codes(name: str) -> frozenset[str]:
    """Return the codes of a list; countries and currencies come from CLDR as in the product."""
    if name == "currencies":
        return frozenset(Locale("en").currencies)
    file = CATALOGUE / "codes" / f"{'districts' if name == 'origin_districts' else name}.csv"
    with file.open(encoding="utf-8") as lines:
        return frozenset(row["code"] for row in csv.DictReader(lines))


KEYS = read(CATALOGUE / "declaration.yaml")


def complaints(entries: Data, group: str) -> list[str]:
    """List what is wrong with some entries against the keys of a group of declaration.yaml."""
    known = {key["key"]: key for key in KEYS[group]}
    found = [f"{name}: unknown" for name in entries if name not in known]
    for name, key in known.items():
        value = entries.get(name)
        if value in (None, "", []):
            found += [f"{name}: missing"] if key.get("required") else []
        else:
            found += [f"{name}: {why}" for why in wrong(value, key)]
    return found


def wrong(value: Any, key: Data) -> list[str]:
    kind, limit = key["kind"], key.get("max_length")
    if kind == "list":
        return [] if isinstance(value, list) else ["not a list"]
    parts = value if kind == "codes" else [value]
    found = [] if limit is None or len(str(value)) <= limit else [f"longer than {limit}"]
    if kind not in {"int", "bool", "codes"} and not isinstance(value, str):
        found.append("not text")
    if kind in {"code", "codes"}:
        found += [f"{part} is not in {key['code_list']}" for part in parts if part not in codes(key["code_list"])]
    if kind == "enum" and value not in key["options"]:
        found.append("not an option")
    return found + malformed(value, kind)


def malformed(value: Any, kind: str) -> list[str]:
    if kind == "int":
        return [] if type(value) is int and value >= 0 else ["not a whole number"]
    try:
        match kind:
            case "date":
                date.fromisoformat(value)
            case "dates":
                for one in value.split(", "):
                    date.fromisoformat(one)
            case "datetime":
                datetime.strptime(value, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007  # the local time of the form
            case "decimal":
                return [] if Decimal(value) >= 0 else ["negative"]
            case "country":
                return [] if re.fullmatch("[A-Z]{3}", value) and value in ALPHA_3 else ["not ISO alpha-3"]
    except (ValueError, ArithmeticError):
        return [f"not a {kind}"]
    return []


def organisation_check_character(body: str) -> str:
    total = sum(int(c, 36) * weight for c, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def credit_check_character(body: str) -> str:
    total = sum(CREDIT_CHARACTERS.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return CREDIT_CHARACTERS[(31 - total % 31) % 31]


def container_check_digit(body: str) -> int:
    letters = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (n for n in range(10, 39) if n % 11), strict=True))
    return sum((letters.get(c) or int(c)) * 2**place for place, c in enumerate(body)) % 11 % 10
