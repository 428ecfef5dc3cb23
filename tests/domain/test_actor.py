"""Actors: what roles allow, and who is the system, a customs office's feed or an official abroad."""

from __future__ import annotations

from app.domain.actor import SYSTEM, Actor, customs_feed

CLERK = Actor(login="haian.clerk", name="Li", user_id=7, permissions=frozenset({("can_submit", "certificate_quality")}))


def test_an_actor_may_what_his_roles_give_and_the_system_may_everything() -> None:
    assert CLERK.may("can_submit", "certificate_quality")
    assert not CLERK.may("can_submit", "certificate_weight")
    assert SYSTEM.may("can_submit", "certificate_weight")


def test_only_a_job_that_sees_all_is_the_system() -> None:
    assert SYSTEM.is_system
    assert not Actor(login="admin", name="A", user_id=1, sees_all=True).is_system
    assert not Actor(login="", name="").is_system
    assert (SYSTEM.login, SYSTEM.name, SYSTEM.is_customs_feed) == ("system", "System", False)


def test_an_official_abroad_is_told_by_his_role() -> None:
    assert Actor(login="o", name="O", user_id=2, roles=frozenset({"overseas"})).is_overseas
    assert not CLERK.is_overseas


def test_a_message_of_an_office_is_applied_in_the_name_of_its_officer() -> None:
    feed = customs_feed("0900", "王示例")
    assert (feed.login, feed.name, feed.customs_codes, feed.is_customs_feed) == (
        "customs", "王示例", frozenset({"0900"}), True,
    )  # fmt: skip
    assert not Actor(login="r", name="R", user_id=3, customs_codes=frozenset({"0900"})).is_customs_feed


def test_an_actor_of_whom_nothing_is_known_has_nothing() -> None:
    nobody = Actor(login="", name="")
    assert (nobody.organisation_name, nobody.has_registration, nobody.sees_all, nobody.address, nobody.request_id) == (
        "", False, False, "", "",
    )  # fmt: skip
