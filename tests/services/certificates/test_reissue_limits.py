"""Limits of reissues: closed entries, numbers and documents are refused by the server."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError
from app.domain.workflow import Status
from app.models import Application
from app.services.applications import applications, reissues
from app.services.applications import documents as application_documents
from app.services.applications.documents import Wanted
from app.services.certificates import certificates
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, OTHER_CLERK, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Certificate


def _issued() -> int:
    number: int = factory.make(status=Status.ISSUED).certificates[0].id
    return number


def _reissue(certificate_id: int, kind: str = "supplement", **more: Any) -> Application:
    return reissues.reissue(act_as(CLERK), certificate_id, kind=kind, reason="补充检测项目（示例）。", now=NOW, **more)


def _save(certificate: Certificate, **values: str) -> None:
    content = replace(certificate.content, values={**certificate.values, **values})
    certificates.save(act_as(CLERK), certificate.id, content, version=certificate.version)


@pytest.mark.function("5.8.1-reissue")
@pytest.mark.parametrize(
    ("kind", "values", "is_open"),
    [
        ("supplement", {"consignee": "X"}, False),
        ("supplement", {"remark": "补充说明（示例）"}, True),
        ("change", {"consignee": "X"}, True),
        ("replace", {"consignee": "X"}, True),
        ("second_original", {"remark": "X"}, False),
    ],
)
def test_the_server_refuses_what_a_kind_may_not_change(
    context: Flask,
    kind: str,
    values: dict[str, str],
    is_open: bool,  # noqa: FBT001
) -> None:
    document = _reissue(_issued(), kind).certificates[0]
    if is_open:
        _save(document, **values)
        return
    with pytest.raises(NotAllowedNowError) as refused:
        _save(document, **values)
    assert refused.value.code == "closed_in_reissue"
    assert certificates.load(document.id).values.get(*values) != next(iter(values.values()))


def test_number_office_and_further_documents_are_closed_in_every_kind(context: Flask) -> None:
    draft = _reissue(_issued(), "change")
    with pytest.raises(NotAllowedNowError):
        applications.save_header(act_as(CLERK), draft.id, {"inspection_no": "926999999999999"}, version=draft.version)
    draft = applications.find(draft.id)
    actor = act_as(CLERK)
    with pytest.raises(NotAllowedNowError) as refused:
        application_documents.add(actor, draft.id, [Wanted("14", "c3-1")], version=draft.version, now=NOW)
    assert refused.value.code == "reissue_has_one_document"


def test_kind_and_place_of_the_original_must_go_together(context: Flask) -> None:
    old = _issued()
    cases = [("x", "", "unknown_reissue_kind"), ("change", "x", "unknown_original_place"),
             ("change", "lost", "original_place_unfit")]  # fmt: skip
    for kind, place, code in cases:
        with pytest.raises(DomainError) as refused:
            _reissue(old, kind, original_place=place)
        assert refused.value.code == code
    with pytest.raises(NotFoundError):
        reissues.reissue(act_as(OTHER_CLERK), old, kind="change", reason="x", now=NOW)
