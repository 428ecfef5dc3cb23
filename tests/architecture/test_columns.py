"""The label of a column is typed once: in the catalogue of columns; whoever shows the column reads it there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from app.domain.report_tables import REPORT_TABLES
from app.views.queries import labels
from app.views.words.codings import CODINGS
from app.views.words.columns import CATALOGUE, label_of

ROOT = Path(__file__).parents[2]
CATALOGUE_FILE = ROOT / "app/views/words/columns.py"
#: calls with a label that is no column's: what one can do, where one can go, what state something is in
ACTS = {"ActionWords", "BatchAction", "Group", "Line", "MenuEntry", "RowAction", "State"}
#: the overseas portal speaks from a catalogue of translations of its own; labels of codes are no columns
OTHERS = {
    "app/views/portal/login.py", "app/views/portal/password.py", "app/views/words/labels.py",
    "app/views/words/role_words.py", "app/views/words/told.py", "app/views/words/code_words.py",
}  # fmt: skip


def texts() -> set[str]:
    """Return every label and wording of the catalogue, as it is typed."""
    tree = ast.parse(CATALOGUE_FILE.read_text(encoding="utf-8"))
    return {text for node in ast.walk(tree) if (text := typed(node)) is not None}


def typed(node: ast.AST | None) -> str | None:
    """Return the text of a call of gettext that holds nothing but a text."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "_l")):
        return None
    text = node.args[0] if len(node.args) == 1 and not node.keywords else None
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None


def labelled(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of every label of a column, of a query's field, of a form's field, of a table of columns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            found = [word.value for word in node.keywords if word.arg == "label" and name not in ACTS]
            found += node.args[:1] if name.endswith("Field") else []
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            found = [value for key, value in pairs if isinstance(key, ast.Constant) and typed(value) in said(key.value)]
        else:
            continue
        yield from ((node.lineno, text) for one in found if (text := typed(one)) is not None)


def said(key: object) -> set[str]:
    """Return what the catalogue calls a column, in every wording."""
    named = CATALOGUE.get(str(key))
    return {str(one._args[0]) for one in (label_of(named.key), *named.wordings.values())} if named else set()


def test_a_label_of_a_column_is_typed_once() -> None:
    known = texts()
    second = [
        f"{name}:{line}: {text}"
        for path in sorted((ROOT / "app/views").rglob("*.py"))
        if (name := path.relative_to(ROOT).as_posix()) not in OTHERS and path != CATALOGUE_FILE
        for line, text in labelled(ast.parse(path.read_text(encoding="utf-8")))
        if text in known
    ]
    assert second == [], "Say label_of(…) instead; the label stands in app/views/words/columns.py"


def test_the_catalogue_types_each_label_once() -> None:
    tree = ast.parse(CATALOGUE_FILE.read_text(encoding="utf-8"))
    found = [text for node in ast.walk(tree) if (text := typed(node)) is not None]
    assert sorted(found) == sorted(set(found))


def test_a_second_label_is_found() -> None:
    source = """
Column(key="x", label=_l("User name"))
StringField(_l("E-mail"))
RowAction(label=_("Name"))
{"name": _("Name"), "other": _("Name")}
"""
    assert [text for _line, text in labelled(ast.parse(source))] == ["User name", "E-mail", "Name"]


def test_every_row_of_the_catalogue_leads_somewhere() -> None:
    assert {one.like for one in CATALOGUE.values() if one.like} <= set(CATALOGUE)
    assert {one.coding for one in CATALOGUE.values() if one.coding} == set(CODINGS)
    assert all(label_of(key) for key in CATALOGUE)
    assert set(labels.COLUMNS) == {name for table in REPORT_TABLES.values() for name in table.columns}
