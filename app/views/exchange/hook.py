"""The webhook of the exchange: customs brings its answers; only what it signed just now is read."""

from __future__ import annotations

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.extensions import csrf
from app.models.base import utc_now
from app.services.exchange import webhook
from app.views.frame.audiences import PUBLIC
from app.views.frame.routes import route

# no browser sends it and no session is asked: what stands for the token is the signature
csrf.exempt(f"{__name__}.answers")


class ExchangeHookView(BaseView):
    route_base = "/exchange"

    @route("/answers", methods=["POST"], audience=PUBLIC)
    def answers(self) -> ResponseReturnValue:
        """Keep one answer and acknowledge it; there is no such address where customs is the desk here."""
        answer = request.get_json(silent=True)
        if not isinstance(answer, dict):
            abort(400)
        told = webhook.receive("/answers", dict(request.headers), request.get_data(), answer, now=utc_now())
        if told is None:
            abort(404)
        body, headers = told
        return Response(body, headers=headers, mimetype="application/json")
