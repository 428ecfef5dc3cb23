"""Keep the translation files complete: collect the texts in the code, update the files, or check them."""

from __future__ import annotations

import sys
from copy import deepcopy
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "translations"
LAZY = {"_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2), "lazy_pgettext": ((1, "c"), 2)}
KEYWORDS = {**DEFAULT_KEYWORDS, **LAZY}
#: The main system speaks these; its texts are written in English.
MAIN, SOURCE = ("zh_Hans", "en"), "en"
#: Texts of these files belong to the overseas portal, which speaks every language that has a portal.po.
PORTAL_FILES = ("views/portal/", "views/frame/portal_", "templates/portal/")
#: In the same wing, but screens of the main system: who looks after the officials' accounts and reads their look-ups.
MAIN_SCREENS = (
    "views/portal/users.py",
    "views/portal/lookups.py",
    "views/portal/refusals.py",
    "templates/portal/user_",
)
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)
#: The same as in app/catalogue/labels.py.
LABEL_CONTEXT = "certificate label"
HEADERS = {"messages": "# Texts of the main system.", "portal": "# Texts of the overseas portal."}


def template(domain: str) -> Catalog:
    """Collect the texts of a catalogue; `messages` also has those that Flask-AppBuilder leaves untranslated."""
    catalog = Catalog(header_comment=HEADERS[domain], fuzzy=False)
    for name, text, context in _texts(ROOT / "app"):
        if _is_of_portal(name) == (domain == "portal"):
            catalog.add(text, locations=[(f"app/{name}", 0)], context=context)
    if domain == "portal":
        for label in _official_labels():
            catalog.add(label, locations=[("app/catalogue", 0)], context=LABEL_CONTEXT)
    if domain == "messages":
        for text in _framework_gaps():
            catalog.add(text, locations=[("flask_appbuilder", 0)])
    return catalog


def _is_of_portal(name: str) -> bool:
    return name.startswith(PORTAL_FILES) and not name.startswith(MAIN_SCREENS)


def languages(domain: str) -> list[str]:
    """List the languages of a catalogue."""
    if domain == "messages":
        return list(MAIN)
    return sorted(path.parts[-3] for path in TRANSLATIONS.glob("*/LC_MESSAGES/portal.po"))


def read(language: str, *, domain: str) -> Catalog:
    """Read a translation file; an empty catalogue when there is none."""
    path = _path(language, domain=domain)
    if not path.exists():
        return Catalog(locale=language, header_comment=HEADERS[domain], fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(domain: str) -> None:
    """Add new texts to each file and drop those no longer used; English says what the code says."""
    texts = template(domain)
    for language in languages(domain):
        catalog = read(language, domain=domain)
        # a new text is the template's own object: shared, it would carry the English filled in below to later languages
        catalog.update(deepcopy(texts), no_fuzzy_matching=True, update_creation_date=False)
        put_head(catalog, domain=domain)
        for message in catalog:
            if message.id and language == SOURCE and not _is_translated(message):
                message.string = message.id
        path = _path(language, domain=domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False,
                no_location=domain == "portal",  # in so many languages they would drown the texts
            )  # fmt: skip
        place = path.relative_to(TRANSLATIONS.parent)
        print(f"{place}: {len(catalog)} texts, {len(gaps(catalog, texts))} to translate")


def gaps(catalog: Catalog, texts: Catalog) -> list[str]:
    """Say in words which texts a catalogue lacks, leaves doubtful, or gives other placeholders."""
    found = []
    for wanted in texts:
        if not wanted.id:
            continue
        message = catalog.get(wanted.id, context=wanted.context)
        if message is None or not _is_translated(message):
            found.append(f"not translated: {wanted.id!r}")
        elif message.fuzzy:
            found.append(f"marked fuzzy: {wanted.id!r}")
        else:
            found += [f"{error}: {wanted.id!r}" for error in message.check(catalog)]
    return found


def main(arguments: list[str]) -> int:
    """Run `update` or `check`."""
    if arguments not in (["update"], ["check"]):
        print("usage: translations.py update | check")
        return 2
    found = []
    for domain in HEADERS:
        if arguments == ["update"]:
            update(domain)
            continue
        texts = template(domain)
        for language in languages(domain):
            missing = gaps(read(language, domain=domain), texts)
            found += [f"{language} {domain}: {problem}" for problem in missing]
    if arguments == ["check"]:
        print("\n".join(found) or "Translations: complete.")
    return 1 if found else 0


def put_head(catalog: Catalog, *, domain: str) -> None:
    """Give a file a head that says what it is and does not change from run to run."""
    catalog.header_comment = HEADERS[domain]
    catalog.project, catalog.version = "customs-certificates", "1"
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = "-"
    catalog.creation_date = catalog.revision_date = FIXED_DATE


def _texts(folder: Path) -> Iterable[tuple[str, str | tuple[str, ...], str | None]]:
    """Walk the texts of a folder as (file, text or (singular, plural), context)."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for name, _line, text, _comments, context in extract_from_dir(folder, methods, options, keywords=KEYWORDS):
        if text:
            yield Path(name).as_posix(), text, context


def _official_labels() -> list[str]:
    """List the labels of the certificates, which stand in the catalogue of formats."""
    sys.path.insert(0, str(ROOT))
    from app.catalogue.labels import official_labels

    return official_labels()


def _framework_gaps() -> list[str]:
    """List the texts of Flask-AppBuilder that its own Chinese catalogue lacks."""
    spec = find_spec("flask_appbuilder")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("flask_appbuilder is not installed: run make setup")
    folder = Path(spec.origin).parent
    with (folder / "translations/zh/LC_MESSAGES/messages.mo").open("rb") as file:
        own = read_mo(file)
    texts = {text for _name, text, _context in _texts(folder) if isinstance(text, str) and text.strip()}
    return sorted(text for text in texts if (message := own.get(text)) is None or not message.string)


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return bool(strings) and all(strings)


def _path(language: str, *, domain: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except UnknownLocaleError as error:
        sys.exit(f"translations/: {error}")
