"""The languages: one list in translations/languages.yaml; the main system speaks some, the overseas portal all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from babel.core import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from app.catalogue import countries

FILE = Path(__file__).parents[2] / "translations" / "languages.yaml"
#: What the portal speaks to somebody whose languages it does not offer.
FALLBACK = "en"
#: Codes that browsers still send for a language that has a newer one.
RENAMED = {"iw": "he", "in": "id", "ji": "yi", "no": "nb"}
#: The languages that papers are mostly in stand first where one of all is chosen.
USUAL_ON_PAPER = ("zh", "en", "fr", "es", "ru", "ar", "pt", "de", "ja", "ko")


@dataclass(frozen=True, kw_only=True)
class Language:
    """Hold one language: its code, its own name for itself, its direction, whether the main system speaks it."""

    code: str
    name: str
    direction: str
    is_main: bool = False

    @property
    def tag(self) -> str:
        """Return the code as `lang` attributes have it: zh-Hans."""
        return self.code.replace("_", "-")


@cache
def languages() -> dict[str, Language]:
    """Return every language by its code, in the list's order."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["languages"]
    return {
        row["code"]: Language(
            code=row["code"], name=row["name"], direction=row["direction"], is_main=bool(row.get("main"))
        )
        for row in rows
    }


def offered(tag: str) -> str | None:
    """Return the offered language for a tag such as `zh-CN`, `pt_BR` or `iw`, or None when there is none."""
    known = languages()
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-", resolve_likely_subtags=True)
    except (ValueError, UnknownLocaleError):
        return None
    language = RENAMED.get(locale.language, locale.language)
    for code in (str(locale), f"{language}_{locale.script}", language):
        if code in known:
            return code
    # whoever writes the other script reads this one rather than a foreign language
    return next((code for code in known if code.partition("_")[0] == language), None)


@cache
def of_country(alpha3: str) -> str | None:
    """Return the first official language of a country (CLDR) that is offered; None where none is."""
    alpha2 = countries.alpha2_by_alpha3().get(alpha3)
    if alpha2 is None:
        return None
    official = get_official_languages(alpha2, regional=False, de_facto=True)
    return _first(f"{code}_{alpha2}" if "_" not in code else code for code in official)


def of_browser(tags: Iterable[str]) -> str | None:
    """Return the first offered language among those that a browser asks for, in its order."""
    return _first(tags)


@cache
def paper_languages(reader: str = "en") -> Mapping[str, str]:
    """Return every language that a paper may have (ISO 639-1) with its name for a reader, the usual ones first."""
    names = {code: name for code, name in Locale.parse(reader).languages.items() if re.fullmatch(r"[a-z]{2}", code)}
    others = sorted(names.keys() - set(USUAL_ON_PAPER), key=lambda code: names[code])
    return {code: names[code] for code in (*USUAL_ON_PAPER, *others)}


def _first(tags: Iterable[str]) -> str | None:
    return next((found for found in map(offered, tags) if found), None)
