"""Forms of reference records: what was typed stays, errors stand at their fields, an old version is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flask import flash, request
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from wtforms import Field, Form, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from app.domain.document.characters import settled
from app.domain.document.unprintable import unprintable
from app.domain.errors import DomainError, InvalidError, StaleError
from app.services.base.records import Values
from app.views.lists.errors import refuse
from app.views.words.label import Label
from app.views.words.punctuation import sentences
from app.views.words.refusals import worded
from app.views.words.told import HistoryEntry

if TYPE_CHECKING:
    from wtforms.meta import Translations


class RecordForm(DynamicForm):
    """A form of plain fields; the csrf token and the version stand outside the declared fields."""

    class Meta(DynamicForm.Meta):
        """Say what WTForms says by itself in the words of the house."""

        def get_translations(self, form: Form) -> Translations:
            """Return the texts of WTForms, with the house's for an empty field."""
            return _Sentences(super().get_translations(form))

    @classmethod
    def names(cls) -> list[str]:
        """Return the names of the declared fields, in their order."""
        return [name for name, _field in cls.declared()]

    @classmethod
    def labels(cls) -> dict[str, Label]:
        """Return the labels of the declared fields."""
        return {name: field.args[0] for name, field in cls.declared() if field.args}

    @classmethod
    def declared(cls) -> list[tuple[str, Field]]:
        """Return the declared, still unbound fields."""
        named = [(name, getattr(cls, name)) for name in dir(cls) if not name.startswith("_")]
        found = [(name, field) for name, field in named if hasattr(field, "creation_counter")]
        return sorted(found, key=lambda pair: pair[1].creation_counter)

    def values(self) -> Values:
        """Return what was typed, trimmed."""
        return {field.short_name: _typed(field) for field in self.fields()}

    def fields(self) -> Iterator[Field]:
        """Yield the declared fields that this form shows."""
        for name in self.names():
            if name in self._fields:
                yield self._fields[name]


class _Sentences:
    """Word an empty field as every other page of the program does; leave WTForms the rest."""

    def __init__(self, texts: Translations) -> None:
        self.texts = texts

    def gettext(self, text: str) -> str:
        """Return the sentence for a text of WTForms."""
        return worded("required") if text == "This field is required." else str(self.texts.gettext(text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the sentence for a text of WTForms that counts."""
        return str(self.texts.ngettext(one, many, count))


def _typed(field: Field) -> Any:
    """Return a field's value; a text that the request left out is empty."""
    if isinstance(field, StringField):
        return (field.data or "").strip()
    return field.data


class FormPage:
    """A form on its way through a request: what was refused and why, which version it was typed on."""

    def __init__(self, form: RecordForm) -> None:
        self.form = form
        self.status = 200
        self.problem = ""
        self.others: list[HistoryEntry] = []
        self.version = self.number(request.form.get("version", ""))
        self.seen = self.number(request.form.get("seen", "")) or 0

    def is_sent(self) -> bool:
        """Tell whether the form was sent and has passed its own checks; marks it refused when it has not."""
        if request.method != "POST":
            return False
        if self.form.validate():
            return True
        self.status = 422
        self.problem = worded("invalid")
        return False

    def refused(self, error: DomainError) -> None:
        """Keep why the service refused, at the fields where it named some; raises what no form can mend."""
        if error.status in (403, 404):
            raise error
        self.status = error.status
        self.problem = _("Somebody else changed this while you were typing. Compare, then save again to keep yours.")
        if not isinstance(error, StaleError) or error.code != StaleError.code:
            self.problem = tell(error)
        if isinstance(error, InvalidError):
            self.problem = worded("invalid")
            for one in error.errors:
                self._mark(one.path, worded(one))

    def _mark(self, path: str, text: str) -> None:
        field = self.form._fields.get(path)  # WTForms has no other way to ask
        if field is None:
            self.problem = text
        else:
            field.errors = [*field.errors, text]

    @staticmethod
    def number(text: str) -> int | None:
        """Read a hidden number; raises BadArgumentError for what no form of ours sends."""
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 16):  # noqa: PLR2004
            raise refuse("version", text)
        return int(text)


@contextmanager
def told() -> Iterator[None]:
    """Tell above the next page what is refused; raise what no page can mend."""
    try:
        yield
    except DomainError as error:
        if error.status in (403, 404):
            raise
        flash(tell(error), "danger")


def tell(error: DomainError) -> str:
    """Return what an error says, its field errors included."""
    if isinstance(error, InvalidError):
        return sentences(worded(one) for one in error.errors)
    return worded(error)


def text_field(
    label: Label,
    most: int,
    *,
    least: int = -1,
    is_needed: bool = False,
    note: Label = "",
    kind: type[StringField] = StringField,
    **html: str | int,
) -> StringField:
    """Declare a field of text with its longest length; `html` are attributes of its element, `note` stands below it."""
    named = {name.replace("_", "-"): value for name, value in html.items()}
    needed = [DataRequired()] if is_needed else []
    return kind(label, [*needed, Length(least, most), Storable()], description=note, render_kw=named)


class Storable:
    """Refuse what a database cannot hold or a page cannot show: control characters, halves of characters."""

    def __call__(self, form: Form, field: Field) -> None:
        del form
        for found in unprintable(settled(field.data or "", has_lines=True)):
            if found.code in ("control_character", "damaged_character"):
                raise ValidationError(worded(found.code, found.params))
