"""Customer service 客户服务 (manual 6): hotline, groups, hours and address from the system parameters."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.services.base import parameters
from app.views.frame.audiences import PUBLIC
from app.views.frame.routes import route


class CustomerServiceView(BaseView):
    route_base = "/service"
    default_view = "show"
    class_permission_name = "customer_service"

    @route("/", audience=PUBLIC)
    def show(self) -> ResponseReturnValue:
        """Show whom to ask, before login too: whoever cannot get in needs it most."""
        return self.render_template(
            "home/customer_service.html",
            hotline=parameters.text("service_hotline"),
            groups=parameters.text("service_groups").splitlines(),
            hours=parameters.text("service_hours"),
            address=parameters.text("service_address"),
        )
