"""The certificate wizard: new, edit, import, check and declare, show – for every document type, by data."""

from __future__ import annotations

from flask_appbuilder import BaseView

from app.views.certificates.wizard_edit import EditScreens
from app.views.certificates.wizard_import import ImportScreens
from app.views.certificates.wizard_new import NewScreens
from app.views.certificates.wizard_show import ShowScreens
from app.views.certificates.wizard_steps import StepScreens


class WizardView(NewScreens, EditScreens, ImportScreens, StepScreens, ShowScreens, BaseView):
    """Join the wizard's screens under one endpoint name."""

    route_base = "/certificates"
    class_permission_name = "certificates"
