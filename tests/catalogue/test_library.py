"""The library of forms: every file is sound, says where it comes from, and stands in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.catalogue.errors import CatalogueError
from app.catalogue.library import library, load
from app.catalogue.loader import PACKAGED, catalogue

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
FILES = sorted((PACKAGED / "library").glob("*.yaml"))
#: columns of the table in the documentation
CODE, TYPES, DATE, STATE, LANGUAGES = 0, 2, 4, 5, 6


def _table() -> dict[str, list[str]]:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|.*$", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return {code: [cell.strip() for cell in line.strip("|").split("|")] for code, line in zip(rows, lines, strict=True)}


def test_every_file_of_the_folder_is_a_form_of_the_library() -> None:
    assert list(library()) == [path.stem for path in FILES]
    assert len(library()) >= 9


@pytest.mark.parametrize("code", [path.stem for path in FILES])
def test_a_form_of_the_library_has_nothing_wrong_and_belongs_to_types_with_a_menu(code: str) -> None:
    spec = library()[code]
    assert all(catalogue().types[type_code].enabled for type_code in spec.type_codes)
    assert spec.form is not None
    assert spec.form.sample.values


def test_the_documentation_says_of_every_form_what_its_file_says() -> None:
    table = _table()
    assert list(table) == list(library())
    for code, spec in library().items():
        assert spec.form is not None
        assert spec.form.about is not None
        row = table[code]
        assert row[TYPES] == ", ".join(spec.type_codes)
        assert row[DATE] == spec.form.about.date
        assert row[STATE].split(":")[0] == spec.form.about.state
        assert row[LANGUAGES] == ", ".join(spec.form.languages)


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("other.yaml", ("", ""), "must be named free-sale.yaml"),
        ("c3-1.yaml", ("code: free-sale", "code: c3-1"), "has a format c3-1 already"),
        ("free-sale.yaml", ("about:", "left_out:"), "left_out"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_reason(
    tmp_path: Path, name: str, change: tuple[str, str], reason: str
) -> None:
    text = (PACKAGED / "library" / "free-sale.yaml").read_text(encoding="utf-8")
    (tmp_path / name).write_text(text.replace(*change) if change[0] else text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=reason):
        load(tmp_path)


def test_a_form_without_a_source_is_no_form_of_the_library(tmp_path: Path) -> None:
    text = (PACKAGED / "library" / "free-sale.yaml").read_text(encoding="utf-8")
    without = re.sub(r"^about:\n(  .*\n)+", "", text, flags=re.MULTILINE)
    (tmp_path / "free-sale.yaml").write_text(without, encoding="utf-8")
    with pytest.raises(CatalogueError, match="says where it comes from"):
        load(tmp_path)
