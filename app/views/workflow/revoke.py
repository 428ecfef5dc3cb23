"""The words of revoking an issued certificate 作废, and its reason."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.words.columns import label_of
from app.views.workflow.record import ActionWords, Form

WORDS = ActionWords(
    label=_l("Revoke"),
    done=lambda _application: _("The certificate is revoked."),
    reminder=_l("was revoked."),
    form=Form(entry="revoke_reason", label=label_of("reason")),
    button="review/issued.html",
)
