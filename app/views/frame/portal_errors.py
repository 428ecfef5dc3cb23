"""Errors as officials abroad meet them: what happened and what next, in their language, with a number to quote."""

from __future__ import annotations

from flask import render_template
from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

#: status → what happened and what to do next
SENTENCES: dict[int, Label] = {
    400: _l("The request could not be understood. Go back and try again."),
    401: _l("Your session has ended. Log in and do it again."),
    403: _l("This page is not open to your account."),
    404: _l("There is no such page."),
    429: _l("Too many requests. Wait a minute and try again."),
    500: _l(
        "Something went wrong on our side. Try again; if it happens again, tell customer service the number below."
    ),
}
#: The form was refused because its session is over.
SESSION_ENDED = 401


def page(code: int, problem_id: str) -> str:
    """Return the portal's error page."""
    known = code if code in SENTENCES else 400 if code < 500 else 500  # noqa: PLR2004
    return render_template("portal/error.html", code=code, sentence=SENTENCES[known], problem_id=problem_id)
