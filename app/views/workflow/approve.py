"""The words of approving 同意."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.domain.workflow import Status
from app.models import Application
from app.views.words.columns import label_of
from app.views.words.formatting import short_time
from app.views.words.punctuation import listed
from app.views.words.refusals import worded
from app.views.workflow.record import OPINION, ActionWords, DeskSituation, Form, State


def _done(application: Application) -> str:
    numbers = listed(certificate.certificate_no or "" for certificate in application.certificates)
    if application.status == Status.ISSUED:
        return _("Approved and issued. Numbers given: %(numbers)s", numbers=numbers)
    return _("Approved. Numbers given: %(numbers)s", numbers=numbers)


def _promise(situation: DeskSituation) -> str:
    if situation.missing:
        return ngettext(
            "%(num)d entry of customs is still missing.",
            "%(num)d entries of customs are still missing.",
            situation.missing,
        )
    return ngettext(
        "Gives the certificate its number.",
        "Gives %(num)d certificates their numbers.",
        len(situation.application.certificates),
    )


def _too_late(application: Application) -> str | None:
    if application.approved_at and application.status in (Status.APPROVED, Status.ISSUED):
        return _("Approved at %(time)s.", time=short_time(application.approved_at))
    if application.status == Status.AWAITING_CONFIRMATION:
        return worded("enterprise_must_confirm_first")
    return None


def _is_next(application: Application) -> bool:
    is_plain = application.status == Status.UNDER_REVIEW and not application.needs_confirmation
    return is_plain or application.status == Status.CONFIRMED


WORDS = ActionWords(
    label=_l("Approve"),
    done=_done,
    promise=_promise,
    too_late=_too_late,
    is_next=_is_next,
    reminder=_l("was approved."),
    form=Form(entry=OPINION, label=label_of("opinion")),
    state=State(label=_l("Approved"), colour="ok", asks=_l("to issue"), verb=_l("Issue")),
)
