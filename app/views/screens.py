"""Every screen: the lists in the order of the menu, the other pages, and the modules that give templates words."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from flask_appbuilder import BaseView

from app.views.applications import refusals as applications_refusals
from app.views.applications import template_words
from app.views.applications.applications import ApplicationsView
from app.views.applications.moved import MovedRemarkView, MovedView
from app.views.applications.page import ApplicationView
from app.views.applications.templates import TemplatesView
from app.views.certificates import refusals as certificates_refusals
from app.views.certificates import reissue_words
from app.views.certificates.certificates import CERTIFICATE_VIEWS
from app.views.certificates.reissue import ReissueView
from app.views.certificates.returned import ReturnedView
from app.views.certificates.wizard import WizardView
from app.views.declarations import refusals as declarations_refusals
from app.views.declarations.declarations import DeclarationsView
from app.views.declarations.packaging_applications import PackagingApplicationsView
from app.views.doors import refusals as doors_refusals
from app.views.doors.card_login import CardLoginView
from app.views.doors.identities import IdentitiesView
from app.views.doors.outside_login import OutsideLoginView
from app.views.exchange import refusals as exchange_refusals
from app.views.exchange import words as exchange_words
from app.views.exchange.customs_prints import CustomsPrintsView
from app.views.exchange.format_sync import FormatSyncView
from app.views.exchange.hook import ExchangeHookView
from app.views.exchange.jobs import JobsView
from app.views.exchange.messages import InboxMessagesView, OutboxMessagesView
from app.views.formats import refusals as formats_refusals
from app.views.formats.editor import FormatEditorView
from app.views.formats.files import FormatFilesView
from app.views.formats.formats import FormatsView
from app.views.formats.publishing import FormatPublishingView
from app.views.formats.trials import FormatTrialsView
from app.views.frame import portal_language, settings
from app.views.history import record_words
from app.views.history.operation_history import OperationHistoryView
from app.views.home import refusals as home_refusals
from app.views.home import shell
from app.views.home.customer_service import CustomerServiceView
from app.views.home.notice_board import NoticeBoardView
from app.views.home.notices import NoticesView
from app.views.home.reminders import RemindersView
from app.views.home.search import SearchView
from app.views.lists import cells
from app.views.lists.base import ReferenceView
from app.views.lists.view import ListView
from app.views.people import refusals as people_refusals
from app.views.people import rights_tree
from app.views.people.account import AccountView
from app.views.people.enterprise import EnterpriseView
from app.views.people.function_permissions import FunctionPermissionsView
from app.views.people.organisations import OrganisationsView
from app.views.people.registration import RegistrationView
from app.views.people.registrations import RegistrationsView
from app.views.people.roles import RolesView
from app.views.people.users import UsersView
from app.views.portal import page as portal_page
from app.views.portal import refusals as portal_refusals
from app.views.portal.files import PortalFileView
from app.views.portal.login import PortalLoginView
from app.views.portal.lookups import OverseasLookupsView
from app.views.portal.password import PortalPasswordView
from app.views.portal.portal import PortalView
from app.views.portal.users import OverseasUsersView
from app.views.queries import export_desk, export_sources
from app.views.queries import refusals as queries_refusals
from app.views.queries.export_desk import ExportsView
from app.views.queries.queries import QueriesView
from app.views.review import refusals as review_refusals
from app.views.review import words as review_words
from app.views.review.desk import ReviewDeskView
from app.views.scans import refusals as scans_refusals
from app.views.scans import words as scan_words
from app.views.scans.scans import ScansView
from app.views.settings import refusals as settings_refusals
from app.views.settings.dictionaries import DictionariesView
from app.views.settings.parameters import ParametersView
from app.views.statistics.certificate_query import CertificateQueryView
from app.views.statistics.cloud_issuance import CloudIssuanceView
from app.views.statistics.issued_certificates import IssuedCertificatesView
from app.views.statistics.statistics import StatisticsView
from app.views.words import formatting, refusals
from app.views.workflow import refusals as workflow_refusals

LISTS: tuple[type[ListView[Any]], ...] = (
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

#: Modules that give templates filters and words.
WORDS: tuple[ModuleType, ...] = (
    formatting,
    cells,
    shell,
    review_words,
    scan_words,
    rights_tree,
    reissue_words,
    template_words,
    exchange_words,
    portal_language,
    portal_page,
)

#: Sentences of the refusals of each wing.
REFUSALS: tuple[ModuleType, ...] = (
    applications_refusals,
    certificates_refusals,
    declarations_refusals,
    doors_refusals,
    exchange_refusals,
    formats_refusals,
    home_refusals,
    people_refusals,
    portal_refusals,
    queries_refusals,
    review_refusals,
    scans_refusals,
    settings_refusals,
    workflow_refusals,
)
#: All of them, with those that many wings share.
SENTENCES = {**refusals.SHARED, **{code: text for wing in REFUSALS for code, text in wing.SENTENCES.items()}}

VIEWS: tuple[type[BaseView], ...] = (
    settings.AppearanceView,
    NoticeBoardView,
    RemindersView,
    ReissueView,
    ExportsView,
    ReturnedView,
    ReviewDeskView,
    SearchView,
    RegistrationView,
    EnterpriseView,
    AccountView,
    CustomerServiceView,
    OutsideLoginView,
    CardLoginView,
    FunctionPermissionsView,
    WizardView,
    ApplicationView,
    MovedView,
    MovedRemarkView,
    FormatEditorView,
    FormatPublishingView,
    FormatTrialsView,
    FormatSyncView,
    JobsView,
    ExchangeHookView,
    FormatFilesView,
    CloudIssuanceView,
    StatisticsView,
    *LISTS,
    PortalView,
    PortalFileView,
    PortalLoginView,
    PortalPasswordView,
    portal_language.PortalLanguageView,
)


def hand_in() -> None:
    """Give those below what they need from above: their exporter and teller, their sources, their sentences."""
    ListView.put_in_line = staticmethod(export_desk.ask_list)
    ReferenceView.teller = record_words
    export_sources.install()
    refusals.SENTENCES.update(SENTENCES)
