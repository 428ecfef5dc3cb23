"""The board behind the bell: personal messages, and the notices in force as their readers see them."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.domain.days import china_day
from app.models.base import utc_now
from app.services.home import notices
from app.services.queries import export_requests
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN
from app.views.frame.routes import route
from app.views.home import reminders
from app.views.home.shell import notices_in_force


class NoticeBoardView(BaseView):
    route_base = "/notice-board"
    class_permission_name = "notice_board"

    @route("/", audience=LOGGED_IN)
    def index(self) -> ResponseReturnValue:
        """Show what happened to my documents, then every notice in force with its text."""
        messages = reminders.told()
        return self.render_template(
            "home/notice_board.html",
            notices=notices_in_force(),
            messages=messages,
            ended_exports=export_requests.unseen(current_actor()),
            unread_messages=sum(told.message.read_at is None for told in messages),
            unread_notices=sum(not reading.is_read for reading in notices_in_force()),
        )

    @route("/<int:notice_id>/read", methods=["POST"], audience=LOGGED_IN)
    def read(self, notice_id: int) -> ResponseReturnValue:
        """Mark one notice as read."""
        now = utc_now()
        notices.mark_read(current_actor(), notice_id, now=now, today=china_day(now))
        return redirect(url_for("NoticeBoardView.index"))

    @route("/read", methods=["POST"], audience=LOGGED_IN)
    def read_all(self) -> ResponseReturnValue:
        """Mark every notice as read."""
        now = utc_now()
        notices.mark_all_read(current_actor(), now=now, today=china_day(now))
        return redirect(url_for("NoticeBoardView.index"))
