"""What is typed on the desk: read, kept until it is used, and a query row that is never wrong."""

from __future__ import annotations

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from app.views.review.forms import keep, kept, number_of, posted, query

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


SENT = MultiDict(
    {
        "version": "3", "certificate": "7", "opinion": "请更正", "customs.seal_no": "A1",
        "remark.values.consignor.opinion": "不清楚", "remark.values.brand.path": "values.brand",
    }
)  # fmt: skip


def test_the_form_is_read_with_the_remarks_that_say_something() -> None:
    form = posted(SENT)
    assert (form.version, form.certificate_id, form.reasons["opinion"]) == (3, 7, "请更正")
    assert (form.customs, list(form.remarks)) == ({"seal_no": "A1"}, ["values.consignor"])


def test_what_was_typed_comes_back_for_the_document_that_it_was_typed_at() -> None:
    keep(5, posted(SENT))
    assert kept(5, 7).remarks["values.consignor"].opinion == "不清楚"
    other = kept(5, 8)
    assert (other.reasons["opinion"], other.customs, other.remarks) == ("请更正", {}, {})
    keep(5, posted(MultiDict()))
    assert kept(5, 7).reasons == {}


def test_a_query_that_makes_no_sense_asks_nothing() -> None:
    asked = query({"status": "moon", "from": "yesterday", "page": "x", "page_size": "7", "country": " kor "})
    assert (asked.tab, asked.submitted_from, asked.page, asked.country) == ("todo", None, 1, "KOR")
    assert query({"from": "2026-11-23"}).submitted_from == date(2026, 11, 23)
    assert [number_of(text) for text in ("12", "", None, "-1", "1" * 10, "٣")] == [12, None, None, None, None, None]
