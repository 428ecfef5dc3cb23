"""The form of a document: shown, saved, kept by itself while somebody types."""

from __future__ import annotations

from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from app.domain import workflow as rules
from app.domain.days import CHINA
from app.domain.document.fields import FieldError, errors_only
from app.domain.errors import (
    DomainError,
    InvalidError,
    NotAllowedNowError,
    NotFoundError,
    NotPermittedError,
    StaleError,
)
from app.domain.workflow import Status
from app.models import Certificate
from app.services.applications import applications, cross_checks, drafts, papers
from app.services.certificates import certificates
from app.services.review import reviews
from app.views.certificates.forms import Shown, posted, stored, typed
from app.views.certificates.wizard_documents import wrong_counts
from app.views.certificates.wizard_errors import error_views
from app.views.certificates.wizard_page import address_of, differences, form_context
from app.views.certificates.wizard_rows import altered
from app.views.frame.actor import current_actor
from app.views.frame.audiences import certificate_permission
from app.views.frame.context import Context, Renderer
from app.views.frame.routes import route
from app.views.words.labels import SOURCES
from app.views.words.refusals import worded

#: Buttons that lead away: what is wrong is saved all the same and shown when the form is opened again.
LEAVING = ("import", "go", "application")


class EditScreens:
    """Add the form to the wizard's view."""

    render_template: Renderer

    @route("/<int:certificate_id>/edit", methods=["GET", "POST"], audience=certificate_permission("can_edit"))
    def edit(self, certificate_id: int) -> ResponseReturnValue:
        """Show the form that the document's format defines, or keep what it sends."""
        certificate = certificates.find(current_actor(), certificate_id, permission="can_edit")
        if request.method == "POST":
            return self._keep(certificate)
        if not rules.is_editable(Status(certificate.application.status)):
            return redirect(address_of(certificate, certificate=certificate_id))
        wants_check = "check" in request.args
        errors = _all_errors(certificate) if wants_check else shape_errors(certificate)
        return self._form(certificate, errors=[*errors, *cross_checks.of(certificate.application)])

    @route("/<int:certificate_id>/autosave", methods=["POST"], audience=certificate_permission("can_edit"))
    def autosave(self, certificate_id: int) -> ResponseReturnValue:
        """Keep what is typed so far and say when; the page calls it while somebody types."""
        certificate = certificates.find(current_actor(), certificate_id, permission="can_edit")
        try:
            certificate, errors = keep(certificate, _posted(certificate))
        except StaleError:
            return jsonify({**_state(certificate), "error": {"code": "changed_meanwhile"}}), 409
        except NotAllowedNowError as error:
            return jsonify({"error": {"code": error.code, "message": _told(error, certificate)}}), 409
        except InvalidError as error:
            found = [view.as_json() for view in error_views(certificate, error.errors)]
            return jsonify({"error": {"code": error.code, "message": worded(error)}, "errors": found}), 422
        return jsonify({**_state(certificate), "errors": [view.as_json() for view in error_views(certificate, errors)]})

    @route("/<int:certificate_id>/state", audience=certificate_permission("can_edit"))
    def state(self, certificate_id: int) -> ResponseReturnValue:
        """Tell the page what is stored by now, and give it a token that is good for this session."""
        certificate = certificates.find(current_actor(), certificate_id, permission="can_edit")
        return jsonify(_state(certificate))

    @route(
        "/<int:certificate_id>/remarks/<int:remark_id>/accept",
        methods=["POST"],
        audience=certificate_permission("can_save"),
    )
    def accept_suggestion(self, certificate_id: int, remark_id: int) -> ResponseReturnValue:
        """Write the value that customs suggested into the returned draft; go on in its form, or among the returned."""
        is_listed = request.args.get("back") == "returned"
        try:
            reviews.accept_suggestion(current_actor(), certificate_id, remark_id)
        except DomainError as error:
            if not is_listed or isinstance(error, NotFoundError | NotPermittedError):
                raise
            flash(worded(error), "danger")
        else:
            flash(_("The suggested value is taken over."), "success")
        if is_listed:
            return redirect(url_for("ReturnedView.index", _anchor=f"document-{certificate_id}"), code=303)
        return redirect(url_for("WizardView.edit", certificate_id=certificate_id))

    def _keep(self, certificate: Certificate) -> ResponseReturnValue:
        """Save the whole form, then do what its button asked for."""
        wish = request.form.get("do", "save")
        shown = _posted(certificate)
        try:
            shown = altered(wish, shown, certificate.format_version.spec)
            certificate, errors = keep(certificate, shown)
        except StaleError as error:
            changes = differences(certificate, shown)
            return self._form(certificate, shown=shown, refusal=error, conflict=changes), error.status
        except InvalidError as error:
            return self._form(certificate, shown=shown, errors=error.errors, refusal=error), error.status
        except DomainError as error:
            return self._form(certificate, shown=shown, refusal=error), error.status
        if errors_only(errors) and wish.partition(":")[0] not in LEAVING:
            return self._form(certificate, shown=_with_typed(certificate, shown), errors=errors), 422
        return redirect(_next(certificate, wish))

    def _form(self, certificate: Certificate, **given: Any) -> str:
        return self.render_template("certificates/edit.html", **form_context(certificate, **given))


