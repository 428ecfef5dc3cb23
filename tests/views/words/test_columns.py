"""Every recorded column has a name in words, so that no history shows the name of a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from flask_appbuilder import Model

from app.models.audit import SILENT, UNRECORDED
from app.views.history.record_words import column_labels
from app.views.words.labels import RECORDS

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.one_database(reason="words of the catalogue; no query of its own")


#: FAB's own tables that this system does not use, or whose rows are no records
UNUSED = ("ab_group", "ab_register_user", "ab_api_key")


def recorded() -> list[Any]:
    models = (mapper.class_ for mapper in Model.registry.mappers)
    return [one for one in models if not issubclass(one, UNRECORDED) and one.__tablename__ not in UNUSED]


@pytest.mark.function("5.2.1-c")
def test_every_recorded_column_has_a_name(app: Flask) -> None:
    with app.test_request_context("/"):
        missing = {
            f"{model.__tablename__}.{column.key}"
            for model in recorded()
            for column in model.__mapper__.column_attrs
            if column.key not in {*SILENT, "id", *column_labels(model.__tablename__)}
        }
    assert not missing


def test_every_recorded_table_has_a_name() -> None:
    assert not {one.__tablename__ for one in recorded()} - set(RECORDS)
