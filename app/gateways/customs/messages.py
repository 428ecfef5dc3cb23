"""Messages between enterprise side and customs: the models, from which the JSON Schemas of every version are made."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, TypeAdapter, model_validator

from app.domain.workflow import TOLD_BY_CUSTOMS
from app.gateways.customs.bodies import (
    ApplicationBody,
    ConfirmationBody,
    CustomsPrintsBody,
    DatesBody,
    FormatBody,
    Line,
    Number,
    Part,
    PrintedCountsBody,
    ReissueBody,
    ReviewResultBody,
    Sha256,
    Text,
    WithdrawalBody,
)

#: The newest version. A message carries the lowest one that can say it, so that an older receiver reads what it knows.
PROTOCOL = max(TOLD_BY_CUSTOMS.values())

Reference = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^(application|format)/[A-Za-z0-9._-]+$")]
PrintsReference = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^prints/[A-Za-z0-9._-]+$")]
MessageId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


class MessageHead(Part):
    """What every message carries, whatever its version.

    sender            who writes: the enterprise system's name at customs, or "customs"
    subject           what it is about: application/<reference> or format/<code>; prints/<office> from customs only
    subject_version   grows with every message of this sender about this subject
    previous_version  the version of the message before it; null for the first. A receiver that lacks it answers "early"
    """

    message_id: MessageId
    sender: Line
    subject: Reference
    subject_version: Number
    previous_version: Number | None
    written_at: datetime


class Envelope(MessageHead):
    """What a message carries whose kind says since version 1 what it says."""

    protocol: Literal[1] = 1


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


class ReviewResultMessage(MessageHead):
    protocol: Annotated[int, Field(ge=1, le=PROTOCOL)] = 1
    kind: Literal["review_result"] = "review_result"
    body: ReviewResultBody

    @model_validator(mode="after")
    def _is_said_in_its_version(self) -> Self:
        """Refuse an action that a receiver of the version which the message names does not know."""
        if TOLD_BY_CUSTOMS[self.body.action] > self.protocol:
            raise ValueError("this action belongs to a newer version of the protocol")
        return self


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

    protocol: Literal[1] = 1
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


def versions(name: str) -> range:
    """Return the versions of a kind of message; the steps of the review have grown, nothing else has."""
    return range(1, (PROTOCOL if name == "review_result" else 1) + 1)


def schema(name: str, protocol: int = 1) -> dict[str, Any]:
    """Return the JSON Schema of a kind of message in a version."""
    found = MODELS[name].model_json_schema()
    if name == "review_result":
        found["properties"]["protocol"] = {
            "const": protocol,
            "default": protocol,
            "title": "Protocol",
            "type": "integer",
        }
        known = [action for action, since in TOLD_BY_CUSTOMS.items() if since <= protocol]
        found["$defs"]["ReviewResultBody"]["properties"]["action"] |= {"enum": known, "type": "string"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
