"""The customs side over HTTP: signed requests out, signed answers in; whatever is not signed is no answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar
from urllib.parse import quote

import httpx
import structlog
from pydantic import ValidationError

from app.domain.document.canonical import canonical_bytes
from app.gateways.customs.messages import STATES, Acknowledgement, SubjectState
from app.gateways.customs.signing import SENDER, SIGNATURE, SIGNED_AT, Signer, answer_text, is_fresh, request_text

log = structlog.get_logger(__name__)
_Read = TypeVar("_Read")

MOST_AT_ONCE = 100


class UnreachableError(Exception):
    """No trustworthy answer came: nobody knows whether customs has the message, so it is sent again.

    As text it is the code of a sentence, with the HTTP status behind it where there is one; the exception that it was
    raised from says more.
    """

    def __init__(self, code: str, *, status: int | None = None) -> None:
        super().__init__(code if status is None else f"{code} {status}")


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Say where customs is reached and how requests are signed; `timeout` in seconds for each part of a request."""

    url: str
    sender: str
    signer: Signer
    timeout: float = 10.0


class Exchange:
    """Speak the protocol of docs/exchange.md to a customs system."""

    name: Literal["http"] = "http"
    needs_exchange = True

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._client = httpx.Client(base_url=channel.url, timeout=channel.timeout, follow_redirects=False)

    @property
    def sender(self) -> str:
        """Return our name at customs."""
        return self._channel.sender

    def send(self, message: dict[str, Any]) -> Acknowledgement:
        """Send one message and return what customs says of it; raises UnreachableError."""
        answer = self._ask("POST", "/messages", canonical_bytes(message))
        return _read(lambda: Acknowledgement.model_validate(answer))

    def answers(self, *, only: str = "") -> list[dict[str, Any]]:
        """Return the answers that we have not acknowledged yet, oldest first; raises UnreachableError.

        only   a subject, of which customs is asked alone; one that does not know this names others too
        """
        narrowed = f"&only={quote(only, safe='')}" if only else ""
        answer = self._ask("GET", f"/answers?limit={MOST_AT_ONCE}{narrowed}")
        if not isinstance(answer, dict) or not isinstance(answer.get("answers"), list):
            raise UnreachableError("customs_unreadable")
        return [found for found in answer["answers"] if isinstance(found, dict)]

    def acknowledge(self, acknowledgements: list[Acknowledgement]) -> None:
        """Tell customs which answers we keep; raises UnreachableError."""
        told = [one.model_dump(mode="json") for one in acknowledgements]
        self._ask("POST", "/acknowledgements", canonical_bytes({"acknowledgements": told}))

    def states(self, *, after: str = "") -> list[SubjectState]:
        """Return what customs holds of us, by subject, behind `after`; empty at the end. Raises UnreachableError."""
        answer = self._ask("GET", f"/subjects?after={quote(after, safe='')}")
        return _read(lambda: STATES.validate_python(answer.get("subjects") if isinstance(answer, dict) else None))

    def state(self, subject: str) -> SubjectState | None:
        """Return what customs holds of one subject, or None; raises UnreachableError."""
        answer = self._ask("GET", f"/subjects?only={quote(subject, safe='')}")
        found = _read(lambda: STATES.validate_python(answer.get("subjects") if isinstance(answer, dict) else None))
        return next((state for state in found if state.subject == subject), None)

    def is_signed(self, method: str, target: str, headers: dict[str, str], body: bytes, *, now: datetime) -> bool:
        """Tell whether a request that reached us (a webhook) was signed by customs just now."""
        signed_at = headers.get(SIGNED_AT, "")
        text = request_text(method, target, signed_at, body)
        return is_fresh(signed_at, now=now) and self._channel.signer.is_valid(text, headers.get(SIGNATURE, ""))

    def sign_answer(self, request_signature: str, body: bytes) -> dict[str, str]:
        """Return the headers of our answer to a webhook."""
        return {SIGNATURE: self._channel.signer.sign(answer_text(request_signature, body))}

    def _ask(self, method: str, target: str, body: bytes = b"") -> Any:
        signed_at = datetime.now(UTC).isoformat()
        signature = self._channel.signer.sign(request_text(method, target, signed_at, body))
        headers = {SENDER: self._channel.sender, SIGNED_AT: signed_at, SIGNATURE: signature}
        if body:
            headers["Content-Type"] = "application/json"
        try:
            answer = self._client.request(method, target, content=body or None, headers=headers)
        except httpx.TimeoutException as error:
            raise _silence("customs_timed_out", error) from error
        except (httpx.ConnectError, OSError) as error:
            raise _silence("customs_cannot_connect", error) from error
        except httpx.HTTPError as error:
            raise _silence("customs_broke_off", error) from error
        signed = answer_text(signature, answer.content)
        if not self._channel.signer.is_valid(signed, answer.headers.get(SIGNATURE, "")):
            if answer.is_success:
                raise UnreachableError("customs_signature_wrong")
            raise UnreachableError("customs_answered_status", status=answer.status_code)
        try:
            return answer.json()
        except ValueError as error:
            raise UnreachableError("customs_unreadable") from error


def _silence(code: str, error: Exception) -> UnreachableError:
    """Name a failure of the network; what the operating system said of it goes to the log."""
    log.warning(code, error=f"{type(error).__name__}: {error}")
    return UnreachableError(code)


def _read(parse: Callable[[], _Read]) -> _Read:
    try:
        return parse()
    except ValidationError as error:
        raise UnreachableError("customs_unreadable") from error
