"""Every page of our own, and the modules that give templates their words; lists stand in lists/registry."""

from __future__ import annotations

from types import ModuleType

from app.views.applications import template_words
from app.views.applications.view import ApplicationView
from app.views.certificates import reissue_words
from app.views.certificates.preview import PreviewView
from app.views.certificates.reissue import ReissueView
from app.views.certificates.returned import ReturnedView
from app.views.certificates.wizard import WizardView
from app.views.doors.account import AccountView
from app.views.doors.card_login import CardLoginView
from app.views.doors.enterprise import EnterpriseView
from app.views.doors.outside_login import OutsideLoginView
from app.views.doors.registration import RegistrationView
from app.views.exchange import words as exchange_words
from app.views.exchange.hook import ExchangeHookView
from app.views.exchange.jobs import JobsView
from app.views.formats.editor import FormatEditorView
from app.views.formats.files import FormatFilesView
from app.views.formats.publishing import FormatPublishingView
from app.views.formats.sync import FormatSyncView
from app.views.frame import settings
from app.views.home import shell
from app.views.home.customer_service import CustomerServiceView
from app.views.home.notice_board import NoticeBoardView
from app.views.home.personal_messages import PersonalMessagesView
from app.views.home.search import SearchView
from app.views.list_screens import VIEWS as LISTS
from app.views.lists import cells
from app.views.people.function_permissions import FunctionPermissionsView
from app.views.portal import registry as portal
from app.views.queries.export_desk import ExportsView
from app.views.review import words as review_words
from app.views.review.desk import ReviewDeskView
from app.views.scans import words as scan_words
from app.views.statistics.cloud_issuance import CloudIssuanceView
from app.views.statistics.statistics import StatisticsView
from app.views.words import formatting

#: Modules that give templates filters and words.
WORDS: tuple[ModuleType, ...] = (
    formatting,
    cells,
    shell,
    review_words,
    scan_words,
    reissue_words,
    template_words,
    exchange_words,
    portal,
)

VIEWS = (
    settings.AppearanceView,
    NoticeBoardView,
    PersonalMessagesView,
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
    PreviewView,
    ApplicationView,
    FormatEditorView,
    FormatPublishingView,
    FormatSyncView,
    JobsView,
    ExchangeHookView,
    FormatFilesView,
    CloudIssuanceView,
    StatisticsView,
    *LISTS,
    *portal.VIEWS,
)
