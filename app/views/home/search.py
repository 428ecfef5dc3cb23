"""The search box of the top bar: one exact hit opens at once, several are listed."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.services.home import search
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN
from app.views.frame.routes import route


class SearchView(BaseView):
    route_base = "/search"
    class_permission_name = "search"

    @route("/", audience=LOGGED_IN)
    def index(self) -> ResponseReturnValue:
        """Show what was found under a number or a name."""
        text = request.args.get("q", "").strip()
        found = search.find(current_actor(), text)
        if found.only_one is not None:
            one = found.only_one
            return redirect(url_for("ApplicationView.show", application_id=one.application_id, certificate=one.id))
        return self.render_template("home/search.html", text=text, found=found)
