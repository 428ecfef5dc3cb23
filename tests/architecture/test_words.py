"""Every row of the tables that people add to has its words; what lacks them is told with the place to write them."""

from __future__ import annotations

import ast
from collections.abc import Collection
from pathlib import Path
from typing import get_args

import pytest

from app.catalogue.schema import FieldKind
from app.domain.document import cross_checks
from app.domain.document.kinds import KINDS
from app.domain.document.rules import RULES
from app.domain.parameters import DECLARED
from app.domain.permissions import CERTIFICATE_VERBS, GRANTS
from app.domain.workflow import Action
from app.jobs import JOBS
from app.services.actions.table import EFFECTS
from app.services.statistics.table import STATISTICS
from app.views.exchange import words as exchange_words
from app.views.formats import words as format_words
from app.views.frame import menu
from app.views.people import rights_words
from app.views.settings import parameters
from app.views.statistics import statistics
from app.views.words import labels
from app.views.words.check_messages import CHECK_MESSAGES

SCREENS = {entry.resource for group in (*menu.FIRST, *menu.LAST) for entry in group.entries}
VERBS = {verb.removeprefix("can_") for verb in (*CERTIFICATE_VERBS, *(v for grant in GRANTS for v in grant.verbs))}
COLUMNS = {key for one in STATISTICS for key, _kind in one.columns}


def warnings() -> set[str]:
    """Return the codes that the cross-checks give to `_warning`."""
    tree = ast.parse(Path(cross_checks.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    codes = [call.args[1] for call in calls if call.func.id == "_warning"]  # type: ignore[attr-defined]
    return {code.value for code in codes if isinstance(code, ast.Constant) and isinstance(code.value, str)}


#: what there is, what is said or done about it, and where that is written
TABLES: dict[str, tuple[Collection[str], Collection[str]]] = {
    "app/services/actions/table.py: EFFECTS": ({one.value for one in Action}, {one.value for one in EFFECTS}),
    "app/views/words/labels.py: ACTIONS": ({one.value for one in Action}, labels.ACTIONS),
    "app/views/people/rights_words.py: VERBS": (VERBS, {*rights_words.VERBS, *labels.ACTIONS}),
    "app/views/frame/menu.py, or app/views/people/rights_words.py: RESOURCES": (
        {grant.resource for grant in GRANTS},
        {*SCREENS, *rights_words.RESOURCES},
    ),
    "app/views/settings/parameters.py: HELP": (DECLARED, parameters.HELP),
    "app/views/words/labels.py: PARAMETER_CHOICES": (
        {choice for one in DECLARED.values() for choice in one.choices},
        labels.PARAMETER_CHOICES,
    ),
    "app/views/exchange/words.py: JOBS": ({job.name for job in JOBS}, exchange_words.JOBS),
    "app/views/statistics/statistics.py: TITLES": ({one.key for one in STATISTICS}, statistics.TITLES),
    "app/views/statistics/statistics.py: ABOUT": ({one.key for one in STATISTICS}, statistics.ABOUT),
    "app/views/statistics/statistics.py: COLUMNS": (COLUMNS, statistics.COLUMNS),
    "app/views/words/check_messages.py: CHECK_MESSAGES": (warnings(), CHECK_MESSAGES),
    "app/catalogue/schema.py: FieldKind": (KINDS, get_args(FieldKind)),
    "app/domain/document/kinds.py: KINDS": (get_args(FieldKind), KINDS),
    "app/views/formats/words.py: KINDS": (KINDS, format_words.KINDS),
    "app/views/formats/words.py: RULE_WORDS": (RULES, format_words.RULE_WORDS),
}


@pytest.mark.parametrize("place", TABLES)
def test_every_row_has_its_words(place: str) -> None:
    rows, words = TABLES[place]
    assert rows
    lacking = sorted(set(rows) - set(words))
    assert not lacking, f"Write a row in {place} for {', '.join(lacking)}"
