"""What the benchmark of users serves, by name: ours with FAB's list beside it, or Django; on BENCH_DATABASE."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def ours() -> Any:
    """Return our application, with FAB's own list beside ours."""
    from benchmarks import fab_peer
    from benchmarks.database import app_on

    app = app_on(os.environ["BENCH_DATABASE"], Path(os.environ["BENCH_FOLDER"]))
    fab_peer.add(app)
    with app.app_context():
        from app.extensions import db

        db.engine.dispose()  # no connection may be shared with the workers
    return app


def django() -> Any:
    """Return the Django peer."""
    from benchmarks import django_peer

    return django_peer.application(os.environ["BENCH_DATABASE"])
