"""The blocks of a form in the order of the paper."""

from __future__ import annotations

from app.catalogue.forms.layout import BoxesBlock, PartBlock
from tests.factories.paper_forms import form


def test_blocks_of_parts_follow_their_part() -> None:
    fmt = form("eu-fish-crust-hc").form
    assert fmt is not None
    kinds = [type(block) for block in fmt.layout.placed()]
    assert kinds[:2] == [PartBlock, BoxesBlock]
    assert kinds.count(PartBlock) == 2
    assert len(kinds) == 12
