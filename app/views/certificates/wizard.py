"""The certificate wizard: new, edit, import – for every document type, by data."""

from __future__ import annotations

from flask_appbuilder import BaseView

from app.views.certificates.wizard_edit import EditScreens
from app.views.certificates.wizard_import import ImportScreens
from app.views.certificates.wizard_new import NewScreens


class WizardView(NewScreens, EditScreens, ImportScreens, BaseView):
    """Join the wizard's screens under one endpoint name."""

    route_base = "/certificates"
    class_permission_name = "certificates"
