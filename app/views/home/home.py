"""The home page 系统首页: my work, latest changes, shortcuts, notices, the month."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_appbuilder import IndexView

from app.domain.days import china_day
from app.models.base import utc_now
from app.services.home import home
from app.views.frame import menu
from app.views.frame.actor import current_actor
from app.views.frame.audiences import LOGGED_IN
from app.views.frame.routes import route
from app.views.home.home_chart import chart
from app.views.home.shell import notices_in_force
from app.views.workflow import table


class HomeView(IndexView):
    index_template = "home/index.html"
    class_permission_name = "home"

    @route("/", audience=LOGGED_IN)
    def index(self) -> ResponseReturnValue:
        """Show what waits for whoever is logged in; before registration, what to do to get a menu (manual 5.1)."""
        actor = current_actor()
        today = china_day(utc_now())
        shared = {"today": today, "notices": notices_in_force()}
        if not menu.is_registered_enterprise(actor):
            return self.render_template("home/unregistered.html", enterprise=home.enterprise(actor), **shared)
        month = home.month(actor, today=today)
        return self.render_template(
            self.index_template,
            piles=home.piles(actor),
            states=table.states(),
            changes=home.latest_changes(actor),
            administration=home.administration(actor),
            recent=home.recent_types(actor) if actor.organisation_ids else [],
            month=month,
            chart=chart(month, today=today),
            **shared,
        )
