"""What a process keeps of drawn pages: the newest, as many as there is room for, each made once."""

from __future__ import annotations

from functools import partial

from app.views.certificates.paper_answers import Body, Kept


class Maker:
    """Make bodies, and remember for whom."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, name: str, letters: int = 10) -> Body:
        self.made.append(name)
        return Body("text/plain", b"x" * letters)


def test_what_is_kept_is_not_made_again() -> None:
    kept, make = Kept(100), Maker()
    for _ in range(2):
        assert kept.get("a", lambda: make("a")).packed == b"x" * 10
    assert make.made == ["a"]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept, make = Kept(30), Maker()
    for name in ("a", "b", "c", "a", "d", "a", "b"):
        kept.get(name, partial(make, name))
    assert make.made == ["a", "b", "c", "d", "b"]


def test_one_that_is_larger_than_the_room_is_answered_all_the_same() -> None:
    kept, make = Kept(5), Maker()
    for name in ("large", "other"):
        assert len(kept.get(name, partial(make, name, 50)).packed) == 50
