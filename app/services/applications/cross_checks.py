"""Cross-checks before declaring: each document beside its declaration and the last documents of its enterprise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from app.domain.document import cross_checks, smart_import
from app.domain.document.cross_checks import Papers
from app.domain.document.fields import FieldError
from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, Certificate
from app.services.base.names import Names
from app.services.declarations import declarations

#: Documents whose names are compared.
LOOKED_AT = 40
_OWN = frozenset({Status.DRAFT.value, Status.WITHDRAWN.value})


def of(application: Application, *, only: Certificate | None = None) -> list[FieldError]:
    """Return the warnings of an application or of one document, under the paths that `applications.check` gives."""
    found: dict[tuple[str, str], FieldError] = {}
    names, used = Names(), _used(application)
    for certificate in application.certificates if only is None else [only]:
        for warning in cross_checks.run(_papers(certificate, used, names)):
            is_header = warning.path.startswith("application.")
            path = warning.path if is_header else f"certificates.{certificate.id}.{warning.path}"
            found[path, warning.code] = replace(warning, path=path)
    return list(found.values())


def _papers(certificate: Certificate, used: Mapping[str, Sequence[str]], names: Names) -> Papers:
    application, spec = certificate.application, certificate.format_version.spec
    number = application.inspection_no
    is_foreign = declarations.is_foreign(number, application.organisation_id)
    declared = None if is_foreign else declarations.source(number, scheme=spec.scheme)
    return Papers(
        fmt=spec,
        content=certificate.content,
        proposed=smart_import.propose(spec, declared, names=names) if declared is not None else None,
        declaration=declared or {},
        country=application.destination_country,
        used=used,
    )


def _used(application: Application) -> Mapping[str, Sequence[str]]:
    """Return what the fields said on the enterprise's last declared documents to the same country."""
    rows = db.session.scalars(
        select(Certificate.values)
        .where(
            Certificate.organisation_id == application.organisation_id,
            Certificate.destination_country == application.destination_country,
            Certificate.application_id != application.id,
            Certificate.status.not_in(_OWN),
        )
        .order_by(Certificate.id.desc())
        .limit(LOOKED_AT)
    )
    found: dict[str, dict[str, None]] = {}
    for values in rows:
        for key, text in values.items():
            found.setdefault(key, {})[text.strip()] = None
    return {key: list(texts) for key, texts in found.items()}
