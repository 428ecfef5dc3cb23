"""Delete 删除: the application and each of its documents leave every list at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, Certificate
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, act_as

if TYPE_CHECKING:
    from flask import Flask


def test_an_application_and_its_documents_are_deleted_together(context: Flask) -> None:
    number = factory.draft(documents=2).id
    workflow.perform(act_as(CLERK), Action.DELETE, number, now=NOW)
    of_application = select(Application.deleted_at).where(Application.id == number)
    of_documents = select(Certificate.deleted_at).where(Certificate.application_id == number)
    with db.engine.connect() as connection:
        assert list(connection.scalars(of_application)) == [NOW]
        assert list(connection.scalars(of_documents)) == [NOW, NOW]
