"""Errors: a code, its parameters and the status they are answered with."""

from __future__ import annotations

import pytest

from app.domain import errors
from app.domain.document.fields import FieldError


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (errors.DomainError, 400, "refused"),
        (errors.NotFoundError, 404, "not_found"),
        (errors.NotPermittedError, 403, "not_permitted"),
        (errors.NotAllowedNowError, 409, "not_allowed_now"),
        (errors.StaleError, 409, "changed_meanwhile"),
    ],
)
def test_each_refusal_has_its_status_and_a_code_of_its_own(
    kind: type[errors.DomainError], status: int, code: str
) -> None:
    assert (kind.status, kind().code) == (status, code)
    special = kind("already_issued", action="issue")
    assert (special.code, special.params) == ("already_issued", {"action": "issue"})
    assert special.args == ("already_issued", {"action": "issue"})


def test_wrong_contents_name_every_field_at_once() -> None:
    found = errors.InvalidError([FieldError("values.consignor", "required")], by="applicant")
    assert (found.status, found.code, errors.InvalidError.code) == (422, "invalid", "invalid")
    assert (found.params, found.errors) == ({"by": "applicant"}, (FieldError("values.consignor", "required"),))
