"""Issued documents by one column: those made in the period, the most frequent first, in the reader's scope."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.periods import Period
from app.models import Certificate
from app.services.statistics import countries, enterprises, issued, products
from tests.factories import applications as factory
from tests.support import issuing

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_documents_of_the_period_are_counted_by_what_they_say(context: Flask, now: datetime) -> None:
    issuing.issued(3, now=now, goods="冻鳕鱼（示例）")
    issuing.issued(1, now=now, goods="小豆（示例）", of="北方")
    day = Period(now.date(), now.date())
    assert issued.by(Certificate.goods_name, day) == [("冻鳕鱼（示例）", 3), ("小豆（示例）", 1)]
    assert issued.by(Certificate.goods_name, day, limit=1) == [("冻鳕鱼（示例）", 3)]
    yesterday = now.date() - timedelta(days=1)
    assert issued.by(Certificate.goods_name, Period(yesterday, yesterday)) == []


def test_a_reader_counts_what_he_may_see(context: Flask, now: datetime) -> None:
    issuing.issued(3, now=now, goods="冻鳕鱼（示例）")
    issuing.issued(1, now=now, goods="小豆（示例）", of="北方")
    factory.act_as(factory.OTHER_CLERK)
    assert issued.by(Certificate.goods_name, Period(now.date(), now.date())) == [("小豆（示例）", 1)]


def test_countries_products_and_enterprises_are_such_counts(context: Flask, now: datetime) -> None:
    issuing.issued(2, now=now, goods="冻鳕鱼（示例）")
    issuing.issued(1, now=now, goods="小豆（示例）", of="北方")
    day = Period(now.date(), now.date())
    assert products.rows(day) == [("冻鳕鱼（示例）", 2), ("小豆（示例）", 1)]
    assert sum(count for _country, count in countries.rows(day)) == 3
    assert [(name[:6], count) for name, count in enterprises.rows(day)] == [("大连海岸水产", 2), ("大连北方农林", 1)]
