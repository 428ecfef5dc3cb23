"""The tables: one aggregate a file. Importing the package makes SQLAlchemy and Alembic see all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import configure_mappers

from app.models import audit, immutable, mirror, role_guard, scope, write_guard  # noqa: F401 they listen to every session
from app.models.application import Application, ApplicationEvent, Certificate, ReviewRemark
from app.models.base import Model
from app.models.customs_print import CustomsPrint
from app.models.declaration import Declaration
from app.models.dictionary import Dictionary, DictionaryEntry
from app.models.export_request import ExportRequest
from app.models.format import CertificateFormat, FormatVersion
from app.models.format_sync import FormatSync, SyncRun
from app.models.identity import CardChallenge, Identity
from app.models.issued_document import IssuedDocument, PrintRecord
from app.models.job import JobLease, JobRun
from app.models.known_name import ActorName, ProducerName
from app.models.lookup import Lookup
from app.models.menu_node import MenuNode
from app.models.message import InboxMessage, OutboxMessage
from app.models.notice import Notice, NoticeReading
from app.models.operation_record import HistoryHead, OperationRecord
from app.models.organisation import Organisation
from app.models.packaging_application import PackagingApplication
from app.models.parameter import SystemParameter
from app.models.registration import Registration
from app.models.reminder import Reminder
from app.models.saved_query import SavedQuery
from app.models.scan import Scan, ScanFile, ScanNumber
from app.models.seeded_default import SeededDefault
from app.models.template import DraftTemplate
from app.models.total import DailyTotal, MonthlyTotal, StandingTotal, StepTotal
from app.models.user import PermissionView, Role, User
from app.models.user_session import LoginAttempt, UserSession

if TYPE_CHECKING:
    from flask import Flask

__all__ = [
    "ActorName",
    "Application",
    "ApplicationEvent",
    "CardChallenge",
    "Certificate",
    "CertificateFormat",
    "CustomsPrint",
    "DailyTotal",
    "Declaration",
    "Dictionary",
    "DictionaryEntry",
    "DraftTemplate",
    "ExportRequest",
    "FormatSync",
    "FormatVersion",
    "HistoryHead",
    "Identity",
    "InboxMessage",
    "IssuedDocument",
    "JobLease",
    "JobRun",
    "LoginAttempt",
    "Lookup",
    "MenuNode",
    "MonthlyTotal",
    "Notice",
    "NoticeReading",
    "OperationRecord",
    "Organisation",
    "OutboxMessage",
    "PackagingApplication",
    "PermissionView",
    "PrintRecord",
    "ProducerName",
    "Registration",
    "Reminder",
    "ReviewRemark",
    "Role",
    "SavedQuery",
    "Scan",
    "ScanFile",
    "ScanNumber",
    "SeededDefault",
    "StandingTotal",
    "StepTotal",
    "SyncRun",
    "SystemParameter",
    "User",
    "UserSession",
]


def configure(app: Flask) -> None:
    """Check every mapping at start instead of at the first request."""
    configure_mappers()
    app.logger.debug("%d tables", len(Model.metadata.tables))
