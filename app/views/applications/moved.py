"""Where the pages of single documents went: they are tabs of their application now. Kept for one version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import redirect, url_for
from flask_appbuilder import BaseView
from werkzeug.wrappers import Response

from app.models import Certificate
from app.services.certificates import certificates
from app.views.certificates.wizard_page import address_of
from app.views.frame.actor import current_actor
from app.views.frame.audiences import any_of, certificate_permission, certificate_step
from app.views.frame.routes import route


@dataclass(frozen=True)
class Moved:
    """Say where an old address leads, and which permission on the document's type it asked for."""

    permission: str
    address: Callable[[Certificate], str]


def _to(endpoint: str, **more: str) -> Callable[[Certificate], str]:
    """Return the address on the document's application; `{id}` stands for the document."""

    def _address(certificate: Certificate) -> str:
        filled = {name: certificate.id if value == "{id}" else value for name, value in more.items()}
        return address_of(certificate, endpoint, **filled)

    return _address


def _out(certificate: Certificate) -> str:
    """Return where a document is taken out; the last one goes with its application."""
    is_last = len(certificate.application.certificates) == 1
    return _to("step", step="delete")(certificate) if is_last else _to("remove", certificate_id="{id}")(certificate)


#: What stood behind /certificates/<id>/ (the frozen files behind document/) → where it is now.
READ: dict[str, Moved] = {
    "": Moved("can_show", _to("show", certificate="{id}")),
    "check": Moved("can_submit", _to("check")),
    "preview": Moved("can_preview", _to("sheet", certificate_id="{id}")),
    "pdf": Moved("can_preview", _to("pdf", documents="{id}")),
    "original": Moved("can_preview", _to("issued", certificate_id="{id}", copy_kind="original")),
    "copy": Moved("can_preview", _to("issued", certificate_id="{id}", copy_kind="copy")),
}
WRITTEN: dict[str, Moved] = {
    "submit": Moved("can_submit", _to("step", step="submit")),
    "withdraw": Moved("can_withdraw", _to("step", step="withdraw")),
    "confirm": Moved("can_confirm", _to("step", step="confirm")),
    "object": Moved("can_object", _to("step", step="object")),
    "delete": Moved("can_delete", _out),
    "copy": Moved("can_copy", _to("copy", documents="{id}")),
    "print": Moved("can_print", _to("print_documents", documents="{id}")),
}


class MovedView(BaseView):
    route_base = "/certificates"
    class_permission_name = "certificates"

    @route("/<int:certificate_id>", audience=certificate_permission("can_show"))
    def page(self, certificate_id: int) -> Response:
        """Lead from the page of a document to its tab."""
        return _lead(certificate_id, READ[""])

    @route(
        "/<int:certificate_id>/<any(check,preview,pdf):old>",
        audience=any_of(certificate_permission("can_submit"), certificate_permission("can_preview")),
    )
    def read(self, certificate_id: int, old: str) -> Response:
        """Lead to where a document is checked or previewed now."""
        return _lead(certificate_id, READ[old])

    @route("/<int:certificate_id>/document/<any(original,copy):old>", audience=certificate_permission("can_preview"))
    def issued(self, certificate_id: int, old: str) -> Response:
        """Lead to a frozen file."""
        return _lead(certificate_id, READ[old])

    @route(
        "/<int:certificate_id>/<any(submit,withdraw,confirm,object,delete,copy,print):old>",
        methods=["POST"],
        audience=any_of(certificate_permission("can_copy"), certificate_step),
    )
    def step(self, certificate_id: int, old: str) -> Response:
        """Send what an old page posts to the new address."""
        return _lead(certificate_id, WRITTEN[old])


class MovedRemarkView(BaseView):
    route_base = "/returned"
    class_permission_name = "returned"

    @route(
        "/<int:certificate_id>/remarks/<int:remark_id>/accept",
        methods=["POST"],
        audience=certificate_permission("can_save"),
    )
    def accept(self, certificate_id: int, remark_id: int) -> Response:
        """Send a suggestion adopted on an old page of what came back to where every one is adopted."""
        address = partial(url_for, "WizardView.accept_suggestion", remark_id=remark_id, back="returned")
        return _lead(certificate_id, Moved("can_save", lambda one: address(certificate_id=one.id)))


def _lead(certificate_id: int, moved: Moved) -> Response:
    """Answer whoever could use the old address with the new one; foreign rows are not there."""
    certificate = certificates.find(current_actor(), certificate_id, permission=moved.permission)
    return redirect(moved.address(certificate), code=308)
