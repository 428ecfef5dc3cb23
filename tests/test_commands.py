"""The commands, as an administrator types them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.catalogue.faults import Fault
from app.services.base import fonts
from app.services.formats import publishing
from tests.support.forms import post

if TYPE_CHECKING:
    from flask import Flask


def _run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, result.output


def test_the_first_administrator_gets_a_one_time_password_that_opens_the_door(app: Flask) -> None:
    code, told = _run(app, "administrator", "first.admin", "--email", "first@example.test")
    one_time = re.search(r"one-time password (\S+) ", told)
    assert code == 0
    assert one_time
    client = app.test_client()
    answer = post(client, "/login/", data={"username": "first.admin", "password": one_time.group(1)})
    assert answer.status_code == 302
    assert client.get("/").headers["Location"].startswith("/password/")


def test_an_account_that_exists_is_not_opened_again(app: Flask) -> None:
    assert _run(app, "administrator", "admin", "--email", "other@example.test") == (
        1,
        "Error: Not opened: login_taken\n",
    )


def test_seeding_twice_says_nothing_new(app: Flask) -> None:
    assert _run(app, "seed") == (0, "")


def test_a_whole_history_is_said_to_be_whole(app: Flask) -> None:
    code, told = _run(app, "audit", "verify")
    assert code == 0
    assert "complete" in told


def test_a_machine_with_the_tested_fonts_is_said_to_print_as_tested(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, told = _run(app, "check")
    assert (code, "debian-12" in told) == (0, True)
    monkeypatch.setattr(
        publishing, "sample_faults", lambda _spec, _content: [Fault("layout", "sample_faulty", {"code": "x"})]
    )
    code, told = _run(app, "check")
    assert (code, "The sample of" in told) == (1, True)
    monkeypatch.undo()
    monkeypatch.setattr(fonts, "findings", lambda: ["Something differs."])
    assert _run(app, "check") == (1, "Something differs.\n")
