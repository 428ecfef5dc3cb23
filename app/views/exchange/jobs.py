"""Scheduled jobs 定时任务: last results, next times, run now, pause, resume."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.models.base import utc_now
from app.services.exchange import job_control
from app.views.exchange.words import JOBS, job
from app.views.frame.actor import current_actor
from app.views.frame.routes import route

MINUTE, HOUR, DAY = 60, 3600, 86_400


def period(seconds: int | None) -> str:
    """Say how often a job is due."""
    if not seconds:
        return ""
    if seconds % DAY == 0:
        return _("every %(count)s days", count=seconds // DAY) if seconds > DAY else _("every day")
    if seconds % HOUR == 0:
        return _("every %(count)s hours", count=seconds // HOUR) if seconds > HOUR else _("every hour")
    if seconds % MINUTE == 0:
        return _("every %(count)s minutes", count=seconds // MINUTE) if seconds > MINUTE else _("every minute")
    return _("every %(count)s seconds", count=seconds)


class JobsView(BaseView):
    route_base = "/jobs"
    class_permission_name = "jobs"
    default_view = "list"

    @route("/")
    def list(self) -> ResponseReturnValue:
        """Show every job, and the last runs of all or of one."""
        actor, name = current_actor(), request.args.get("job", "")
        return self.render_template(
            "exchange/jobs.html",
            overview=job_control.overview(actor, now=utc_now()),
            runs=job_control.runs(actor, name=name),
            chosen=name if name in JOBS else "",
            period=period,
            may_edit=actor.may("can_edit", "jobs"),
        )

    @route("/<string:job_name>/run", methods=["POST"], right="edit")
    def run_now(self, job_name: str) -> Response:
        """Ask for a run at once."""
        done = _("%(job)s runs within seconds, as soon as a scheduler looks.", job=job(job_name))
        return _do(lambda: job_control.run_now(current_actor(), job_name, now=utc_now()), done)

    @route("/<string:job_name>/pause", methods=["POST"], right="edit")
    def pause(self, job_name: str) -> Response:
        """Pause a job on every scheduler."""
        done = _("%(job)s is paused.", job=job(job_name))
        return _do(lambda: job_control.pause(current_actor(), job_name, now=utc_now()), done)

    @route("/<string:job_name>/resume", methods=["POST"], right="edit")
    def resume(self, job_name: str) -> Response:
        """Let a job go on."""
        done = _("%(job)s goes on.", job=job(job_name))
        return _do(lambda: job_control.resume(current_actor(), job_name), done)


def _do(act: Callable[[], None], done: str) -> Response:
    act()
    flash(done, "success")
    return redirect(url_for("JobsView.list"), code=303)
