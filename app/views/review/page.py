"""What the desk's templates show: an application, its documents compared, customs' fields, verbs, errors at fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from flask import request, url_for

from app.catalogue.schema import Table
from app.domain.actor import Actor
from app.domain.errors import DomainError, InvalidError, NotFoundError
from app.domain.workflow import Action
from app.models import Application, Certificate
from app.models.base import utc_now
from app.services.applications import applications
from app.services.base.names import Names
from app.services.certificates import comparisons
from app.services.certificates.comparisons import Comparison
from app.services.review import customs_fields, worklist
from app.services.review.customs_fields import CustomsField
from app.services.review.worklist import Worklist
from app.services.workflow import timelines, workflow
from app.services.workflow.timelines import Label, label_of
from app.views.frame.context import Context
from app.views.review import checks, forms
from app.views.review.forms import DeskForm
from app.views.review.verbs import address, refusal_sentence, verbs
from app.views.words.refusals import worded
from app.views.workflow import table
from app.views.workflow.record import OPINION, DeskSituation


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Hold what went wrong in which step, and at which box."""

    error: DomainError
    step: str
    box: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """Hold one line of the list of errors: where it leads, what it is about, what is wrong."""

    address: str
    label: Label | None
    sentence: str


@dataclass(kw_only=True)
class Errors:
    """Hold a failure's sentences, sorted by the place they stand at."""

    sentence: str = ""
    told: list[Told] = field(default_factory=list)
    customs: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OwnTable:
    """Hold the rows that customs alone enters (write-offs), under the heading that the paper gives them."""

    heading: Table
    rows: list[list[CustomsField]]


def worklist_page(found: Worklist) -> Context:
    """Return what the worklist's template shows."""
    return {
        "worklist": found,
        "query": found.query,
        "arguments": {name: value for name, value in request.args.items() if value and name != "page"},
        "documents": {application.id: _goods(application) for application in found.rows},
        "most": worklist.COUNTED,
    }


def desk(
    actor: Actor,
    application_id: int,
    certificate_id: int | None,
    *,
    form: DeskForm | None = None,
    failure: Failure | None = None,
) -> Context:
    """Return what the desk's template shows; raises NotFoundError for applications of other offices."""
    application = applications.find(application_id)
    if application.declaring_customs not in actor.customs_codes:
        raise NotFoundError
    certificate = _chosen(application, certificate_id)
    names, now = Names(), utc_now()
    compared = comparisons.of_all(application, names=names)
    own = customs_fields.of(certificate, now=now, names=names)
    situation = _situation(actor, application, certificate, compared, own)
    return {
        "application": application,
        "certificate": certificate,
        "compared": compared,
        "comparison": compared[certificate.id],
        "customs": [entry for entry in own if entry.number is None],
        "own_tables": _own_tables(certificate, own),
        "warnings": checks.warnings(certificate, compared[certificate.id]),
        "missing_here": _missing(own),
        "typed": form or forms.kept(application.id, certificate.id),
        "verbs": verbs(situation),
        "refused": {action.value: refusal_sentence(action, situation) for action in Action},
        "writing_refused": _writing_refused(situation),
        "position": worklist.position(actor, application.id),
        "timeline": timelines.of(application, tab=request.args.get("timeline", "all")),
        "timeline_base": url_for("ReviewDeskView.show", application_id=application.id, certificate=certificate.id),
        "errors": _errors(failure, certificate, own, application),
        "only": request.args.get("only") == "1",
        "open_remarks": sum(r.state == "open" for r in application.remarks),
    }


def _situation(
    actor: Actor,
    application: Application,
    certificate: Certificate,
    compared: Mapping[int, Comparison],
    own: Sequence[CustomsField],
) -> DeskSituation:
    """Return what the verbs' sentences speak of; the document at the desk counts with its proposals."""
    others = (c for c in application.certificates if c is not certificate)
    return DeskSituation(
        application=application,
        refusals=workflow.refusals(actor, application),
        amended=sum(len(line.amended) for found in compared.values() for line in found.lines),
        missing=_missing(own) + sum(customs_fields.missing(other) for other in others),
    )


def _own_tables(certificate: Certificate, own: Sequence[CustomsField]) -> list[OwnTable]:
    """Lay the cells of customs' own rows out as the paper does: a table a group, a row a number."""
    found: list[OwnTable] = []
    for heading in certificate.format_version.spec.tables:
        cells = [e for e in own if e.number and e.path.startswith(f"{heading.group}.")]
        rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.number)]
        if rows:
            found.append(OwnTable(heading=heading, rows=rows))
    return found


def _missing(own: Sequence[CustomsField]) -> int:
    return sum(entry.is_missing for entry in own)


def _chosen(application: Application, certificate_id: int | None) -> Certificate:
    for certificate in application.certificates:
        if certificate.id == certificate_id:
            return certificate
    if certificate_id is not None or not application.certificates:
        raise NotFoundError
    return application.certificates[0]


def _goods(application: Application) -> str:
    return "、".join(dict.fromkeys(c.goods_name for c in application.certificates if c.goods_name))


def _writing_refused(situation: DeskSituation) -> str | None:
    """Return why the reviewer may not write into the applicant's fields now, or None when he may."""
    refused = refusal_sentence(Action.AMEND, situation)
    application = situation.application
    if refused is None and not (application.needs_confirmation and application.status == "under_review"):
        return worded("applicants_fields_are_closed")
    return refused


def _errors(
    failure: Failure | None, certificate: Certificate, own: Sequence[CustomsField], application: Application
) -> Errors:
    if failure is None:
        return Errors()
    errors = Errors(sentence=worded(failure.error))
    if isinstance(failure.error, InvalidError):
        _sort(failure.error, errors, certificate, own, application)
    elif box := failure.box or str(failure.error.params.get("box", "")):
        errors.remarks[box] = errors.sentence
    elif failure.error.code == "reason_needed":
        form = next((words.form for action, words in table.words().items() if address(action) == failure.step), None)
        errors.reasons[form.entry if form else OPINION] = errors.sentence
    return errors


def _sort(
    invalid: InvalidError,
    errors: Errors,
    certificate: Certificate,
    own: Sequence[CustomsField],
    application: Application,
) -> None:
    """Put each error at its field of this document, and name the document where it is another."""
    mine = {entry.path for entry in own}
    documents = {str(c.id): c for c in application.certificates}
    for error in invalid.errors:
        path, about = error.path, certificate
        if path.startswith("certificates."):
            _, number, path = path.split(".", 2)
            about = documents[number]
        key = path.removeprefix("values.")
        sentence = worded(error)
        is_here = about is certificate
        if is_here and key in mine:
            errors.customs[key] = sentence
        target = f"#customs-{key.replace('.', '-')}" if key in mine else f"#box-{key}"
        page = url_for("ReviewDeskView.show", application_id=application.id, certificate=about.id)
        label = label_of(about.format_version.spec, path, document="" if is_here else about.sub_certificate_no)
        errors.told.append(Told(address=target if is_here else page + target, label=label, sentence=sentence))
