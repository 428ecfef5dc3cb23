"""Apply 申请: the chooser with its three ways – blank, like an earlier inspection number, from a template."""

from __future__ import annotations

import uuid

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.domain.document.application_header import HeaderValue
from app.domain.errors import DomainError, InvalidError, NotFoundError
from app.models import Application
from app.models.base import utc_now
from app.services.applications import applications, documents, starts
from app.services.applications.documents import Wanted
from app.services.applications.starts import Wishes
from app.services.base.names import Names
from app.views.certificates.reuse_words import copy_told, left_behind
from app.views.certificates.wizard_errors import HEADER_LABELS
from app.views.frame.actor import current_actor
from app.views.frame.audiences import any_of, certificate_permission
from app.views.frame.context import Context, Renderer
from app.views.frame.routes import route
from app.views.lists.actions import MAX_ID
from app.views.words.formatting import name_language
from app.views.words.label import Label
from app.views.words.refusals import worded

#: The three ways of manual 5.8.1, as the chooser names them.
WAYS: dict[str, Label] = {
    "blank": _l("Blank draft"),
    "similar": _l("Similar inspection number"),
    "template": _l("Draft template"),
}


class ChooserScreens:
    """Add the chooser to the application's view."""

    render_template: Renderer

    @route("/new", methods=["GET", "POST"], audience=("can_add", "applications"))
    def new(self) -> ResponseReturnValue:
        """Show the three ways to apply, or make a blank draft with the chosen documents (空白证稿录入)."""
        applications.require_registration(current_actor())  # before anything is typed
        if request.method == "GET":
            return self._chooser(request.args.get("way", "blank"))
        try:
            made = starts.blank(current_actor(), wanted(), _wishes(), now=utc_now(), client_token=_client_token())
        except InvalidError as error:
            return self._chooser("blank", refusal=error), error.status
        except DomainError as error:
            return self._refused("blank", error)
        return _to_form(made)

    @route("/similar", methods=["POST"], audience=("can_add", "applications"))
    def similar(self) -> ResponseReturnValue:
        """Make a draft like the chosen earlier documents (相似报检号录入)."""
        ids = [int(text) for text in request.form.getlist("documents") if text.isascii() and text.isdigit()]
        try:
            made = starts.like(
                current_actor(),
                [number for number in ids if number <= MAX_ID],
                _wishes(),
                now=utc_now(),
                client_token=_client_token(),
            )
        except DomainError as error:
            return self._refused("similar", error)
        return _to_form(made)

    @route(
        "/<int:application_id>/copy",
        methods=["POST"],
        audience=any_of(("can_add", "applications"), certificate_permission("can_copy")),
    )
    def copy(self, application_id: int) -> ResponseReturnValue:
        """Make a draft like the chosen documents of an application, like all when none is chosen (复制)."""
        origin = applications.find(application_id)
        chosen = set(request.values.getlist("documents"))
        origins = [one for one in origin.certificates if str(one.id) in chosen or not chosen]
        if not origins:
            raise NotFoundError
        made = starts.copy(current_actor(), origins, now=utc_now(), client_token=_client_token())
        flash(copy_told(origins), "success")
        return _to_form(made)

    def _refused(self, way: str, error: DomainError) -> ResponseReturnValue:
        """Show the chooser again with what was typed; what is not there is answered as everywhere."""
        if isinstance(error, NotFoundError) and error.code == NotFoundError.code:
            raise error
        return self._chooser(way, refusal=error), error.status

    def _chooser(self, way: str, *, refusal: DomainError | None = None) -> str:
        way = way if way in WAYS else "blank"
        number = request.values.get("number", "")
        return self.render_template(
            "applications/new.html",
            ways=WAYS,
            way=way,
            refusal=refusal,
            worded=worded,
            client_token=_client_token() or uuid.uuid4().hex,
            number=number,
            earlier=starts.earlier(current_actor(), number) if way == "similar" else [],
            left_behind=left_behind,
            chosen=request.form.getlist("documents"),
            is_sent=request.method == "POST",
            typed=request.form,
            name=request.args.get("name", ""),
            errors={e.path.rpartition(".")[2]: worded(e) for e in getattr(refusal, "errors", ())},
            header_labels=HEADER_LABELS,
            **document_choices(),
        )


def document_choices(*, beside: str = "") -> Context:
    """Return the documents that can be added, found by scheme 证书体系 and format code, and the schemes."""
    scheme, text = request.values.get("scheme", ""), request.values.get("code", "")
    everything = documents.offers(current_actor(), beside=beside)
    found = documents.offers(current_actor(), scheme=scheme, text=text, beside=beside)
    names, language = Names(), name_language()
    schemes = dict.fromkeys(one.format.scheme for one in everything)
    return {
        "offers": everything if request.method == "POST" else found,
        "schemes": [(key, names.code("schemes", key, language) or key) for key in schemes],
        "scheme": scheme,
        "code": text,
        "name_language": language,
    }


def wanted() -> list[Wanted]:
    """Return the chosen documents of a form: `documents` as type code/format code."""
    pairs = (text.partition("/") for text in request.form.getlist("documents"))
    return [Wanted(type_code, format_code) for type_code, slash, format_code in pairs if slash]


def _wishes() -> Wishes:
    header: dict[str, HeaderValue] = {"inspection_no": request.form.get("inspection_no", "").strip()}
    if "needs_confirmation" in request.form:
        header["needs_confirmation"] = True
    return Wishes(
        header=header,
        shares_goods="shares_goods" in request.form,
        wants_import="wants_import" in request.form,
    )


def _client_token() -> str:
    return request.form.get("client_token", "")[:40]


def _to_form(application: Application) -> ResponseReturnValue:
    """Go on to the form of the first document."""
    return redirect(url_for("WizardView.edit", certificate_id=application.certificates[0].id))
