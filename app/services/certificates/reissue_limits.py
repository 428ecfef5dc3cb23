"""What the draft of a reissue may change: enforced wherever its contents or its basic data are written."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.document import application_header, storing
from app.domain.document.application_header import Header
from app.domain.document.content import Content
from app.domain.document.reissues import Openness, ReissueKind
from app.domain.errors import NotAllowedNowError
from app.extensions import db
from app.models import Application, Certificate


def openness(certificate: Certificate) -> Openness | None:
    """Return which entries of a reissue's draft are open; None for any other document, where all are."""
    application = certificate.application
    if application.reissue_kind is None:
        return None
    origin = origin_of(application)
    return Openness(
        kind=ReissueKind(application.reissue_kind),
        spec=certificate.format_version.spec,
        origin=origin.content if origin is not None else Content(),
    )


def origin_of(application: Application) -> Certificate | None:
    """Return the document that an application reissues, in the session's scope."""
    if application.reissue_of_id is None:
        return None
    return db.session.scalar(select(Certificate).where(Certificate.id == application.reissue_of_id))


def is_open(certificate: Certificate, path: str) -> bool:
    """Tell whether the entry at a path may be changed, so that a value for it can be offered."""
    opened = openness(certificate)
    return opened is None or opened.is_path_open(path)


def require_open(certificate: Certificate, before: Content) -> None:
    """Refuse contents that differ from `before` in an entry that this kind of reissue may not change."""
    opened = openness(certificate)
    if opened is None:
        return
    spec = certificate.format_version.spec
    closed = opened.closed(storing.stored(spec, before), storing.stored(spec, certificate.content))
    if closed:
        raise NotAllowedNowError(
            "closed_in_reissue", reissue_kind=certificate.application.reissue_kind, fields=_named(certificate, closed)
        )


def require_open_header(application: Application, before: Header) -> None:
    """Refuse basic data that differ from `before` where this kind of reissue may not change them."""
    if application.reissue_kind is None or not application.certificates:
        return
    opened = openness(application.certificates[0])
    closed = [
        name
        for name, old in application_header.stored(before).items()
        if getattr(application, name) != old and opened is not None and not opened.is_header_open(name)
    ]
    if closed:
        raise NotAllowedNowError(
            "closed_in_reissue",
            reissue_kind=application.reissue_kind,
            fields=[f"application.{name}" for name in closed],
        )


def require_single(application: Application) -> None:
    """Refuse a second document in a reissue: its notes speak of one document."""
    if application.reissue_kind is not None:
        raise NotAllowedNowError("reissue_has_one_document")


def _named(certificate: Certificate, paths: list[str]) -> list[str]:
    """Return the labels of closed boxes, as the paper names them."""
    labels = {
        f"values.{field.key}": f"{field.zh} {field.en}".strip() for field in certificate.format_version.spec.fields
    }
    return [labels.get(path, path) for path in paths]
