"""FAB's own list of the certificates, as it comes out of the box, beside ours in one application."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from flask import Flask

LIST = "/plain/list/"
PAGE = 20


def add(app: Flask) -> None:
    """Register the list at LIST, for whoever may see the certificate query."""
    from flask_appbuilder import ModelView
    from flask_appbuilder.models.sqla.interface import SQLAInterface

    from app.models import Certificate
    from app.views.frame import access, audiences

    class PlainView(ModelView):
        datamodel = SQLAInterface(Certificate)
        route_base = "/plain"
        class_permission_name = "document_query"
        list_columns: ClassVar[list[str]] = [
            "inspection_no", "format_code", "producer", "destination_country", "submitted_at", "status",
            "application", "format_version",
        ]  # fmt: skip
        search_columns: ClassVar[list[str]] = ["inspection_no", "producer", "status"]
        add_columns = edit_columns = show_columns = search_columns
        include_route_methods: ClassVar[set[str]] = {"list"}
        page_size = PAGE

    app._got_first_request = False  # noqa: SLF001 a view added after the first request, for this comparison only
    with app.app_context():
        app.appbuilder.add_view_no_menu(PlainView)  # type: ignore[attr-defined]
    app.url_build_error_handlers.append(lambda *_: "#")  # its "back" page, which we have not
    access.AUDIENCES["PlainView.list"] = audiences.LOGGED_IN
