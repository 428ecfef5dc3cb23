"""Forms of format language 2: four forms after official models, and the smallest one, to be changed by a test."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, cast

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.catalogue.yaml_reading import read_yaml

FOLDER = Path(__file__).with_name("forms")
CODES = ("eaeu-fish", "eu-fish-crust-hc", "ippc-export", "ippc-reexport")


@cache
def _read(code: str) -> dict[str, Any]:
    return cast("dict[str, Any]", read_yaml(FOLDER / f"{code}.yaml"))


def definition(code: str) -> dict[str, Any]:
    """Return the definition of one of the four forms, as its file writes it."""
    return deepcopy(_read(code))


def form(code: str) -> Format:
    """Return one of the four forms, checked."""
    return catalogue().parse_format(definition(code))


def small(**changed: Any) -> dict[str, Any]:
    """Return a form with a box, a choice, a group of rows and a text, with parts of it changed."""
    return {
        "format": 2,
        "code": "small",
        "form_no": "S 1",
        "type_codes": ["14"],
        "scheme": "veterinary",
        "languages": ["en"],
        "title": {"en": "SMALL FORM", "zh": "小证书"},
        "letterhead": {"en": "CUSTOMS"},
        "fields": {
            "certificate_no": {"en": "No.", "entered_by": "system"},
            "owner": {"en": "Owner", "zh": "所有人", "required": True},
            "sent_on": {"en": "Sent on", "kind": "date"},
            "due_on": {"en": "Due on", "kind": "date"},
            "way": {"en": "Way", "kind": "enum", "options": {"sea": {"en": "by sea"}, "air": {"en": "by air"}}},
        },
        "groups": {
            "animals": {"label": {"en": "Animals"}, "columns": {"name": {"en": "Name"}, "chip": {"en": "Chip"}}}
        },
        "texts": {"say": {"en": "It goes {way~sea|by sea} {way=air} on {sent_on:30}.{^1}"}},
        "layout": {
            "blocks": [
                {"rows": [["owner"], ["sent_on", "due_on"]]},
                {"text": "@say"},
                {"table": "animals", "cols": [100, 82]},
                {"issue": {"rows": [["certificate_no"]]}},
            ]
        },
        **changed,
    }


def with_blocks(*blocks: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Return the small form with these blocks before its own."""
    made = small(**changed)
    made["layout"] = {**made["layout"], "blocks": [*blocks, *made["layout"]["blocks"]]}
    return made


def told(data: dict[str, Any]) -> dict[str, str]:
    """Return what is wrong with a definition: code of the fault → its place."""
    return {fault.code: fault.place for fault in catalogue().format_faults(data)}
