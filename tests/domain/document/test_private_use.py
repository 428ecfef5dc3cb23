"""Private use: old code points stand for what GB 18030 says that their bytes are."""

from __future__ import annotations

from app.domain.document.private_use import STANDARD_FORMS

#: GBK's rows for its private code points, in their order.
_BYTES = [bytes([0xFE, low]) for low in (*range(0x50, 0x7F), *range(0x80, 0xA1))]


def test_the_code_points_of_gbk_stand_for_their_bytes_in_gb_18030() -> None:
    for number, pair in enumerate(_BYTES, 0xE815):
        known = pair.decode("gb18030")  # Python's table still has the private code point for some
        assert known in (STANDARD_FORMS[number], chr(number))
    agreeing = [
        number for number, pair in enumerate(_BYTES, 0xE815) if pair.decode("gb18030") == STANDARD_FORMS[number]
    ]
    assert len(_BYTES) == 80
    assert len(agreeing) > 60


def test_a_name_that_old_systems_write_privately_is_read() -> None:
    assert STANDARD_FORMS[0xE863] == "䶮"
    assert STANDARD_FORMS[0xE7C7] == "ḿ"
    assert STANDARD_FORMS[0xE78D] == "︐"
    assert all(0xE000 <= number <= 0xF8FF and len(form) == 1 for number, form in STANDARD_FORMS.items())
