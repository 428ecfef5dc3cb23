"""Addresses of our static files, made of their contents: cached for ever and never stale, imports included."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Request, Response, current_app, url_for

SCRIPT = ".js"
VENDOR = "vendor/"
#: The static files again, below the fingerprint of all our modules: what one of them imports has it in its address too.
MODULES = "/static/v-<version>/<path:filename>"


def install(app: Flask) -> None:
    """Answer the addresses of modules, and give the templates `asset()`."""
    app.add_url_rule(MODULES, endpoint="module_static", view_func=_module)
    app.add_url_rule("/favicon.ico", endpoint="icon_static", view_func=_icon)
    app.jinja_env.globals["asset"] = asset


def _icon() -> Response:
    """Answer what browsers ask for beside pages that name no icon: bare sheets, files, answers without a page."""
    return current_app.send_static_file("img/mark.svg")


def asset(name: str) -> str:
    """Return the address of a static file with a hash of contents, so that it can be cached for ever."""
    if name.endswith(SCRIPT) and not name.startswith(VENDOR):
        return url_for("module_static", version=_version(), filename=name)
    return url_for("static", filename=name, v=_fingerprint(_folder() / name))


def is_of_this_version(request: Request) -> bool:
    """Tell whether a module was asked for under the fingerprint of what is there now."""
    asked = (request.view_args or {}).get("version")
    return asked is not None and asked == _version()


def _module(version: str, filename: str) -> Response:
    """Serve a module; a page that is older than the last release gets today's, which `headers` lets nobody keep."""
    del version
    return current_app.send_static_file(filename)


def _folder() -> Path:
    return Path(current_app.static_folder or "")


def _version() -> str:
    """Return one fingerprint of all our modules: the address of a module changes when one that it imports changes."""
    return _hash_of(tuple((path, path.stat().st_mtime_ns) for path in sorted(_folder().glob(f"*/*{SCRIPT}"))))


def _fingerprint(path: Path) -> str:
    return _hash_of(((path, path.stat().st_mtime_ns),))


@lru_cache(maxsize=512)
def _hash_of(files: tuple[tuple[Path, int], ...]) -> str:
    digest = hashlib.sha256()
    for path, _changed in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
