"""System parameters at use: a change counts at once, a missing row is the default, an undeclared name is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.parameters import DECLARED
from app.extensions import db
from app.models import SystemParameter
from app.services.base import parameters
from app.services.base.transaction import transaction

if TYPE_CHECKING:
    from flask import Flask


def row(name: str) -> SystemParameter:
    return db.session.scalars(db.select(SystemParameter).where(SystemParameter.name == name)).one()


def test_a_changed_row_counts_at_the_next_look(context: Flask) -> None:
    with transaction():
        row("session_idle_minutes").value = "7"
        row("approval_needs_second_person").value = "yes"
    assert parameters.number("session_idle_minutes") == 7
    assert parameters.is_on("approval_needs_second_person") is True


def test_a_parameter_without_a_row_has_its_default(context: Flask) -> None:
    with transaction():
        db.session.delete(row("password_policy"))
    assert parameters.text("password_policy") == DECLARED["password_policy"].default


def test_what_the_program_does_not_declare_is_an_error(context: Flask) -> None:
    with pytest.raises(KeyError):
        parameters.get("no_such_parameter")
