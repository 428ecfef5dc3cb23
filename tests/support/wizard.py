"""Filling in the certificate wizard over HTTP, as its pages do: with a script (rows as JSON) and without one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from app.extensions import db
from app.models import Certificate
from tests.factories.applications import HEADER, applicants_part
from tests.factories.contents import SAMPLES
from tests.support.forms import csrf_token, post

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.catalogue.schema import CertificateType

VERSION = re.compile(r'name="version" value="([^"]*)"')
CLAUSE = "兹证明上述产品来自安全非疫区的健康动物。\nThis is to certify that the products derive from healthy animals."


def header_fields(number: str = "226000009999901", **values: Any) -> dict[str, str]:
    """Return the posted names of a header."""
    header = {**HEADER, "inspection_no": number, **values}
    return {"has_header": "1", **{f"header.{k}": v for k, v in header.items() if isinstance(v, str)}}


def start(client: FlaskClient, kind: CertificateType, *, number: str = "226000009999901", **data: Any) -> int:
    """Go through the first step and return the id of the draft's certificate."""
    answer = start_answer(client, kind, number=number, **data)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return int(answer.headers["Location"].split("/")[-2])


def start_answer(
    client: FlaskClient, kind: CertificateType, *, number: str = "226000009999901", **data: Any
) -> TestResponse:
    """Send the first step."""
    wanted = {
        "do": "start", "client_token": uuid4().hex, "format_code": kind.formats[0], **header_fields(number), **data,
    }  # fmt: skip
    return post(client, f"/certificates/{kind.key}/new", data=wanted)


def content_fields(kind: CertificateType, *, with_script: bool = True) -> dict[str, Any]:
    """Return the posted names of realistic contents for a type's format."""
    from app.catalogue.loader import catalogue

    spec = catalogue().formats[kind.formats[0]]
    content = applicants_part(spec, SAMPLES[spec.code])
    fields: dict[str, Any] = {"has_statements": "1", "statements": sorted(content.statements)}
    for item in spec.fields:
        if item.key in content.values:
            text = content.values[item.key]
            fields[f"values.{item.key}"] = text.split(",") if item.multiple else text
    for group, rows in content.rows.items():
        if with_script:
            fields[f"rows.{group}"] = json.dumps(list(rows), ensure_ascii=False)
            continue
        fields[f"has_{group}"] = "1"
        for number, row in enumerate(rows):
            fields.update({f"{group}.{number}.{column}": text for column, text in row.items()})
    return fields


def version_on(client: FlaskClient, path: str) -> str:
    """Return the version that the form on a page was filled from."""
    found = VERSION.search(client.get(path).get_data(as_text=True))
    assert found, f"no version on {path}"
    return found.group(1)


def save(client: FlaskClient, certificate_id: int, *, version: str | None = None, **data: Any) -> TestResponse:
    """Send the form of a document."""
    path = f"/certificates/{certificate_id}/edit"
    fields = data.pop("fields", {})
    wanted = {"version": version or version_on(client, path), "do": "save", **fields, **data}
    return post(client, path, data=wanted)


def autosave(client: FlaskClient, certificate_id: int, *, version: str, token: str | None = None, **data: Any) -> Any:
    """Send what the page sends while somebody types."""
    path = f"/certificates/{certificate_id}"
    return client.post(
        f"{path}/autosave",
        data={"version": version, "csrf_token": token or csrf_token(client, f"{path}/edit"), **data},
        headers={"Accept": "application/json"},
    )


def page_of(app: Flask, certificate_id: int) -> str:
    """Return the address of the application that a document belongs to; what is not there keeps its number."""
    with app.app_context():
        found = db.session.scalar(db.select(Certificate.application_id).where(Certificate.id == certificate_id))
    return f"/applications/{found or certificate_id}"


def submit(client: FlaskClient, certificate_id: int, **data: Any) -> TestResponse:
    """Declare a document's application from its check page."""
    page = page_of(client.application, certificate_id)
    return post(client, f"{page}/submit", form_on=f"{page}/check", data={**data})
