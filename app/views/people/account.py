"""My account 我的账户: profile and display, open sessions, login history, outside accounts and cards."""

from __future__ import annotations

import re
from datetime import tzinfo

from babel import Locale
from babel.dates import get_timezone_gmt, get_timezone_location
from flask import flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import Optional

from app.domain import time_zones
from app.domain.errors import DomainError
from app.models import User
from app.models.base import utc_now
from app.services.base.records import Values
from app.services.doors import card_logins, identities, outside_logins
from app.services.people import my_account
from app.views.frame import settings
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN
from app.views.frame.routes import route
from app.views.lists.forms import FormPage, RecordForm, text_field
from app.views.words.columns import label_of

THEMES = {"light": _l("Light"), "dark": _l("Dark"), "system": _l("As the system")}


class AccountForm(RecordForm):
    last_name = text_field(label_of("last_name"), 64, is_needed=True, autocomplete="family-name")
    first_name = text_field(label_of("first_name"), 64, is_needed=True, autocomplete="given-name")
    email = text_field(label_of("email"), 320, is_needed=True, type="email", autocomplete="email")
    phone = text_field(label_of("phone"), 40, type="tel", autocomplete="tel")
    locale = SelectField(label_of("locale"))
    theme = SelectField(_l("Appearance"))
    time_zone = SelectField(
        label_of("time_zone"),
        [Optional()],
        description=_l("For the times that are shown; dates on documents stay China's."),
    )


class AccountView(BaseView):
    route_base = "/account"
    default_view = "show"
    class_permission_name = "account"

    @route("/", methods=["GET", "POST"], audience=LOGGED_IN)
    def show(self) -> ResponseReturnValue:
        """Show the account, or change profile and display."""
        actor = current_actor()
        user = my_account.mine(actor)
        form = AccountForm(data=_typed(user) if request.method == "GET" else None)
        _choose(form)
        page = FormPage(form)
        if page.is_sent():
            try:
                my_account.change(actor, form.values())
            except DomainError as error:
                page.refused(error)
                user = my_account.mine(actor)
            else:
                flash(_("Your account is saved."), "success")
                return redirect(url_for("AccountView.show"), code=303)
        return self._page(user, page)

    @route("/sessions/end", methods=["POST"], audience=LOGGED_IN)
    def end_session(self) -> ResponseReturnValue:
        """End one session of the own account in another browser."""
        my_account.end_session(current_actor(), request.form.get("key", "")[:64])
        flash(_("The session is ended."), "success")
        return redirect(url_for("AccountView.show") + "#sessions", code=303)

    @route("/sessions/end-others", methods=["POST"], audience=LOGGED_IN)
    def end_others(self) -> ResponseReturnValue:
        """End all sessions of the own account but this one."""
        my_account.end_other_sessions(current_actor(), this=_session_id())
        flash(_("All other sessions are ended."), "success")
        return redirect(url_for("AccountView.show") + "#sessions", code=303)

    @route("/identities/remove", methods=["POST"], audience=LOGGED_IN)
    def unbind(self) -> ResponseReturnValue:
        """Take an outside account or a card off the own account."""
        number = FormPage.number(request.form.get("number", "")) or 0
        identities.unbind(current_actor(), number)
        flash(_("It is no longer bound to your account."), "success")
        return redirect(url_for("AccountView.show") + "#identities", code=303)

    def _page(self, user: User, page: FormPage) -> ResponseReturnValue:
        actor, now = current_actor(), utc_now()
        shown = self.render_template(
            "people/account.html",
            user=user,
            page=page,
            form=page.form,
            sessions=my_account.open_sessions(actor, this=_session_id(), now=now),
            logins=my_account.logins(actor),
            identities=identities.of_user(actor.user_id or 0),
            has_outside_door=outside_logins.is_offered(),
            has_card_door=card_logins.is_offered(),
            doors=DOORS,
            browser=browser,
        )
        return shown, page.status


def _session_id() -> str:
    return str(getattr(session, "sid", ""))


def _typed(user: User) -> Values:
    kept = {name: getattr(user, name) or "" for name in (*my_account.PROFILE, "time_zone")}
    return {**kept, "locale": settings.language(), "theme": settings.theme()}


def _choose(form: AccountForm) -> None:
    form.locale.choices = list(settings.languages().items())
    form.theme.choices = [(code, str(label)) for code, label in THEMES.items()]
    locale, now = get_locale() or "zh_Hans", utc_now()
    zones = [
        (name, f"{get_timezone_gmt(now.astimezone(_zone(name)), locale=locale)} {_place(name, locale)}")
        for name in time_zones.OFFERED
    ]
    form.time_zone.choices = [("", _("Time of China")), *zones]


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _place(name: str, locale: Locale | str) -> str:
    return "" if name == "UTC" else str(get_timezone_location(_zone(name), locale=locale))


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
