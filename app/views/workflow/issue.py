"""The words of issuing 制证."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.domain.workflow import Status
from app.models import Application
from app.views.words.formatting import short_time
from app.views.workflow.record import ActionWords, DeskSituation, State


def _done(application: Application) -> str:
    issued = sum(certificate.issued_at is not None for certificate in application.certificates)
    return ngettext("%(num)d certificate is issued.", "%(num)d certificates are issued.", issued)


def _promise(situation: DeskSituation) -> str:
    waiting = sum(not certificate.issued_at for certificate in situation.application.certificates)
    return ngettext("Freezes the document.", "Freezes %(num)d documents.", waiting)


def _too_late(application: Application) -> str | None:
    if application.status == Status.ISSUED:
        return _("Issued at %(time)s.", time=short_time(application.issued_at))
    if application.status in (Status.SUBMITTED, Status.UNDER_REVIEW, Status.CONFIRMED):
        return _("Possible once it is approved.")
    return None


WORDS = ActionWords(
    label=_l("Issue"),
    done=_done,
    promise=_promise,
    too_late=_too_late,
    is_next=lambda application: application.status == Status.APPROVED,
    reminder=_l("was issued."),
    state=State(label=_l("Issued"), colour="ok"),
)
