"""My exports 我的导出: what I asked for, how far it is, cancelling it and taking its file."""

from __future__ import annotations

import io
import threading
from typing import Any

from flask import Flask, abort, current_app, flash, jsonify, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.models import ExportRequest
from app.models.base import utc_now
from app.services.queries import export_requests, export_runs, exports, saved_queries
from app.services.queries.export_requests import ExportOrder
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN
from app.views.frame.routes import route
from app.views.lists.forms import told
from app.views.lists.shape import Asked, ListShape
from app.views.words.refusals import worded

BIGGEST_ID = "<int(max=2147483647):pk>"
STATES = {
    "waiting": ("mute", _l("Waiting its turn")),
    "running": ("info", _l("Being written")),
    "done": ("ok", _l("Ready")),
    "failed": ("bad", _l("Failed")),
    "cancelled": ("mute", _l("Cancelled")),
}


def ask_list(view: ListShape, asked: Asked, arguments: dict[str, str], *, kind: str) -> Response:
    """Put a list's export in line and lead to the page that shows how far it is."""
    return _ask(
        ExportOrder(
            source=f"list:{view.endpoint}",
            title=str(view.list_title),
            kind=kind,
            language=str(get_locale() or "zh_Hans"),
            arguments=arguments,
            columns=[column.key for column in asked.columns],
        )
    )


def _ask(order: ExportOrder) -> Response:
    with told():
        export_requests.ask(current_actor(), order, now=utc_now())
        flash(_("The export is being written. It stands here as soon as it is ready."), "success")
        app: Any = current_app
        wake(app._get_current_object())  # noqa: SLF001
    return redirect(url_for("ExportsView.index"), code=303)


class ExportsView(BaseView):
    route_base = "/exports"
    class_permission_name = "exports"

    @route("/", audience=LOGGED_IN)
    def index(self) -> ResponseReturnValue:
        """Show my exports."""
        jobs = export_requests.mine(current_actor())
        return self.render_template(
            "queries/exports.html",
            jobs=jobs,
            states=STATES,
            problem=problem,
            rows_words=rows_words,
            kept=export_requests.KEPT.days,
            is_open=any(job.state in export_requests.OPEN for job in jobs),
            has_unseen=bool(export_requests.unseen(current_actor())),
        )

    @route("/seen", methods=["POST"], audience=LOGGED_IN)
    def seen(self) -> ResponseReturnValue:
        """Mark what has ended as known and show it: the bell is silent again."""
        export_requests.mark_seen(current_actor())
        return redirect(url_for("ExportsView.index"), code=303)

    @route("/state", audience=LOGGED_IN)
    def state(self) -> ResponseReturnValue:
        """Say how far each of my open exports is, for the page's script."""
        found = [
            {
                "id": job.id,
                "state": job.state,
                "label": str(STATES[job.state][1]),
                "share": job.share,
                "rows": rows_words(job),
            }
            for job in export_requests.mine(current_actor())
        ]
        return jsonify(jobs=found)

    @route(f"/{BIGGEST_ID}/cancel", methods=["POST"], audience=LOGGED_IN)
    def cancel(self, pk: int) -> ResponseReturnValue:
        """Stop an export of mine."""
        with told():
            export_requests.cancel(current_actor(), pk, now=utc_now())
            flash(_("The export is cancelled."), "success")
        return redirect(url_for("ExportsView.index"), code=303)

    @route(f"/{BIGGEST_ID}/file", audience=LOGGED_IN)
    def file(self, pk: int) -> ResponseReturnValue:
        """Send the file of an export of mine."""
        job, data = export_requests.download(current_actor(), pk)
        kind = exports.KINDS[job.kind]
        name = exports.file_name(job.title, job.kind)
        answer = send_file(io.BytesIO(data), mimetype=kind.mimetype, as_attachment=True, download_name=name)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @route(f"/query/{BIGGEST_ID}/<string:kind>", methods=["POST"], audience=("can_export", "queries"))
    def ask_query(self, pk: int, kind: str) -> ResponseReturnValue:
        """Export everything that a saved query finds."""
        if kind not in exports.KINDS:
            abort(404)
        row = saved_queries.find(current_actor(), pk)
        return _ask(
            ExportOrder(source=f"query:{row.id}", title=row.name, kind=kind, language=str(get_locale() or "zh_Hans"))
        )


def problem(job: ExportRequest) -> str:
    """Say why an export failed; what a query was refused for stands at the query."""
    return worded(job.problem) if job.problem else ""


def rows_words(job: ExportRequest) -> str:
    """Say how many rows are written, and of how many where that is known."""
    if job.rows_total and job.state != "done":
        return _("%(done)s of %(all)s rows", done=f"{job.rows_written:,}", all=f"{job.rows_total:,}")
    return _("%(count)s rows", count=f"{job.rows_written:,}") if job.rows_written or job.state == "done" else ""


_lock = threading.Lock()
_threads: dict[int, threading.Thread] = {}


def wake(app: Flask) -> None:
    """Let a thread write what waits, unless one does already; tests let it be written themselves."""
    if app.testing:
        return
    with _lock:
        thread = _threads.get(id(app))
        if thread is None or not thread.is_alive():
            _threads[id(app)] = threading.Thread(target=_work_off, args=(app,), name="exports", daemon=True)
            _threads[id(app)].start()


def _work_off(app: Flask) -> None:
    with app.app_context():
        export_runs.work_off()
