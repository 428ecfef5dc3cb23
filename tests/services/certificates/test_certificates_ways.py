"""Every way a text comes into a document keeps it in one form: nothing unseen, no line glued, no letter lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.domain.document import storing
from app.domain.document.content import Content
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Declaration
from app.services.applications import applications, drafts, reissues, template_records, templates
from app.services.applications.drafts import Typed
from app.services.base.transaction import transaction
from app.services.certificates import certificates, smart_imports
from app.services.review import reviews
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Certificate

DECLARED = "226000004178628"
#: As it comes from Word, a web page and an old system: tab, vertical tab, paragraph end, zero width, private use.
TYPED = "\ufeffEXAMPLE\tCO.,\u200b LTD\vNO. 1 ROAD\u2029宿\ue863\u00ad"
KEPT = "EXAMPLE CO., LTD\nNO. 1 ROAD\n宿䶮"


def _put(certificate_id: int, text: str) -> None:
    """Let a document hold a text as documents of before this rule do."""
    act_as(factory.ADMINISTRATOR)
    with transaction():
        certificate = certificates.load(certificate_id)
        certificate.values = {**certificate.values, "consignee": text}
    act_as(CLERK)


def form() -> Certificate:
    draft = factory.draft().certificates[0]
    content = Content(values={"consignee": TYPED})
    return drafts.save(act_as(CLERK), draft.id, Typed(content=content), version=drafts.version_of(draft))[0]


def service() -> Certificate:
    draft = factory.draft().certificates[0]
    return certificates.save(
        act_as(CLERK), draft.id, Content(values={"consignee": TYPED}), version=draft.version
    )[0]  # fmt: skip


def copy() -> Certificate:
    origin = factory.make(status=Status.SUBMITTED).certificates[0].id
    _put(origin, TYPED)
    return applications.copy(act_as(CLERK), origin, now=NOW).certificates[0]


def template() -> Certificate:
    made = factory.draft()
    _put(made.certificates[0].id, TYPED)
    kept = templates.keep(act_as(CLERK), made.id, name="ways", now=NOW)
    return templates.use(act_as(CLERK), kept.id, now=NOW).certificates[0]


def edited_template() -> Certificate:
    made = factory.draft()
    kept = templates.keep(act_as(CLERK), made.id, name="edited", now=NOW)
    content = Content(values={"consignee": TYPED})
    template_records.save_document(act_as(CLERK), kept.id, 0, content, copies=None, version=None)
    return templates.use(act_as(CLERK), kept.id, now=NOW).certificates[0]


def reissue() -> Certificate:
    issued = factory.make(status=Status.ISSUED).certificates[0].id
    _put(issued, TYPED)
    made = reissues.reissue(act_as(CLERK), issued, kind="change", reason="更正（示例）。", now=NOW)
    return made.certificates[0]


def suggestion() -> Certificate:
    made = factory.make(status=Status.UNDER_REVIEW)
    certificate_id = made.certificates[0].id
    reviewer = act_as(REVIEWER)
    remark = reviews.add_remark(
        reviewer, certificate_id, path="values.consignee", opinion="请更正", suggested_value=TYPED
    ).id
    workflow.perform(reviewer, Action.RETURN, made.id, now=NOW, reason="请更正")
    return reviews.accept_suggestion(act_as(CLERK), certificate_id, remark)


def amendment() -> Certificate:
    made = factory.make(status=Status.UNDER_REVIEW, needs_confirmation=True)
    certificate = made.certificates[0]
    content = Content(
        values={**certificate.values, "consignee": TYPED}, rows=certificate.rows,
        statements=frozenset(certificate.statements),
    )  # fmt: skip
    workflow.perform(
        act_as(REVIEWER), Action.AMEND, made.id, now=NOW, certificate_id=certificate.id, content=content
    )  # fmt: skip
    return certificates.load(certificate.id)


def smart_import() -> Certificate:
    act_as(factory.ADMINISTRATOR)
    row = db.session.scalars(db.select(Declaration).where(Declaration.inspection_no == DECLARED)).one()
    name, _, address = TYPED.partition("\v")
    row.header = {**row.header, "consignee_name_en": name, "consignee_address": address}
    db.session.commit()
    header = {**factory.HEADER, "inspection_no": DECLARED}
    made = applications.start(act_as(CLERK), type_code="14", format_code="c3-1", now=NOW, header=header)
    draft = made.certificates[0]
    return smart_imports.apply(act_as(CLERK), draft.id, version=draft.version)


WAYS = (form, service, copy, template, edited_template, reissue, suggestion, amendment, smart_import)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_text_is_kept_in_one_form_whichever_way_it_comes_in(context: Flask, way: Callable[[], Certificate]) -> None:
    certificate = way()
    assert certificate.values["consignee"] == KEPT
    content = certificate.content
    assert storing.stored(certificate.format_version.spec, content).values == content.values


def test_customs_own_entries_are_kept_in_the_same_form(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    number = made.certificates[0].id
    entries = {"official_veterinarian": "\ufeff王\t\ue863\u200b"}
    workflow.perform(act_as(REVIEWER), Action.AMEND, made.id, now=NOW, certificate_id=number, customs_values=entries)
    assert certificates.load(number).values["official_veterinarian"] == "王 䶮"


def test_a_reissue_of_before_this_rule_can_still_be_saved(context: Flask) -> None:
    issued = factory.make(status=Status.ISSUED).certificates[0].id
    _put(issued, TYPED)
    made = reissues.reissue(act_as(CLERK), issued, kind="second_original", reason="重本（示例）。", now=NOW)
    draft = made.certificates[0]
    _put(draft.id, TYPED)
    draft = certificates.load(draft.id)
    content = storing.stored(draft.format_version.spec, draft.content)
    saved, _errors = certificates.save(act_as(CLERK), draft.id, content, version=draft.version)
    assert saved.values["consignee"] == KEPT
