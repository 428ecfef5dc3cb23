# What we use of wtforms.meta, which comes without types.
from typing import Protocol

from wtforms.form import Form

class Translations(Protocol):
    def gettext(self, string: str, /) -> str: ...
    def ngettext(self, singular: str, plural: str, n: int, /) -> str: ...

class DefaultMeta:
    def get_translations(self, form: Form) -> Translations: ...
