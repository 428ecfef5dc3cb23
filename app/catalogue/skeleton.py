"""The definition that a new format begins with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from app.catalogue.yaml_reading import read_yaml

_FILE = Path(__file__).with_name("skeleton.yaml")


def new_definition(head: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every certificate has, with a head: code, form_no, type_codes, title_zh, title_en, scheme."""
    return {**head, **_skeleton()}


@cache
def _skeleton() -> dict[str, Any]:
    return cast("dict[str, Any]", read_yaml(_FILE))
