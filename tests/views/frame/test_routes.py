"""What @route notes on a method: its address, and the right or the audience that the guard reads."""

from __future__ import annotations

from flask import Flask
from flask_appbuilder import BaseView

from app.views.frame.access import audience_of
from app.views.frame.audiences import PUBLIC
from app.views.frame.routes import route


class Lamp(BaseView):
    class_permission_name = "lamp"

    @route("/", audience=PUBLIC)
    def look(self) -> str:
        return "it is on"

    @route("/switch", methods=["POST"])
    def switch(self) -> str:
        return "it is off"

    @route("/dim", right="switch")
    def dim(self) -> str:
        return "it is dim"


def test_a_route_is_for_an_audience_or_for_those_with_a_right_on_its_screen() -> None:
    lamp = Lamp()
    app = Flask(__name__)
    app.view_functions |= {f"Lamp.{name}": getattr(lamp, name) for name in ("look", "switch", "dim")}
    assert audience_of(app, "Lamp.look") == PUBLIC
    assert audience_of(app, "Lamp.switch") == ("can_switch", "lamp")
    assert audience_of(app, "Lamp.dim") == ("can_switch", "lamp")
    assert set(lamp.base_permissions) == {"can_switch"}


def test_a_method_keeps_its_address_and_methods() -> None:
    assert vars(Lamp.look)["_urls"] == [("/", ("GET",))]
    assert vars(Lamp.switch)["_urls"] == [("/switch", ["POST"])]
