"""What the policy in force asks of a new password, said the same way at every form of the main system."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.passwords import Policy
from app.services.doors import passwords

#: The policy → what it asks; the overseas portal says the same in its own languages (`portal_password.RULES`).
RULES: dict[Policy, Any] = {
    "classes": _l(
        "At least 10 characters of three kinds: capitals, small letters, digits, others. A sentence is easiest to keep."
    ),
    "strength": _l("At least 10 characters that are hard to guess. A sentence is easiest to keep."),
}


def rule() -> Any:
    """Return the sentence that stands beside a field for a new password."""
    return RULES[passwords.policy()]
