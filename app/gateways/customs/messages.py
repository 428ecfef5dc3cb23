"""Messages between enterprise side and customs, version 1: the models, from which the JSON Schemas are made."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

PROTOCOL: Literal[1] = 1

Reference = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^(application|format)/[A-Za-z0-9._-]+$")]
PrintsReference = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^prints/[A-Za-z0-9._-]+$")]
MessageId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
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


class ReviewResultBody(Part):
    """A step of the review; `about_version` is the version of the enterprise's message that was reviewed."""

    about_version: Number
    action: Literal["accept", "return", "ask_confirmation", "approve", "revoke"]
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


class Envelope(Part):
    """What every message carries.

    sender            who writes: the enterprise system's name at customs, or "customs"
    subject           what it is about: application/<reference> or format/<code>; prints/<office> from customs only
    subject_version   grows with every message of this sender about this subject
    previous_version  the version of the message before it; null for the first. A receiver that lacks it answers "early"
    """

    protocol: Literal[1] = PROTOCOL
    message_id: MessageId
    sender: Line
    subject: Reference
    subject_version: Number
    previous_version: Number | None
    written_at: datetime


class ApplicationMessage(Envelope):
    kind: Literal["application"] = "application"
    body: ApplicationBody


class ReissueMessage(Envelope):
    kind: Literal["reissue"] = "reissue"
    body: ReissueBody


class WithdrawalMessage(Envelope):
    kind: Literal["withdrawal"] = "withdrawal"
    body: WithdrawalBody


class ConfirmationMessage(Envelope):
    kind: Literal["confirmation"] = "confirmation"
    body: ConfirmationBody


class PrintedCountsMessage(Envelope):
    kind: Literal["printed_counts"] = "printed_counts"
    body: PrintedCountsBody


class FormatMessage(Envelope):
    kind: Literal["format"] = "format"
    body: FormatBody


class ReviewResultMessage(Envelope):
    kind: Literal["review_result"] = "review_result"
    body: ReviewResultBody


class DatesMessage(Envelope):
    kind: Literal["dates"] = "dates"
    body: DatesBody


class CustomsPrintsMessage(Envelope):
    subject: PrintsReference
    kind: Literal["customs_prints"] = "customs_prints"
    body: CustomsPrintsBody


class Acknowledgement(Part):
    """What the receiver says of a message: `early` and `refused` were not kept; `sha256` is of the bytes it read.

    has_version   the newest version of the subject that the receiver has, null when it has none
    """

    protocol: Literal[1] = PROTOCOL
    message_id: MessageId
    sha256: Sha256
    outcome: Literal["accepted", "repeated", "early", "refused"]
    has_version: Number | None = None
    reason: Text = ""


class SubjectState(Part):
    """What a side holds of one subject, for the comparison of both sides."""

    subject: Reference
    has_version: Number
    sha256: Sha256
    status: Line = ""


ToCustoms = (
    ApplicationMessage | ReissueMessage | WithdrawalMessage | ConfirmationMessage | PrintedCountsMessage | FormatMessage
)
#: What customs decides about an application.
Decision = ReviewResultMessage | DatesMessage
FromCustoms = Decision | CustomsPrintsMessage
TO_CUSTOMS: TypeAdapter[ToCustoms] = TypeAdapter(Annotated[ToCustoms, Field(discriminator="kind")])
FROM_CUSTOMS: TypeAdapter[FromCustoms] = TypeAdapter(Annotated[FromCustoms, Field(discriminator="kind")])
STATES: TypeAdapter[list[SubjectState]] = TypeAdapter(list[SubjectState])

#: name → model, one JSON Schema each
MODELS: dict[str, type[BaseModel]] = {
    "application": ApplicationMessage,
    "reissue": ReissueMessage,
    "withdrawal": WithdrawalMessage,
    "confirmation": ConfirmationMessage,
    "printed_counts": PrintedCountsMessage,
    "format": FormatMessage,
    "review_result": ReviewResultMessage,
    "dates": DatesMessage,
    "customs_prints": CustomsPrintsMessage,
    "acknowledgement": Acknowledgement,
    "subject_state": SubjectState,
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of message."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **MODELS[name].model_json_schema()}
