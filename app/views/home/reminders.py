"""Personal messages 提醒: each with its sentence, and opening one, which marks it as read and leads to its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.domain.actor import Actor
from app.domain.workflow import Action
from app.models import Reminder
from app.models.base import utc_now
from app.services.home import reminders
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN
from app.views.frame.routes import route
from app.views.workflow import table


@dataclass(frozen=True)
class Told:
    """Hold a message with its sentence."""

    message: Reminder
    sentence: str


def told() -> Sequence[Told]:
    """Return the messages of whoever asks, in words."""
    return [Told(message, str(table.reminder(message.action))) for message in reminders.latest(current_actor())]


class RemindersView(BaseView):
    route_base = "/messages"
    class_permission_name = "personal_messages"

    @route("/<int:message_id>/open", methods=["POST"], audience=LOGGED_IN)
    def open(self, message_id: int) -> ResponseReturnValue:
        """Mark a message as read and go to its document."""
        actor = current_actor()
        found = reminders.open_message(actor, message_id, now=utc_now())
        return redirect(_address(actor, found), 303)

    @route("/read", methods=["POST"], audience=LOGGED_IN)
    def read_all(self) -> ResponseReturnValue:
        """Mark every message as read."""
        reminders.mark_all_read(current_actor(), now=utc_now())
        return redirect(url_for("NoticeBoardView.index"), 303)


def _address(actor: Actor, message: Reminder) -> str:
    """Return where a message leads: the desk for customs, the form of what was returned, the document."""
    if message.certificate_id is None and not actor.customs_codes:
        return url_for("NoticeBoardView.index")
    if message.action == Action.RETURN and not actor.customs_codes:
        return url_for("WizardView.edit", certificate_id=message.certificate_id)
    page = "ReviewDeskView.show" if actor.customs_codes else "ApplicationView.show"
    return url_for(page, application_id=message.application_id, certificate=message.certificate_id)
