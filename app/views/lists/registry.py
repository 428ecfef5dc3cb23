"""Every list screen, in the order of the menu."""

from __future__ import annotations

from app.views.applications import ApplicationsView
from app.views.certificate_query import CertificateQueryView
from app.views.certificates import CERTIFICATE_VIEWS
from app.views.customs_prints import CustomsPrintsView
from app.views.declarations import DeclarationsView
from app.views.dictionaries import DictionariesView
from app.views.formats import FormatsView
from app.views.identities import IdentitiesView
from app.views.issued_certificates import IssuedCertificatesView
from app.views.lists.view import ListView
from app.views.messages_with_customs import InboxMessagesView, OutboxMessagesView
from app.views.notices import NoticesView
from app.views.operation_history import OperationHistoryView
from app.views.organisations import OrganisationsView
from app.views.overseas_lookups import OverseasLookupsView
from app.views.overseas_users import OverseasUsersView
from app.views.packaging_applications import PackagingApplicationsView
from app.views.parameters import ParametersView
from app.views.queries import QueriesView
from app.views.registrations import RegistrationsView
from app.views.roles import RolesView
from app.views.scans import ScansView
from app.views.templates import TemplatesView
from app.views.users import UsersView

VIEWS: tuple[type[ListView], ...] = (
    *CERTIFICATE_VIEWS,
    ApplicationsView,
    TemplatesView,
    DeclarationsView,
    PackagingApplicationsView,
    ScansView,
    OverseasUsersView,
    OverseasLookupsView,
    FormatsView,
    ParametersView,
    UsersView,
    OrganisationsView,
    RegistrationsView,
    IdentitiesView,
    DictionariesView,
    RolesView,
    NoticesView,
    QueriesView,
    OperationHistoryView,
    OutboxMessagesView,
    InboxMessagesView,
    IssuedCertificatesView,
    CertificateQueryView,
    CustomsPrintsView,
)
