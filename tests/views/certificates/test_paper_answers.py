"""What a process keeps of drawn pages: the newest, as many as there is room for, each made once."""

from __future__ import annotations

from app.views.certificates.paper_answers import Body, Kept


def body(letters: int) -> Body:
    return Body("text/plain", b"x" * letters)


def test_what_is_kept_is_not_made_again() -> None:
    kept, made = Kept(100), []
    for _ in range(2):
        assert kept.get("a", lambda: made.append(1) or body(10)).packed == b"x" * 10
    assert made == [1]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Kept(30)
    made: list[str] = []
    for name in ("a", "b", "c", "a", "d", "a", "b"):
        kept.get(name, lambda name=name: made.append(name) or body(10))  # type: ignore[misc]
    assert made == ["a", "b", "c", "d", "b"]


def test_one_that_is_larger_than_the_room_is_answered_all_the_same() -> None:
    kept = Kept(5)
    assert len(kept.get("large", lambda: body(50)).packed) == 50
    assert len(kept.get("other", lambda: body(50)).packed) == 50
