"""Who belongs to an audience: rights on any document type, on the one that the route names, officials on their own."""

from __future__ import annotations

from app.domain.actor import Actor
from app.views.frame.audiences import LOGGED_IN, OVERSEAS, PUBLIC, admits, any_of, certificate_permission, described

NOBODY = Actor(login="", name="")
CLERK = Actor(
    user_id=1, login="clerk", name="Li", permissions=frozenset({("can_show", "certificate_health"), ("can_add", "x")})
)
OFFICIAL = Actor(
    user_id=2,
    login="kim",
    name="Kim",
    roles=frozenset({"overseas"}),
    permissions=frozenset({("can_search", "overseas_portal")}),
)


def test_a_visitor_belongs_to_the_public_alone() -> None:
    assert [admits(one, NOBODY, {}) for one in (PUBLIC, LOGGED_IN, OVERSEAS, ("can_add", "x"))] == [
        True, False, False, False,
    ]  # fmt: skip


def test_an_official_abroad_belongs_to_the_portal_and_to_nothing_inside() -> None:
    assert [admits(one, OFFICIAL, {}) for one in (PUBLIC, OVERSEAS, LOGGED_IN)] == [True, True, False]
    assert not admits(OVERSEAS, CLERK, {})


def test_a_right_counts_on_the_type_that_the_route_names_and_on_any_where_it_names_none() -> None:
    shows = certificate_permission("can_show")
    assert admits(shows, CLERK, {})
    assert admits(shows, CLERK, {"type_key": "health"})
    assert not admits(shows, CLERK, {"type_key": "veterinary_health"})


def test_one_of_several_audiences_is_enough_and_is_described_by_all() -> None:
    either = any_of(("can_delete", "x"), ("can_add", "x"))
    assert admits(either, CLERK, {})
    assert not admits(any_of(("can_delete", "x")), CLERK, {})
    assert described(either) == "can_delete on x or can_add on x"
