"""Actions on the chosen rows of a list 申报所选 打印所选 删除所选: each row for itself, with a result for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotAllowedNowError
from app.domain.workflow import Action
from app.models import Certificate
from app.services.base.pdf_files import joined
from app.services.base.transaction import transaction
from app.services.certificates import certificates, documents, row_actions
from app.services.certificates.documents import File
from app.services.workflow import workflow


@dataclass(frozen=True)
class Result:
    """Say of one row what came of it; `error` is None when it was done."""

    certificate_id: int
    number: str
    application_id: int | None = None
    error: DomainError | None = None

    @property
    def is_done(self) -> bool:
        return self.error is None


def submit(actor: Actor, ids: Sequence[int], *, now: datetime) -> list[Result]:
    """Declare the applications of the chosen documents; one that holds several of them is declared once."""
    declared: dict[int, DomainError | None] = {}

    def declare(certificate: Certificate) -> None:
        application_id = certificate.application_id
        if application_id not in declared:
            declared[application_id] = _outcome(lambda: workflow.perform(actor, Action.SUBMIT, application_id, now=now))
        error = declared[application_id]
        if error is not None:
            raise error

    return _each(ids, declare)


def delete(actor: Actor, ids: Sequence[int], *, now: datetime) -> list[Result]:
    """Take the chosen documents out of their drafts."""
    return _each(ids, lambda certificate: certificates.remove(actor, certificate.id, now=now))


def printable(actor: Actor, ids: Sequence[int]) -> list[Result]:
    """Tell which of the chosen documents can be printed now; prints and logs nothing."""

    def ask(certificate: Certificate) -> None:
        refusal = row_actions.refusals(actor, [certificate])[certificate.id].get(Action.PRINT, "not_permitted")
        if refusal is not None:
            raise NotAllowedNowError(refusal, action=Action.PRINT.value, status=certificate.status)

    return _each(ids, ask)


def print_all(
    actor: Actor, ids: Sequence[int], *, now: datetime, reason: str = "", copy_kind: str = "original"
) -> tuple[File | None, list[Result]]:
    """Return one PDF of the frozen files and the result of each row; each print goes into the ledger, or none does."""
    files: list[bytes] = []

    def take(certificate: Certificate) -> None:
        _document, file = documents.print_issued(actor, certificate.id, copy_kind=copy_kind, now=now, reason=reason)
        files.append(file.data)

    results: list[Result] = []
    try:
        with transaction():
            results += _each(ids, take)
            _all_or_none(results)
    except _NotAllError:
        return None, results
    return (File(joined(files), f"certificates-{len(files)}.pdf") if files else None), results


class _NotAllError(Exception):
    """Take back what a batch has written so far: what is not handed out is not counted."""


def _all_or_none(results: Iterable[Result]) -> None:
    if not all(result.is_done for result in results):
        raise _NotAllError


def _each(ids: Iterable[int], act: Callable[[Certificate], object]) -> list[Result]:
    """Act on each document in the actor's scope; what is foreign or gone is answered alike."""
    results = []
    for number in ids:
        name, application_id = "", None
        try:
            certificate = certificates.load(number)
            name, application_id = certificate.number, certificate.application_id
            act(certificate)
        except DomainError as error:
            results.append(Result(number, name, application_id, error))
        else:
            results.append(Result(number, name, application_id))
    return results


def _outcome(act: Callable[[], object]) -> DomainError | None:
    try:
        act()
    except DomainError as error:
        return error
    return None
