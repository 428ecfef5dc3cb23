"""YAML without surprises: a key is a text and stands once; `no`, `yes`, `on`, `off` are refused, not booleans."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, Literal

import yaml

from app.catalogue.errors import CatalogueError

Why = Literal["key_twice", "key_no_text", "yes_or_no"]
_MISREAD: dict[Why, str] = {
    "key_twice": "the key {} stands twice",
    "key_no_text": "the key {} is no text; put it in quotes",
    "yes_or_no": "{} would be read as yes or no; put it in quotes, or write true or false",
}


class MisreadError(yaml.constructor.ConstructorError):
    """Name what YAML would read otherwise than it was meant: `why` is key_twice, key_no_text or yes_or_no."""

    def __init__(self, text: str, mark: yaml.Mark, *, why: Why) -> None:
        self.why: Why = why
        self.text = text
        super().__init__(None, None, _MISREAD[why].format(repr(text)), mark)


class _PlainLoader(yaml.SafeLoader):
    """Read booleans only from true and false, and refuse keys that stand twice or are no texts."""

    def construct_yaml_bool(self, node: yaml.ScalarNode) -> bool:
        text = str(node.value)
        if text not in ("true", "false"):
            raise MisreadError(text, node.start_mark, why="yes_or_no")
        return text == "true"

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise MisreadError(str(key_node.value), key_node.start_mark, why="key_no_text")
            if key in seen:
                raise MisreadError(key, key_node.start_mark, why="key_twice")
            seen.add(key)
        return super().construct_mapping(node, deep)


_PlainLoader.add_constructor("tag:yaml.org,2002:bool", _PlainLoader.construct_yaml_bool)


def read_yaml(path: Path) -> object:
    """Read a file; raises CatalogueError with the line of what is wrong."""
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(path, str(error)) from error


#: Brackets inside brackets; the reader's time grows with the square of their depth.
DEEPEST = 100


def parse_yaml(text: str, path: Path | str) -> object:
    """Read a text without aliases, which could make little text into endless data; raises CatalogueError."""
    if _depth(text) > DEEPEST:
        raise CatalogueError(path, f"brackets stand more than {DEEPEST} deep in each other")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise CatalogueError(path, "aliases are not allowed")
        return yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader with stricter rules
    except (yaml.YAMLError, RecursionError) as error:
        raise CatalogueError(path, str(error)) from error


def _depth(text: str) -> int:
    """Return how deep brackets stand in each other, those in words among them."""
    deepest = depth = 0
    for bracket in re.findall(r"[\[{\]}]", text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
