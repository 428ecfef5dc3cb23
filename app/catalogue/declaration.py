"""The keys of an inspection declaration and of a packaging application, as declaration.yaml lists them."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from app.catalogue.facts import Key, Strict

DeclarationKind = Literal[
    "text", "textarea", "date", "dates", "datetime", "code", "codes", "country", "int", "decimal", "bool",
    "enum", "flags", "list",
]  # fmt: skip
Group = Literal[
    "header", "goods_line", "container", "packaging_application", "requested_certificate",
    "attached_document", "licence",
]  # fmt: skip

_PATH = re.compile(r"(?:(goods_lines|containers)\[\]\.|(packaging_application)\.)?([a-z][a-z0-9_]*)")
_GROUP_OF_LIST: dict[str, Group] = {"goods_lines": "goods_line", "containers": "container"}


class DeclarationField(Strict):
    """One key: `items` is the group of a list's items, `node` its name in the Single Window message."""

    key: Key
    zh: str
    en: str
    kind: DeclarationKind
    max_length: int | None = Field(default=None, ge=1)
    decimals: int | None = None
    required: bool = False
    code_list: str | None = None
    options: tuple[str, ...] = ()
    items: Group | None = None
    node: str | None = None


class DeclarationKeys(Strict):
    """All keys, by group."""

    header: tuple[DeclarationField, ...]
    goods_line: tuple[DeclarationField, ...]
    container: tuple[DeclarationField, ...]
    packaging_application: tuple[DeclarationField, ...]
    requested_certificate: tuple[DeclarationField, ...]
    attached_document: tuple[DeclarationField, ...]
    licence: tuple[DeclarationField, ...]

    def group(self, name: Group) -> tuple[DeclarationField, ...]:
        """Return the fields of a group, in order."""
        fields: tuple[DeclarationField, ...] = getattr(self, name)
        return fields

    def field(self, group: Group, key: str) -> DeclarationField | None:
        """Return a field of a group, or None."""
        return next((field for field in self.group(group) if field.key == key), None)

    def paths(self) -> list[tuple[str, DeclarationField]]:
        """Return every path that smart import may read, with its field, in the order of the declaration."""
        groups: tuple[tuple[str, Group], ...] = (
            ("", "header"), ("goods_lines[].", "goods_line"), ("containers[].", "container"),
            ("packaging_application.", "packaging_application"),
        )  # fmt: skip
        return [
            (prefix + field.key, field) for prefix, group in groups for field in self.group(group) if not field.items
        ]

    def at(self, path: str) -> DeclarationField | None:
        """Return the field that a path such as `goods_lines[].weight` names, or None."""
        match = _PATH.fullmatch(path)
        if match is None:
            return None
        rows, application, key = match.groups()
        if application:
            return self.field("packaging_application", key)
        return self.field(_GROUP_OF_LIST[rows], key) if rows else self.field("header", key)
