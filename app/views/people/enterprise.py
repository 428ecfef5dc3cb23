"""My enterprise 我的企业: what is on record, and the inspection registration number told later (functions 2.2)."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.errors import DomainError
from app.services.people import registration_numbers
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.forms import FormPage, RecordForm, text_field
from app.views.words.columns import label_of


class NumberForm(RecordForm):
    number = text_field(
        label_of("inspection_registration_no", "long"),
        10,
        is_needed=True,
        note=_l("Ten digits, as your local customs gave it."),
        inputmode="numeric",
        autocomplete="off",
    )


class EnterpriseView(BaseView):
    route_base = "/enterprise"
    default_view = "show"
    class_permission_name = "enterprise"

    @route("/")
    def show(self) -> ResponseReturnValue:
        """Show the own enterprise and what was asked for its number."""
        return self._page(FormPage(NumberForm()))

    @route("/number", methods=["POST"], right="edit")
    def ask(self) -> ResponseReturnValue:
        """Ask for the registration number to be entered."""
        page = FormPage(NumberForm())
        if page.is_sent():
            try:
                registration_numbers.ask(current_actor(), page.form.values()["number"])
            except DomainError as error:
                page.refused(error)
            else:
                flash(_("The number is sent. An administrator checks it."), "success")
                return redirect(url_for("EnterpriseView.show"), code=303)
        return self._page(page)

    def _page(self, page: FormPage) -> ResponseReturnValue:
        actor = current_actor()
        requests = registration_numbers.requests(actor)
        shown = self.render_template(
            "people/enterprise.html",
            enterprise=registration_numbers.own(actor),
            requests=requests,
            is_waiting=any(one.state == "pending" for one in requests),
            page=page,
            form=page.form,
        )
        return shown, page.status
