"""Revoke 作废: a certificate loses its validity once, and the history names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotAllowedNowError
from app.domain.workflow import Action, Status
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

REASON = "货物未出运（示例）。"


def test_of_two_certificates_each_is_revoked_once_and_named_in_the_history(context: Flask) -> None:
    issued = factory.make(status=Status.ISSUED, documents=2)
    first, second = (one.id for one in issued.certificates)
    reviewer = act_as(REVIEWER)
    done = workflow.perform(reviewer, Action.REVOKE, issued.id, now=NOW, reason=REASON, certificate_id=first)
    assert done.events[-1].details["certificate"] == first
    assert [one.validity for one in done.certificates] == ["revoked", "valid"]
    with pytest.raises(NotAllowedNowError) as refused:
        workflow.perform(reviewer, Action.REVOKE, issued.id, now=NOW, reason=REASON, certificate_id=first)
    assert (refused.value.code, refused.value.params["action"]) == ("not_valid_any_more", "revoke")
    done = workflow.perform(reviewer, Action.REVOKE, issued.id, now=NOW, reason=REASON, certificate_id=second)
    assert done.events[-1].details["certificate"] == second
