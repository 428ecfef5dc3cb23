"""What each workflow action does: one row an action, called inside the gate's transaction."""

from __future__ import annotations

from app.domain.workflow import Action
from app.services.applications import applications, issuance, reissues
from app.services.certificates import documents
from app.services.exchange import outbox
from app.services.home import personal_messages
from app.services.review import reviews
from app.services.workflow import workflow
from app.services.workflow.workflow import Effect, Teller

EFFECTS: dict[Action, Effect] = {
    Action.ACCEPT: reviews.on_accept,
    Action.AMEND: reviews.on_amend,
    Action.APPROVE: reviews.on_approve,
    Action.ASK_CONFIRMATION: reviews.on_ask_confirmation,
    Action.CONFIRM: applications.on_confirm,
    Action.DELETE: applications.on_delete,
    Action.ISSUE: issuance.on_issue,
    Action.OBJECT: applications.on_object,
    Action.PRINT: documents.on_print,
    Action.REISSUE: reissues.on_reissue,
    Action.RETURN: reviews.on_return,
    Action.REVOKE: reviews.on_revoke,
    Action.SAVE: applications.on_save,
    Action.SUBMIT: applications.on_submit,
    Action.TAKE_OVER: reviews.on_take_over,
    Action.WITHDRAW: applications.on_withdraw,
}

#: What happens after every step, in its transaction, once its history row is written.
TELLERS: tuple[Teller, ...] = (personal_messages.tell, outbox.tell)


def install() -> None:
    """Hand the tables to the gate."""
    workflow.connect(EFFECTS, TELLERS)
