"""Publishing a format 同步到数据库, comparing its versions, and moving open drafts up (manual 5.6.1)."""

from __future__ import annotations

from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.domain.days import china_day
from app.domain.errors import DomainError, InvalidError
from app.models.base import utc_now
from app.services.certificates import format_upgrades as upgrades
from app.services.formats import copies, publishing
from app.views.formats.difference_words import difference_rows
from app.views.formats.words import place_name, told
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.base import BIGGEST_ID
from app.views.lists.forms import FormPage, tell
from app.views.words.refusals import worded

WORKING_COPY = "copy"


class FormatPublishingView(BaseView):
    route_base = "/formats"
    class_permission_name = "formats"

    @route(f"/{BIGGEST_ID}/publish", methods=["GET", "POST"])
    def publish(self, pk: int) -> ResponseReturnValue:
        """Show what is new and what stands in the way, then freeze the working copy as a version."""
        if request.method == "GET":
            return self._page(pk)
        typed = {name: request.form.get(name, "").strip() for name in ("reason", "effective_date")}
        try:
            version = publishing.publish(
                current_actor(),
                pk,
                reason=typed["reason"],
                effective_date=_day(typed["effective_date"]),
                version=FormPage.number(request.form.get("version", "")) or 0,
                now=utc_now(),
            )
        except DomainError as error:
            if error.status in (403, 404):
                raise
            return self._page(pk, typed=typed, error=error), error.status
        flash(
            _(
                "Version %(number)s is published; in force from %(day)s.",
                number=version.number,
                day=version.effective_date,
            ),
            "success",
        )
        return redirect(url_for("FormatsView.show", pk=pk), code=303)

    @route(f"/{BIGGEST_ID}/compare", right="show")
    def compare(self, pk: int) -> ResponseReturnValue:
        """Show the differences between any two versions, the working copy among them."""
        row = copies.find(pk)
        sides = {WORKING_COPY: row.definition, **{str(v.number): v.definition for v in row.versions}}
        newest = str(row.versions[-1].number) if row.versions else WORKING_COPY
        old, new = request.args.get("old", newest), request.args.get("new", WORKING_COPY)
        if old not in sides or new not in sides:
            abort(404)
        found = difference_rows(sides[old], sides[new])
        return self.render_template("formats/compare.html", row=row, sides=list(sides), old=old, new=new, found=found)

    @route(f"/{BIGGEST_ID}/move-up", methods=["POST"], right="publish")
    def move_up(self, pk: int) -> ResponseReturnValue:
        """Move the open drafts to the version in force and report what did not go along."""
        moved = upgrades.move_up(current_actor(), pk)
        return self.render_template("formats/moved.html", row=copies.find(pk), moved=moved)

    def _page(self, pk: int, *, typed: dict[str, str] | None = None, error: DomainError | None = None) -> str:
        row = copies.find(pk)
        latest = row.versions[-1] if row.versions else None
        found = difference_rows(latest.definition, row.definition) if latest else []
        entries = {}
        engine_faults: list[dict[str, str]] = []
        if isinstance(error, InvalidError):
            entries = {e.path: worded(e) for e in error.errors if not e.code.startswith("format.")}
            engine_faults = [
                {"where": place_name(e.path, row.definition), "text": worded(e)}
                for e in error.errors
                if e.code.startswith("format.")
            ]
        return self.render_template(
            "formats/publish.html",
            row=row,
            latest=latest,
            found=found,
            faults=engine_faults or told(publishing.faults(row.definition), row.definition),
            entries=entries,
            problem=tell(error) if error is not None and not isinstance(error, InvalidError) else "",
            typed=typed or {"reason": "", "effective_date": china_day(utc_now()).isoformat()},
            today=china_day(utc_now()).isoformat(),
        )


def _day(text: str) -> date | None:
    """Read a date input; raises DomainError for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DomainError("not_a_date") from error
