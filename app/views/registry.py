"""Every page of our own, and the modules that give templates their words; lists stand in lists/registry."""

from __future__ import annotations

from types import ModuleType

from app.views import (
    exchange_words,
    formatting,
    reissue_words,
    review_words,
    scan_words,
    settings,
    shell,
    template_words,
)
from app.views import portal_registry as portal
from app.views.account import AccountView
from app.views.application_view import ApplicationView
from app.views.card_login import CardLoginView
from app.views.cloud_issuance import CloudIssuanceView
from app.views.customer_service import CustomerServiceView
from app.views.enterprise import EnterpriseView
from app.views.exchange_hook import ExchangeHookView
from app.views.export_desk import ExportsView
from app.views.format_editor import FormatEditorView
from app.views.format_files import FormatFilesView
from app.views.format_publishing import FormatPublishingView
from app.views.format_sync import FormatSyncView
from app.views.function_permissions import FunctionPermissionsView
from app.views.jobs import JobsView
from app.views.lists import cells
from app.views.lists.registry import VIEWS as LISTS
from app.views.notice_board import NoticeBoardView
from app.views.outside_login import OutsideLoginView
from app.views.personal_messages import PersonalMessagesView
from app.views.preview import PreviewView
from app.views.registration import RegistrationView
from app.views.reissue import ReissueView
from app.views.returned import ReturnedView
from app.views.review_desk import ReviewDeskView
from app.views.search import SearchView
from app.views.statistics import StatisticsView
from app.views.wizard import WizardView

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
