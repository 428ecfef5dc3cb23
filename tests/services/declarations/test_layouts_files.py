"""Template files of imports: each kind in each form for whoever may import, and for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotFoundError, NotPermittedError
from app.services.declarations import layouts
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


def test_each_kind_has_a_template_in_each_form(context: Flask) -> None:
    clerk = factory.act_as(factory.CLERK)
    for kind in layouts.KINDS:
        for extension in layouts.EXTENSIONS:
            data, media_type = layouts.template_file(clerk, kind, extension, language="en", notes=[])
            assert "/" in media_type
            assert data.startswith(b"PK") == (extension == "xlsx"), (kind, extension)
            assert len(data) > len(layouts.KINDS[kind].layout().header.fields)


def test_another_form_is_not_there_and_a_reviewer_gets_none(context: Flask) -> None:
    with pytest.raises(NotFoundError):
        layouts.template_file(factory.act_as(factory.CLERK), "declarations", "exe", language="en", notes=[])
    with pytest.raises(NotPermittedError):
        layouts.template_file(factory.act_as(factory.REVIEWER), "declarations", "xlsx", language="en", notes=[])
