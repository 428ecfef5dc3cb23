"""Preferences: kept with the account for each screen, forgotten one by one, and never without end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import User
from app.services.base import preferences

if TYPE_CHECKING:
    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def test_choices_stand_beside_those_kept_before_and_none_forgets_one(actor: ActorOf) -> None:
    clerk = actor("haian.clerk")
    preferences.remember(clerk, "certificates", size=50)
    preferences.remember(clerk, "certificates", columns=["number"])
    assert preferences.of(clerk, "certificates") == {"size": 50, "columns": ["number"]}
    preferences.remember(clerk, "certificates", size=None)
    assert preferences.of(clerk, "certificates") == {"columns": ["number"]}


def test_nobody_sees_another_one_s_choices_and_nobody_has_none(actor: ActorOf) -> None:
    preferences.remember(actor("haian.clerk"), "certificates", size=50)
    preferences.remember(SYSTEM, "certificates", size=100)
    assert preferences.of(actor("beifang.clerk"), "certificates") == {}
    assert preferences.of(SYSTEM, "certificates") == {}


def test_an_account_keeps_the_screens_used_last(actor: ActorOf) -> None:
    clerk = actor("haian.clerk")
    user = db.session.get_one(User, clerk.user_id)
    user.preferences = {"lists": {f"screen-{n}": {"size": n} for n in range(preferences.MAX_SCREENS)}}
    db.session.commit()
    preferences.remember(clerk, "one-more", size=20)
    assert preferences.of(clerk, "screen-0") == {}
    assert preferences.of(clerk, "screen-1") == {"size": 1}
    assert preferences.of(clerk, "one-more") == {"size": 20}
