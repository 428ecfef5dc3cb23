"""Countries and regions by ISO 3166 alpha-3, named in every language by CLDR."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

#: Withdrawn alpha-3 codes that CLDR still points at a living country.
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
#: Alpha-2 codes of CLDR that ISO 3166-1 does not assign (reserved, private or test codes).
_NOT_ASSIGNED = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
#: Names that the customs' list words differently from CLDR.
_OWN_NAMES = Path(__file__).parent / "country_names.csv"


@cache
def alpha2_by_alpha3() -> dict[str, str]:
    """Return every assigned alpha-3 code with its alpha-2 code, in alphabetical order."""
    territories = Locale("en").territories
    pairs: dict[str, str] = {}
    for code, targets in sorted(get_global("territory_aliases").items()):
        is_alpha3 = len(code) == 3 and code.isalpha() and code not in _WITHDRAWN  # noqa: PLR2004
        if is_alpha3 and len(targets) == 1 and _is_assigned(targets[0], set(territories)):
            pairs[code] = targets[0]
    return pairs


def _is_assigned(alpha2: str, known: set[str]) -> bool:
    return alpha2.isalpha() and alpha2 in known and alpha2 not in _NOT_ASSIGNED


@cache
def alpha3_by_alpha2() -> dict[str, str]:
    """Return every assigned alpha-2 code with its alpha-3 code."""
    return {alpha2: alpha3 for alpha3, alpha2 in alpha2_by_alpha3().items()}


def codes() -> list[str]:
    """Return the alpha-3 codes of all countries and regions."""
    return list(alpha2_by_alpha3())


@lru_cache(maxsize=4096)
def name(alpha3: str, language: str) -> str | None:
    """Return the name of a country in a language ("zh", "en", "pt_BR" …), or None when there is no such country."""
    alpha2 = alpha2_by_alpha3().get(alpha3)
    if alpha2 is None:
        return None
    own = _own_names().get((alpha3, language[:2]))
    return own or Locale.parse(language.replace("-", "_")).territories.get(alpha2)


@lru_cache(maxsize=64)
def by_name(language: str) -> tuple[tuple[str, str], ...]:
    """Return every country and region, code and name in a language, in the order of the names."""
    return tuple(sorted(((code, name(code, language) or code) for code in codes()), key=lambda pair: pair[1]))


@cache
def _own_names() -> dict[tuple[str, str], str]:
    with _OWN_NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["code"], language): row[language] for row in rows for language in ("zh", "en")}
