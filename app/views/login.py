"""The login page and the way out."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.views import AuthDBView
from flask_login import logout_user


class LoginView(AuthDBView):
    exclude_route_methods = {"logout"}

    @expose("/logout/", methods=["POST"])
    def leave(self) -> Any:
        """Log out; POST only, so that no page abroad can throw a clerk out of his work (traps F15)."""
        logout_user()
        return redirect(url_for("LoginView.login"))
