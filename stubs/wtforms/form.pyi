# What we use of wtforms.form, which comes without types.
from collections.abc import Mapping
from typing import Any

from wtforms.fields import Field
from wtforms.meta import DefaultMeta

class Form:
    class Meta(DefaultMeta): ...

    meta: DefaultMeta
    data: Mapping[str, object]
    errors: Mapping[str, list[str]]
    _fields: dict[str, Field]

    def validate(self) -> bool: ...
    def __contains__(self, name: str) -> bool: ...
    def __getitem__(self, name: str) -> Field: ...
    def __delitem__(self, name: str) -> None: ...
    def __getattr__(self, name: str) -> Any: ...  # a field, of the class that the form declares
