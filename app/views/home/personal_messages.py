"""Personal messages 提醒: what each says, and opening one, which marks it as read and leads to its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import lazy_gettext as _l

from app.domain.actor import Actor
from app.domain.workflow import Action
from app.models import PersonalMessage
from app.models.base import utc_now
from app.services.home import personal_messages
from app.views.frame.actor import current_actor

#: action → what the message says; the document's number stands before it
SENTENCES: dict[str, Any] = {
    Action.SUBMIT: _l("was declared again."),
    Action.WITHDRAW: _l("was withdrawn by the enterprise."),
    Action.CONFIRM: _l("was confirmed by the enterprise. It can be approved."),
    Action.OBJECT: _l("The enterprise objects to the draft."),
    Action.TAKE_OVER: _l("was taken over by a colleague."),
    Action.RETURN: _l("was returned. Correct it and declare it again."),
    Action.ASK_CONFIRMATION: _l("waits for your confirmation."),
    Action.APPROVE: _l("was approved."),
    Action.ISSUE: _l("was issued."),
    Action.REVOKE: _l("was revoked."),
}


@dataclass(frozen=True)
class Told:
    """Hold a message with its sentence."""

    message: PersonalMessage
    sentence: str


def told() -> Sequence[Told]:
    """Return the messages of whoever asks, in words."""
    return [
        Told(message, str(SENTENCES.get(message.action, ""))) for message in personal_messages.latest(current_actor())
    ]


class PersonalMessagesView(BaseView):
    route_base = "/messages"
    class_permission_name = "personal_messages"
    default_view = "open"

    @expose("/<int:message_id>/open", methods=["POST"])
    def open(self, message_id: int) -> Any:
        """Mark a message as read and go to its document."""
        actor = current_actor()
        found = personal_messages.open_message(actor, message_id, now=utc_now())
        return redirect(_address(actor, found), 303)

    @expose("/read", methods=["POST"])
    def read_all(self) -> Any:
        """Mark every message as read."""
        personal_messages.mark_all_read(current_actor(), now=utc_now())
        return redirect(url_for("NoticeBoardView.index"), 303)


def _address(actor: Actor, message: PersonalMessage) -> str:
    """Return where a message leads: the desk for customs, the form of what was returned, the document."""
    if actor.customs_codes:
        return url_for("ReviewDeskView.show", application_id=message.application_id, certificate=message.certificate_id)
    if message.certificate_id is None:
        return url_for("NoticeBoardView.index")
    endpoint = "WizardView.edit" if message.action == Action.RETURN else "WizardView.show"
    return url_for(endpoint, certificate_id=message.certificate_id)
