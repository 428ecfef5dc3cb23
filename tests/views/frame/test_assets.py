"""Addresses of static files: cached for ever, never stale, also what one module imports from another."""

from __future__ import annotations

import os
import re
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from app.views.frame.assets import asset

if TYPE_CHECKING:
    from flask import Flask

FOR_EVER = "public, max-age=31536000, immutable"
IMPORT = re.compile(r'^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"([^"]+)";$', re.MULTILINE)
STATIC = Path(__file__).parents[3] / "app/static"
MODULES = sorted(STATIC.glob("*/*.js"))


@pytest.fixture
def folder(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the application serve a copy of the static files that a test may change."""
    place = tmp_path / "static"
    copytree(STATIC, place)
    monkeypatch.setattr(app, "static_folder", str(place))
    return place


def address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return asset(name)


def change(path: Path) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n", encoding="utf-8")
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_a_module_and_what_it_imports_have_lasting_addresses(app: Flask, path: Path) -> None:
    own = address(app, path.relative_to(STATIC).as_posix())
    answer = app.test_client().get(own)
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == FOR_EVER
    for name in IMPORT.findall(answer.get_data(as_text=True)):
        assert name.startswith(("./", "../")), "only what stands beside it below the same fingerprint never goes stale"
        assert (path.parent / name).resolve() in MODULES


def test_an_address_changes_when_an_imported_module_does(app: Flask, folder: Path) -> None:
    page, style = address(app, "certificates/edit.js"), address(app, "frame/base.css")
    change(folder / "frame/dom.js")
    assert address(app, "certificates/edit.js") != page
    assert address(app, "frame/base.css") == style
    change(folder / "frame/base.css")
    assert address(app, "frame/base.css") != style


def test_a_page_of_an_older_release_gets_modules_that_nobody_keeps(app: Flask, folder: Path) -> None:
    old = address(app, "frame/shell.js")
    change(folder / "frame/dom.js")
    answer = app.test_client().get(old)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_vendored_libraries_keep_addresses_of_their_own(app: Flask, folder: Path) -> None:
    (library,) = (path for path in folder.glob("vendor/*/tabulator.min.js"))
    name = library.relative_to(folder).as_posix()
    own = address(app, name)
    change(folder / "frame/dom.js")
    assert address(app, name) == own
    assert own.startswith(f"/static/{name}?v=")


def test_the_icon_that_browsers_ask_for_beside_bare_papers_is_there(app: Flask) -> None:
    answer = app.test_client().get("/favicon.ico")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.data == (STATIC / "img/mark.svg").read_bytes()
    assert answer.headers["Cache-Control"] != FOR_EVER
