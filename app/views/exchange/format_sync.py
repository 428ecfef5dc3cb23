"""Sync 同步 of formats with customs: how each stands, what a sync would change, the button, the log of runs."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _

from app.models.base import utc_now
from app.services.exchange import format_sync
from app.views.exchange.words import STARTED_BY, has_exchange, reason, state_label
from app.views.formats.difference_words import difference_rows
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.base import BIGGEST_ID


class FormatSyncView(BaseView):
    route_base = "/format-sync"
    class_permission_name = "formats"

    @route("/", right="sync")
    def index(self) -> ResponseReturnValue:
        """Show how every format stands, and the last runs."""
        return self.render_template(
            "exchange/format_sync.html",
            standings=format_sync.standings(current_actor()),
            runs=format_sync.runs(),
            started_by=STARTED_BY,
            has_exchange=has_exchange(),
        )

    @route("/run", methods=["POST"], right="sync")
    def run(self) -> ResponseReturnValue:
        """Sync every format now."""
        done = format_sync.sync_all(current_actor(), now=utc_now())
        flash(
            _(
                "Synced: %(in_step)s in step, %(waiting)s waiting, %(failed)s failed.",
                in_step=done.count("in_step"),
                waiting=done.count("waiting"),
                failed=done.count("failed"),
            ),
            "warning" if done.count("failed") or done.count("waiting") else "success",
        )
        return redirect(url_for("FormatSyncView.index"), code=303)

    @route(f"/{BIGGEST_ID}", right="sync")
    def ask(self, pk: int) -> ResponseReturnValue:
        """Show what customs has and what a sync would change there, and ask."""
        found = format_sync.compare(current_actor(), pk)
        return self.render_template(
            "exchange/format_compare.html",
            found=found,
            has_exchange=has_exchange(),
            rows=difference_rows(found.theirs.definition, found.ours.definition) if found.theirs else [],
        )

    @route(f"/{BIGGEST_ID}/run", methods=["POST"])
    def sync(self, pk: int) -> ResponseReturnValue:
        """Sync one format now."""
        done = format_sync.sync(current_actor(), pk, now=utc_now())
        told = f"{done.format.code}: {state_label(done.state)}"
        flash(
            f"{told}. {reason(done.error)}" if done.error else told, "success" if done.state == "in_step" else "warning"
        )
        return redirect(url_for("FormatSyncView.index"), code=303)
