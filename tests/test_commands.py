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


def test_the_library_is_listed_with_where_its_forms_come_from(app: Flask) -> None:
    code, told = _run(app, "formats", "list")
    assert code == 0
    assert re.search(
        r"^ippc-reexport\t-\ten\tall countries\tPHYTOSANITARY CERTIFICATE FOR RE-EXPORT$", told, re.MULTILINE
    )
    assert "official, 2017-04: ISPM 12 Annex 2" in told


def test_forms_are_installed_by_their_codes_and_only_once(app: Flask) -> None:
    assert _run(app, "formats", "install", "ippc-reexport", "free-sale", "--login", "admin") == (
        0,
        "ippc-reexport is a format now.\nfree-sale is a format now.\n",
    )
    assert _run(app, "formats", "install", "free-sale") == (
        0,
        "free-sale was installed already; it stays as it is.\n",
    )
    assert "free-sale\tinstalled\tzh/en" in _run(app, "formats", "list")[1]


def test_an_unknown_form_or_login_is_refused_in_a_sentence(app: Flask) -> None:
    code, told = _run(app, "formats", "install", "free-sails")
    assert code == 1
    assert told.startswith("Error: The library has no form free-sails. It has: c3-1-es, ")
    assert _run(app, "formats", "install", "free-sale", "--login", "nobody") == (
        1,
        "Error: There is no account nobody.\n",
    )
