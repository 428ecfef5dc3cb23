"""Whatever an administrator makes of a format: what passes the checks is printed, and stands on its sheets."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.loader import catalogue
from app.catalogue.samples import sample_content
from app.reports.certificate import Printout, sheet_of
from app.services.formats.formats import as_data
from tests.support.papers import letters, printed

WORDS = st.text(alphabet="海关检验检疫证书 ABCDE fghij 0123456789.,()/&<>\"'", min_size=1, max_size=60).filter(
    str.strip
)
KINDS = ("text", "textarea", "date", "date_or_text", "country", "quantity", "decimal", "money", "image")
EXAMPLES = 60


@st.composite
def definitions(draw: Any) -> dict[str, Any]:
    """Return a format of the catalogue after some editing: fields added, labelled anew, reordered, cells widened."""
    definition = copy.deepcopy(as_data(catalogue().formats[draw(st.sampled_from(sorted(catalogue().formats)))]))
    definition.pop("columns", None)
    definition["title_zh"], definition["title_en"] = draw(WORDS), draw(WORDS)
    rows = [row for block in definition["layout"]["blocks"] if "rows" in block for row in block["rows"]]
    for number in range(draw(st.integers(0, 5))):
        key = f"extra_{number}"
        kind = draw(st.sampled_from(KINDS))
        definition["fields"].append(
            {"key": key, "zh": draw(WORDS), "en": draw(WORDS), "kind": kind, "max_length": draw(st.integers(1, 900))}
        )
        plain = [row for row in rows if all(isinstance(cell, str) for cell in row) and len(row) < 4]
        if plain and draw(st.booleans()):
            draw(st.sampled_from(plain)).append(key)
        else:
            rows.append([key])
            next(block for block in definition["layout"]["blocks"] if "rows" in block)["rows"].append(rows[-1])
    named = draw(st.sampled_from(definition["fields"]))
    named["zh"], named["en"] = draw(WORDS), draw(WORDS)
    definition["fields"] = draw(st.permutations(definition["fields"]))
    definition["bilingual"] = draw(st.booleans())
    return definition


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(definition=definitions())
def test_an_edited_format_that_passes_the_checks_is_printed(definition: dict[str, Any]) -> None:
    assert catalogue().format_faults(definition) == []
    spec = catalogue().parse_format(definition)
    made = printed(sheet_of(Printout(format=spec, content=sample_content(spec), certificate_no="")))
    assert made.pages >= 1
    for letter in letters(made.pdf):
        assert 13.9 <= letter.left <= letter.right <= 196.1
