"""Messages of the exchange: documented as the models are, canonical bytes, signatures that hold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.domain import retries
from app.domain.document.canonical import canonical_bytes, sha256_of
from app.domain.workflow import TOLD_BY_CUSTOMS, TRANSITIONS, Action, Side
from app.gateways.customs.messages import MODELS, PROTOCOL, schema

ROOT = Path(__file__).parents[3]


DOCUMENT = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")


#: the examples of the document: the word behind ```json names the model
EXAMPLES = re.findall(r"```json (\w+)\n(.*?)```", DOCUMENT, flags=re.DOTALL)


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def test_every_kind_of_message_has_an_example() -> None:
    assert {name for name, _ in EXAMPLES} == set(MODELS)


@pytest.mark.parametrize(("name", "text"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_the_examples_are_messages(name: str, text: str) -> None:
    example = json.loads(text)
    assert MODELS[name].model_validate(example).model_dump(mode="json") == example


def test_every_version_has_an_example() -> None:
    shown = {json.loads(text).get("protocol", 1) for _, text in EXAMPLES}
    assert shown == set(range(1, PROTOCOL + 1)), "Show in docs/exchange.md a message of each version"


def test_an_action_is_told_in_its_own_version_and_in_later_ones() -> None:
    (text,) = [text for name, text in EXAMPLES if name == "review_result" and '"protocol": 1' in text]
    for action, since in TOLD_BY_CUSTOMS.items():
        for protocol in range(1, PROTOCOL + 1):
            told = json.loads(text)
            told["protocol"], told["body"]["action"] = protocol, action
            schema_knows = action in json.dumps(schema("review_result", protocol))
            if protocol < since:
                assert not schema_knows
                with pytest.raises(ValidationError, match="newer version"):
                    MODELS["review_result"].model_validate(told)
            else:
                assert schema_knows
                assert MODELS["review_result"].model_validate(told).model_dump(mode="json") == told


def test_customs_own_system_can_tell_every_step_of_its_own() -> None:
    own_ways = {Action.ISSUE: "dates", Action.AMEND: "documents", Action.TAKE_OVER: "officer"}
    silent = [
        a for a, row in TRANSITIONS.items() if row.side is Side.CUSTOMS and not row.protocol and a not in own_ways
    ]
    assert not silent, f"Say in app/domain/workflow.py from which protocol version on customs tells {', '.join(silent)}"


def test_the_schemas_are_those_of_the_models() -> None:
    command = [sys.executable, "tools/exchange_schemas.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@settings(max_examples=150, deadline=None)
@given(value=plain.filter(lambda value: "\ud800" not in str(value)))
def test_canonical_bytes_say_the_value_and_nothing_of_how_it_was_written(value: Any) -> None:
    made = canonical_bytes(value)
    assert json.loads(made) == value
    assert canonical_bytes(json.loads(made)) == made
    assert canonical_bytes(json.loads(json.dumps(value, indent=3))) == made
    assert b"\n" not in made.replace(b"\\n", b"")


@given(pairs=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(), min_size=2))
def test_the_order_of_keys_changes_no_byte(pairs: dict[str, int]) -> None:
    assert sha256_of(dict(reversed(pairs.items()))) == sha256_of(pairs)


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, {1: "x"}, "\ud800", b"x", {"a": {2: 1}}])
def test_what_two_languages_write_in_two_ways_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"must|canonical|half"):
        canonical_bytes(value)


def test_pauses_grow_spread_and_end() -> None:
    pauses = [retries.pause(attempts, key="m") for attempts in range(1, retries.MOST_ATTEMPTS)]
    assert all(retries.FIRST / 2 <= pause <= retries.LONGEST for pause in pauses)
    assert pauses[5] > pauses[3] > pauses[0]
    assert retries.pause(3, key="m") != retries.pause(3, key="n")
    assert retries.is_over(retries.MOST_ATTEMPTS)
    assert sum(pauses, timedelta()) > timedelta(hours=12)
