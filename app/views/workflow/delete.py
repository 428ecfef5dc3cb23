"""The words of deleting 删除."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.views.workflow.record import ActionWords

WORDS = ActionWords(label=_l("Delete"), done=lambda _application: _("The application is deleted."))
