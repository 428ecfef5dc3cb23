"""What is read once a request is read anew in the next one."""

from __future__ import annotations

from itertools import count

from flask import Flask

from app.views.words.once import once_a_request


def test_a_request_reads_once_and_the_next_one_again() -> None:
    numbers = count(1)

    @once_a_request
    def number() -> int:
        return next(numbers)

    app = Flask(__name__)
    with app.app_context():
        assert (number(), number()) == (1, 1)
    with app.app_context():
        assert number() == 2
