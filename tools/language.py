"""Add a language to the overseas portal: its row in languages.yaml and a portal.po to fill in; no code changes."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools import translations


def add(code: str, *, folder: Path) -> Path:
    """Write the language's row and its empty texts below a folder of translations, and return the file to fill in.

    Raises UnknownLocaleError for what is no language, FileExistsError for one that is there already.
    """
    locale = Locale.parse(code)
    rows = folder / "languages.yaml"
    listed = rows.read_text(encoding="utf-8")
    target = folder / code / "LC_MESSAGES" / "portal.po"
    if target.exists() or any(row["code"] == code for row in yaml.safe_load(listed)["languages"]):
        raise FileExistsError(code)
    own = locale.get_display_name(locale) or code
    row = {
        "code": code,
        "name": own[:1].upper() + own[1:],
        "direction": "rtl" if locale.text_direction == "rtl" else "ltr",
    }
    line = ", ".join(f"{key}: {value}" for key, value in row.items())
    rows.write_text(f"{listed.rstrip()}\n- {{{line}}}\n", encoding="utf-8")
    catalog = Catalog(locale=code, header_comment=translations.HEADERS["portal"], fuzzy=False)
    catalog.update(translations.template("portal"), no_fuzzy_matching=True)
    translations.put_head(catalog, domain="portal")
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, no_location=True)
    return target


def main(arguments: list[str]) -> int:
    """Add the language that the one argument names."""
    if len(arguments) != 1 or not arguments[0]:
        print("usage: make language L=<code>, for example L=ro or L=pt_PT")
        return 2
    try:
        target = add(arguments[0], folder=translations.TRANSLATIONS)
    except (UnknownLocaleError, ValueError):
        print(f"{arguments[0]} is no language that CLDR knows.")
        return 1
    except FileExistsError:
        print(f"{arguments[0]} is there already.")
        return 1
    print(f"Translate the texts in {target.relative_to(translations.ROOT)}, then run make check.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
