"""The reviewer's desk as its form sends it, and applications as plain data between requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tests.factories import applications as factory
from tests.support.forms import csrf_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.models import Application

Result = TypeVar("Result")


@dataclass(frozen=True)
class Known:
    """Hold what a test wants to know of an application, read by its clerk."""

    id: int
    version: int
    status: str
    inspection_no: str
    review_opinion: str
    certificate_ids: list[int]
    certificate_nos: list[str | None]
    validities: list[str | None]
    values: dict[str, str]
    customs: dict[str, str]
    remark_ids: list[int]
    reviewer: str | None
    actions: list[str]

    @property
    def certificate_id(self) -> int:
        return self.certificate_ids[0]


def known(application: Application) -> Known:
    """Copy an application out of its session."""
    first = application.certificates[0]
    return Known(
        id=application.id,
        version=application.version,
        status=application.status,
        inspection_no=application.inspection_no,
        review_opinion=application.review_opinion,
        certificate_ids=[c.id for c in application.certificates],
        certificate_nos=[c.certificate_no for c in application.certificates],
        validities=[c.validity for c in application.certificates],
        values=dict(first.values),
        customs=factory.customs_part(first),
        remark_ids=[remark.id for remark in application.remarks],
        reviewer=application.reviewer.username if application.reviewer else None,
        actions=[event.action for event in application.events],
    )


def make(app: Flask, *arguments: Any, **options: Any) -> Known:
    """Make an application by the factory, in a context of its own: requests must not share one."""
    with app.app_context():
        return known(factory.make(*arguments, **options))


def read(app: Flask, application_id: int) -> Known:
    """Read an application anew."""
    return within(app, lambda: known(factory.applications.find(application_id)))


def within(app: Flask, work: Callable[[], Result], *, username: str = factory.CLERK) -> Result:
    """Do something with the services in a user's name, in a context of its own."""
    with app.app_context():
        factory.act_as(username)
        return work()


def press(
    client: FlaskClient, application: Known, name: str, *, certificate: int | None = None, **data: Any
) -> TestResponse:
    """Press a button of the desk with the form as the page gives it, and `data` typed into it."""
    number = certificate or application.certificate_id
    token = csrf_token(client, f"/review/{application.id}?certificate={number}")
    fields = {"csrf_token": token, "version": application.version, "certificate": number, **data}
    return client.post(f"/review/{application.id}/{name}", data=fields)
