"""The words of doors and browsers on the account page."""

from __future__ import annotations

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

#: door of a login attempt → what people call it
DOORS = {
    "form": _l("Account and password"),
    "outside": _l("Single Window"),
    "card": _l("IC card"),
    "overseas": _l("Overseas portal"),
    "change": _l("Password asked for again"),
    "reset": _l("Password reset by an administrator"),
    "unlock": _l("Unlocked by an administrator"),
    "register": _l("Registration"),
}
#: the first that matches counts: browsers name their ancestors
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Windows NT 10", "Windows 10/11"),
    ("Windows NT 6.1", "Windows 7"),
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser(agent: str) -> str:
    """Name browser and system of a user agent, as far as they are known."""
    named = [next((name for mark, name in known if re.search(mark, agent)), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, named)) or _("Unknown browser")
