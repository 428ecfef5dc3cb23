"""Templates belong to their enterprise alone, and know the types of their documents."""

from __future__ import annotations

from dataclasses import replace

from app.models import DraftTemplate
from tests.support.sight import ABROAD, ADMIN, BEIFANG, CLERK, HAIAN, OTHER, REVIEWER, Sight


def test_neither_customs_nor_officials_abroad_see_one() -> None:
    rows = Sight()
    mine = rows.put(DraftTemplate, organisation_id=HAIAN, name="冻鱼输韩")
    theirs = rows.put(DraftTemplate, organisation_id=BEIFANG, name="冻虾输日")
    abroad = replace(ABROAD, organisation_ids=frozenset({HAIAN}))
    assert [rows.seen(DraftTemplate, who) for who in (CLERK, OTHER, REVIEWER, abroad, ADMIN)] == [
        [mine], [theirs], [], [], [mine, theirs],
    ]  # fmt: skip


def test_it_names_the_types_of_its_documents_in_their_order() -> None:
    template = DraftTemplate(name="冻鱼输韩", documents=[{"type_code": "14"}, {"type_code": "13"}])
    assert template.types == ["14", "13"]
    assert str(template) == "冻鱼输韩"
