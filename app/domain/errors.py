"""What can go wrong, in the words of the trade; views translate `code` and `params`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.document.fields import FieldError


class DomainError(Exception):
    """Say by a code and parameters what was refused; `status` is the HTTP status it is answered with."""

    status = 400
    code = "refused"

    def __init__(self, code: str | None = None, **params: object) -> None:
        self.code = code or self.code
        self.params: Mapping[str, object] = params
        super().__init__(self.code, params)


class NotFoundError(DomainError):
    """Answer for what does not exist and for what belongs to somebody else, alike."""

    status = 404
    code = "not_found"


class NotPermittedError(DomainError):
    """Refuse an action that none of the actor's roles allows."""

    status = 403
    code = "not_permitted"


class NotAllowedNowError(DomainError):
    """Refuse an action that the present status does not allow; `code` says why."""

    status = 409
    code = "not_allowed_now"


class StaleError(DomainError):
    """Refuse a change made on an old version: somebody else was faster."""

    status = 409
    code = "changed_meanwhile"


class InvalidError(DomainError):
    """Refuse incomplete or wrong contents; `errors` name every field at once."""

    status = 422
    code = "invalid"

    def __init__(self, errors: Sequence[FieldError], **params: object) -> None:
        super().__init__("invalid", **params)
        self.errors = tuple(errors)
