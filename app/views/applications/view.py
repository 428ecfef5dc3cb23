"""The pages of an application 申领填报: the chooser, the application itself, its documents, preview and print."""

from __future__ import annotations

from flask_appbuilder import BaseView

from app.views.applications.documents import DocumentScreens
from app.views.applications.new import ChooserScreens
from app.views.applications.page import PageScreens
from app.views.applications.prints import PrintScreens


class ApplicationView(ChooserScreens, PageScreens, DocumentScreens, PrintScreens, BaseView):
    """Join the screens under one endpoint name."""

    route_base = "/applications"
    class_permission_name = "applications"
