"""The index of decisions lists every decision once, with its own title."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs/decisions"
ROW = re.compile(r"^\| \[(\d{3})\]\((\S+\.md)\) \| (.+) \| (in force|overruled by \d{3}) \|$", re.MULTILINE)


def test_the_index_of_decisions_names_every_file_with_its_title() -> None:
    rows = {file: (number, title) for number, file, title, _ in ROW.findall((FOLDER / "README.md").read_text("utf-8"))}
    titles = {}
    for path in sorted(FOLDER.glob("[0-9]*.md")):
        head = path.read_text("utf-8").splitlines()[0]
        found = re.fullmatch(r"# (\d{3}):? (.+)", head)
        assert found, f"{path.name} begins with its number and its title"
        titles[path.name] = (found[1], found[2])
    assert rows == titles
