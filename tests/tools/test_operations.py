"""The operations page names every setting, and no command that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def test_every_setting_is_described() -> None:
    code = (ROOT / "config.py").read_text(encoding="utf-8")
    settings = re.findall(r'env\.get\("([A-Z_]+)"', code) + re.findall(r'_secret\(env, "([A-Z_]+)"', code)
    assert settings
    assert [name for name in settings if not re.search(rf"\b{name}\b", PAGE)] == []


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    pages = [PAGE] + [path.read_text(encoding="utf-8") for path in [ROOT / "README.md"] if path.exists()]
    named = {name for page in pages for name in re.findall(r"(?:`|^\s+)make ([a-z-]+)", page, re.MULTILINE)}
    assert named
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_help_lists_every_target_that_is_meant_for_people() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    described = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert {"run", "demo", "test", "check", "soak", "bench", "translations", "lock", "clean", "help"} <= described
