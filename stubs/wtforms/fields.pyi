# What we use of wtforms.fields, which comes without types.
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from flask_babel.speaklater import LazyString
from wtforms.form import Form
from wtforms.meta import Translations

_Text: TypeAlias = str | LazyString
_Validator: TypeAlias = Callable[[Form, Any], None]
_Choices: TypeAlias = Iterable[tuple[Any, _Text]] | Mapping[str, Iterable[tuple[Any, _Text]]]

class Label:
    text: _Text

class Field:
    data: Any
    errors: Sequence[_Text]
    raw_data: Sequence[str] | None
    name: str
    short_name: str
    id: str
    label: Label
    description: _Text
    type: str
    render_kw: dict[str, object] | None
    validators: Sequence[_Validator]
    # the two of an unbound field
    args: tuple[Any, ...]
    creation_counter: int

    def __init__(
        self,
        label: _Text | None = ...,
        validators: Sequence[_Validator] | None = ...,
        *,
        description: _Text = ...,
        default: object = ...,
        render_kw: Mapping[str, object] | None = ...,
        filters: Sequence[Callable[[Any], Any]] = ...,
    ) -> None: ...
    def bind(self, form: Form, name: str, *, translations: Translations = ...) -> Field: ...
    def process(self, formdata: object, data: object = ...) -> None: ...

class StringField(Field):
    data: str | Any  # None only where the form was sent without it

class TextAreaField(StringField): ...
class PasswordField(StringField): ...
class HiddenField(StringField): ...

class IntegerField(Field):
    data: int | None

class BooleanField(Field):
    data: bool

class DateField(Field):
    data: date | None

class SelectField(Field):
    choices: _Choices | None
    coerce: Callable[[Any], Any]

    def __init__(
        self,
        label: _Text | None = ...,
        validators: Sequence[_Validator] | None = ...,
        *,
        coerce: Callable[[Any], Any] = ...,
        choices: _Choices | Callable[[], _Choices] | None = ...,
        validate_choice: bool = ...,
        description: _Text = ...,
        default: object = ...,
        render_kw: Mapping[str, object] | None = ...,
    ) -> None: ...

class SelectMultipleField(SelectField):
    data: list[Any] | None