def keep(certificate: Certificate, shown: Shown) -> tuple[Certificate, list[FieldError]]:
    """Save a form through the service and return the document with what is wrong so far."""
    wanted, errors = typed(shown, certificate.format_version.spec)
    saved, more = drafts.save(current_actor(), certificate.id, wanted, version=request.form.get("version", ""))
    return saved, [*errors, *more, *cross_checks.of(saved.application, only=saved)]


def shape_errors(certificate: Certificate) -> list[FieldError]:
    """Return what is wrong with the stored contents, leaving out what is only missing yet."""
    return [error for error in applications.check(certificate.application) if not is_missing(error)]


def _all_errors(certificate: Certificate) -> list[FieldError]:
    """Return everything that stands in the way of declaring, what the engine refuses included."""
    found = applications.check(certificate.application)
    return [*found, *papers.problems(certificate.application, found)]


def is_missing(error: FieldError) -> bool:
    """Tell whether an error only says that something is not filled in yet."""
    return error.code in ("required", "too_few_rows")


def missing_count(certificate: Certificate) -> int:
    """Return how many entries are still missing before the application can be declared."""
    return sum(is_missing(error) for error in applications.check(certificate.application))


def _posted(certificate: Certificate) -> Shown:
    return posted(request.form, certificate.format_version.spec, before=stored(certificate))


def _told(error: DomainError, certificate: Certificate) -> str:
    return worded(error.code, {"status": certificate.application.status, **error.params})


def _with_typed(certificate: Certificate, shown: Shown) -> Shown:
    """Return what is stored, with the numbers as they were typed although they were refused."""
    now_stored = stored(certificate)
    now_stored.sub_certificate_no = shown.sub_certificate_no
    now_stored.originals, now_stored.copies = shown.originals, shown.copies
    return now_stored


def _state(certificate: Certificate) -> Context:
    """Return everything the page's script compares and shows after a save."""
    shown = stored(certificate)
    return {
        "version": drafts.version_of(certificate),
        "saved_at": certificate.changed_at.astimezone(CHINA).strftime("%H:%M:%S"),
        "status": certificate.application.status,
        "missing": missing_count(certificate),
        "sub_certificate_no": shown.sub_certificate_no,
        "originals": shown.originals,
        "copies": shown.copies,
        "values": shown.values,
        "rows": shown.rows,
        "header": shown.header,
        "statements": sorted(shown.statements),
        "sources": {path: str(SOURCES.get(source, "")) for path, source in certificate.sources.items()},
        "documents": wrong_counts(certificate.application),
        "csrf_token": generate_csrf(),
    }


def _next(certificate: Certificate, wish: str) -> str:
    """Return the address that a button of the form leads to after saving."""
    verb, _sep, rest = wish.partition(":")
    if verb == "check":
        return address_of(certificate, "check")
    if verb == "go" and rest in {str(document.id) for document in certificate.application.certificates}:
        return url_for("WizardView.edit", certificate_id=int(rest))
    if verb == "application":
        return address_of(certificate)
    if verb == "go":
        return address_of(certificate, "add")
    if verb == "import":
        return url_for("WizardView.smart_import", certificate_id=certificate.id)
    if verb == "add":
        return url_for("WizardView.edit", certificate_id=certificate.id, more=rest, _anchor=f"s-{rest}")
    if verb in ("remove", "paste"):
        return url_for("WizardView.edit", certificate_id=certificate.id, _anchor=f"s-{rest.partition(':')[0]}")
    if verb in ("clause", "fix"):
        return url_for("WizardView.edit", certificate_id=certificate.id, _anchor="s-contents")
    flash(_("The draft is saved."), "success")
    return url_for("WizardView.edit", certificate_id=certificate.id)
