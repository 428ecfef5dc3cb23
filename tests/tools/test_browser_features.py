"""The static check for browser features that Chrome 109 lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.browser_features import findings, sources

TOO_NEW = [
    ("a.css", ".card { color: red; &:hover { color: blue; } }", "nested rules"),
    ("a.css", "@media print { .card { .title { color: red; } } }", "nested rules"),
    ("a.css", ".card { @media print { color: red; } }", "nested rules"),
    ("a.css", "li:has(a) { color: red; }", ":has()"),
    ("a.css", ":root { color: light-dark(#000, #fff); }", "light-dark()"),
    ("a.css", "@container style(--wide: 1) { p { color: red; } }", "container style queries"),
    ("a.css", "p { color: color-mix(in srgb, red, blue); }", "color-mix()"),
    ("a.css", "p { text-wrap: balance; }", "text-wrap"),
    ("a.js", "const names = rows.toSorted();", "copying array methods"),
    ("a.js", "const byType = Object.groupBy(rows, (row) => row.type);", "groupBy"),
    ("a.js", "dialog.showPopover();", "popover"),
    ("a.html", '<div popover id="help"></div>', "popover"),
]
OLD_ENOUGH = [
    ("a.css", "@media (max-width: 320px) { .card { color: red; } }"),
    ("a.css", "@supports (display: grid) { @media print { p { margin: 0; } } }"),
    ("a.css", "/* li:has(a) */ .nav::after { content: ':has('; background: var(--accent); inset-inline-start: 0; }"),
    ("a.css", "@keyframes turn { from { opacity: 0; } to { opacity: 1; } }"),
    ("a.js", "// rows.toSorted()\nconst last = rows?.at(-1) ?? null; window.open('https://localhost/x');"),
    ("a.html", '<!-- <p popover> --><dialog id="help"></dialog>'),
]  # fmt: skip


@pytest.mark.bar("U12")
@pytest.mark.parametrize(("name", "text", "feature"), TOO_NEW)
def test_a_newer_feature_is_found(name: str, text: str, feature: str) -> None:
    assert [finding.feature for finding in findings(Path(name), text)] == [feature]


@pytest.mark.bar("U12")
@pytest.mark.parametrize(("name", "text"), OLD_ENOUGH)
def test_an_older_feature_is_left_alone(name: str, text: str) -> None:
    assert not list(findings(Path(name), text))


def test_a_finding_names_its_line() -> None:
    (finding,) = findings(Path("a.css"), "p { margin: 0; }\n/* a\nb */\nli:has(a) { margin: 0; }")
    assert finding.line == 4


@pytest.mark.bar("U12")
def test_our_own_files_run_on_chrome_109() -> None:
    assert [str(found) for path in sources() for found in findings(path, path.read_text(encoding="utf-8"))] == []
