"""The short way of writing: `fields: {consignor: {…}}` in a file is the list `fields: [{key: consignor, …}]`.

Lists keep their order in every database and every message; mappings do not. So a definition is kept as lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.catalogue.facts import Raw

#: Parts of a definition that a file may write as a mapping: part → what its keys become.
_KEYED = {"fields": "key", "groups": "key", "texts": "key", "clauses": "key"}


def written_out(data: Raw) -> Raw:
    """Return a definition of format language 2 with every mapping of items as a list; other data as it is."""
    if not isinstance(data, Mapping):
        return data
    found = {name: _listed(part, _KEYED[name]) if name in _KEYED else part for name, part in data.items()}
    found["fields"] = _each(found.get("fields"), "options", "value")
    found["groups"] = _each(found.get("groups"), "columns", "key")
    return {name: part for name, part in found.items() if name in data}


def _listed(part: Raw, key: str) -> Raw:
    if not isinstance(part, Mapping):
        return part
    return [{key: name, **item} if isinstance(item, Mapping) else item for name, item in part.items()]


def _each(items: Raw, inner: str, key: str) -> Raw:
    if not isinstance(items, list):
        return items
    return [
        {**item, inner: _listed(item[inner], key)} if isinstance(item, Mapping) and inner in item else item
        for item in items
    ]
