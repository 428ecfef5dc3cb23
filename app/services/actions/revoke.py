"""Revoke 作废: one issued certificate loses its validity."""

from __future__ import annotations

from app.domain.errors import NotAllowedNowError
from app.domain.workflow import Action, Validity
from app.services.certificates import certificates
from app.services.exchange import customs_feed
from app.services.home import reminders
from app.services.workflow.workflow import Deed, Step


def take_validity(step: Step) -> None:
    """Take the validity of one issued certificate away."""
    certificate = certificates.of_step(step)
    if certificate.validity not in (Validity.VALID, Validity.SUPPLEMENTED):
        raise NotAllowedNowError("not_valid_any_more", action=Action.REVOKE.value)
    certificate.validity = Validity.REVOKED.value
    step.details["certificate"] = certificate.id


DEED = Deed(effect=take_validity, recipients=reminders.clerks, report=customs_feed.revoke)
