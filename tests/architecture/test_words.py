"""Every row of the tables that people add to has its words; what lacks them is told with the place to write them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import get_args

import pytest

from app.catalogue.schema import FieldKind
from app.domain.document import cross_checks
from app.domain.document.kinds import KINDS
from app.domain.document.rules import RULES
from app.domain.parameters import DECLARED
from app.domain.permissions import CERTIFICATE_VERBS, GRANTS
from app.domain.workflow import CLOSED, TRANSITIONS, WAITS_FOR, Action, Side, Status
from app.jobs import JOBS
from app.services.actions import table as actions
from app.services.statistics.table import STATISTICS
from app.views.exchange import words as exchange_words
from app.views.formats import words as format_words
from app.views.frame import menu
from app.views.people import rights_words
from app.views.screens import SENTENCES
from app.views.settings import parameters
from app.views.statistics import statistics
from app.views.words import labels
from app.views.workflow import table as workflow

SCREENS = {entry.resource for group in (*menu.FIRST, *menu.LAST) for entry in group.entries}
ROOT = Path(__file__).parents[2]
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
    "app/domain/workflow.py: TRANSITIONS": (Action, TRANSITIONS),
    "app/domain/workflow.py: WAITS_FOR": (Status, WAITS_FOR),
    "app/services/actions/<verb>.py: DEED": (Action, actions.deeds()),
    "app/views/workflow/<verb>.py: WORDS": (Action, workflow.words()),
    "app/views/workflow/<verb>.py, of the action that leads there: state": (Status, workflow.states()),
    "app/views/people/rights_words.py: VERBS": (VERBS, {*rights_words.VERBS, *map(str, Action)}),
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
    "app/views/applications/refusals.py: SENTENCES": (warnings(), SENTENCES),
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


TEMPLATES = Path(rights_words.__file__).parents[2] / "templates"


def lacking_words(action: Action) -> Iterator[str]:
    """Yield what the record of an action's words must have beside its label, given what the action does."""
    words, transition, deed = workflow.words()[action], TRANSITIONS[action], actions.deeds()[action]
    if deed.reminds and not words.reminder:
        yield f"reminder: somebody is told of it (recipients in app/services/actions/{actions.module_of(action)}.py)"
    if words.reminder and not deed.reminds:
        yield f"no reminder, or recipients in app/services/actions/{actions.module_of(action)}.py: nobody is told of it"
    if transition.needs_reason and words.form is None and not words.button:
        yield "form: it needs a reason"
    if words.button:
        template = TEMPLATES / words.button
        spelled = (action.value, action.value.replace("_", "-"))
        if not template.is_file() or not any(word in template.read_text(encoding="utf-8") for word in spelled):
            yield f"button: app/templates/{words.button} does not speak of it"
        return
    if words.done is None:
        yield "done: the sentence that is shown when it was done"
    if transition.side is Side.CUSTOMS and words.promise is None:
        yield "promise: the desk says under each button what it will do"


@pytest.mark.parametrize("action", workflow.words())
def test_an_action_says_all_that_it_must(action: Action) -> None:
    lacking = list(lacking_words(action))
    assert not lacking, f"Write in app/views/workflow/{workflow.module_of(action)}.py: {'; '.join(lacking)}"


@pytest.mark.parametrize("status", workflow.states())
def test_what_waits_for_somebody_says_how_he_goes_on(status: Status) -> None:
    state = workflow.states()[status]
    assert state.colour in ("ok", "warn", "bad", "info", "mute")
    if WAITS_FOR.get(status) is not None:
        assert state.verb, f"Write verb in the state that leads to {status} (app/views/workflow)"


@pytest.mark.parametrize("status", workflow.states())
def test_the_enterprise_reads_why_customs_stopped_its_papers(status: Status) -> None:
    led = [one for one in TRANSITIONS.values() if one.target is status and one.side is Side.CUSTOMS]
    if any(one.needs_reason for one in led):
        assert workflow.states()[status].notice, (
            f"Write notice in the state that leads to {status} (app/views/workflow)"
        )


@pytest.mark.parametrize("status", Status)
def test_a_status_can_be_reached_and_left(status: Status) -> None:
    targets = {transition.target for transition in TRANSITIONS.values()}
    moved = [one for one in TRANSITIONS.values() if status in one.sources and one.target not in (None, status)]
    assert status is Status.DRAFT or status in targets, f"No action in app/domain/workflow.py leads to {status}"
    assert moved or status in CLOSED, f"No action in app/domain/workflow.py leads out of {status}"


@pytest.mark.parametrize("name", DECLARED)
def test_every_parameter_is_read_somewhere(name: str) -> None:
    """A parameter that nothing reads looks like a promise on the administrator's screen."""
    own = {"app/domain/parameters.py", "app/views/settings/parameters.py"}
    readers = [
        path
        for path in (ROOT / "app").rglob("*.py")
        if path.relative_to(ROOT).as_posix() not in own and f'"{name}"' in path.read_text(encoding="utf-8")
    ]
    assert readers, f"{name} does nothing yet: read it where it decides"
