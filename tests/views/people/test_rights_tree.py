"""The tree of rights: every right has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.people import role_rights
from app.views.people.rights_tree import rights_words

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.one_database(reason="words of the catalogue; no query of its own")


def test_every_right_has_a_name(context: Flask) -> None:
    """A role's tree shows what can be given; a code would tell an administrator nothing."""
    with context.test_request_context("/"):
        words = {rights_words([repr(right)]) for right in role_rights.rights()}
    assert words
    assert not {text for text in words if "_" in text}
