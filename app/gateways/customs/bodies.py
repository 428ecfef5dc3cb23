"""What messages of the exchange say: the body of each kind; the envelopes around them stand in `messages.py`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from app.domain.workflow import TOLD_BY_CUSTOMS

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
Line = Annotated[str, Field(max_length=400)]
Text = Annotated[str, Field(max_length=20_000)]


class Part(BaseModel):
    """A part of a message: unknown entries are refused, so that typing errors show."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Enterprise(Part):
    name: Line
    credit_code: Line
    registration_no: Line


class Document(Part):
    """One certificate of an application; `content` has values, rows, statements, hidden under the format's keys."""

    position: Number
    type_code: Line
    format_code: Line
    format_version: Number
    format_sha256: Sha256
    sub_certificate_no: Line
    originals: Number
    copies: Number
    content: dict[str, Any]


class ReissueOf(Part):
    kind: Literal["supplement", "change", "replace", "second_original"]
    certificate_no: Line
    reason: Text


class ApplicationBody(Part):
    """A declared application, whole: customs needs nothing else to review it."""

    enterprise: Enterprise
    declared_at: datetime
    review_round: Number
    header: dict[str, str | bool | None]
    documents: list[Document] = Field(min_length=1, max_length=200)


class ReissueBody(ApplicationBody):
    reissue_of: ReissueOf


class WithdrawalBody(Part):
    reason: Text


class ConfirmationBody(Part):
    """The enterprise's answer to 提交确认: it agrees, or says what is wrong."""

    is_agreed: bool
    comment: Text = ""


class PrintCount(Part):
    certificate_no: Line
    originals: Number
    copies: Number


class PrintedCountsBody(Part):
    """How often each issued certificate has been printed by now; a later message replaces an earlier one."""

    certificates: list[PrintCount] = Field(max_length=200)


class FormatBody(Part):
    """A published version of a format; `definition` is JSON text, kept as text so that its `sha256` can be checked."""

    code: Line
    number: Number
    effective_date: date
    reason: Text
    sha256: Sha256
    definition: Annotated[str, Field(max_length=2_000_000)]


class Remark(Part):
    position: Number
    path: Annotated[str, Field(max_length=120)]
    opinion: Text
    suggested_value: Text | None = None


class DocumentResult(Part):
    """What customs entered into one document: its own fields by path, and the number that it gave."""

    position: Number
    customs_values: dict[str, Text] = Field(default_factory=dict)
    certificate_no: Line | None = None


def _told_by_customs(action: str) -> str:
    if action not in TOLD_BY_CUSTOMS:
        raise ValueError("no action that customs tells")
    return action


class ReviewResultBody(Part):
    """A step of the review; `about_version` is the version of the enterprise's message that was reviewed."""

    about_version: Number
    action: Annotated[str, AfterValidator(_told_by_customs), WithJsonSchema({"enum": list(TOLD_BY_CUSTOMS)})]
    opinion: Text = ""
    officer: Line
    decided_at: datetime
    remarks: list[Remark] = Field(default_factory=list, max_length=500)
    documents: list[DocumentResult] = Field(default_factory=list, max_length=200)


class DocumentDates(Part):
    certificate_no: Line
    receipt_date: date
    making_date: date


class DatesBody(Part):
    """Receipt and making dates of certificates that customs has made 制证: with them they are issued."""

    about_version: Number
    officer: Line
    documents: list[DocumentDates] = Field(min_length=1, max_length=200)


class PrintedDocument(Part):
    """A document that a customs office printed with the customs' own system, whether it is one of ours or not."""

    customs_code: Annotated[str, Field(min_length=1, max_length=6)]
    document_no: Annotated[str, Field(min_length=1, max_length=40)]
    receipt_date: date


class CustomsPrintsBody(Part):
    """Records of documents printed by customs; a known document number replaces what was known of it."""

    documents: list[PrintedDocument] = Field(min_length=1, max_length=1000)
