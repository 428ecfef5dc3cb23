"""Every list screen, in the order of the menu."""

from __future__ import annotations

from app.views.applications.applications import ApplicationsView
from app.views.applications.templates import TemplatesView
from app.views.certificates.certificates import CERTIFICATE_VIEWS
from app.views.declarations.declarations import DeclarationsView
from app.views.declarations.packaging_applications import PackagingApplicationsView
from app.views.doors.identities import IdentitiesView
from app.views.doors.registrations import RegistrationsView
from app.views.exchange.customs_prints import CustomsPrintsView
from app.views.exchange.messages_with_customs import InboxMessagesView, OutboxMessagesView
from app.views.formats.formats import FormatsView
from app.views.history.operation_history import OperationHistoryView
from app.views.home.notices import NoticesView
from app.views.lists.view import ListView
from app.views.people.organisations import OrganisationsView
from app.views.people.roles import RolesView
from app.views.people.users import UsersView
from app.views.portal.lookups import OverseasLookupsView
from app.views.portal.users import OverseasUsersView
from app.views.queries.queries import QueriesView
from app.views.scans.scans import ScansView
from app.views.settings.dictionaries import DictionariesView
from app.views.settings.parameters import ParametersView
from app.views.statistics.certificate_query import CertificateQueryView
from app.views.statistics.issued_certificates import IssuedCertificatesView

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
