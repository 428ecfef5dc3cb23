"""A form (format language 2) filled with a document's contents, as the plain data of the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from app.catalogue.facts import Raw
from app.catalogue.forms.definition import DEFAULT_NUMBER_LABEL, FootText, FormDefinition
from app.domain.document.conditions import holds
from app.domain.document.content import Content
from app.reports.certificate_blocks import Composer
from app.reports.certificate_head import Note
from app.reports.sheet_data import FieldWords, FootData, HeadData, Words

#: a part of a layout as data
Part: TypeAlias = Raw

#: What says whether a sheet is an original, in the languages that forms are made in; a form may have its own words.
MARKS: Mapping[str, Words] = {
    "original": {
        "zh": "正本", "en": "ORIGINAL", "ru": "ОРИГИНАЛ", "fr": "ORIGINAL", "es": "ORIGINAL", "de": "ORIGINAL",
        "pt": "ORIGINAL", "it": "ORIGINALE", "ar": "أصل",
    },
    "copy": {
        "zh": "副本", "en": "COPY", "ru": "КОПИЯ", "fr": "COPIE", "es": "COPIA", "de": "KOPIE", "pt": "CÓPIA",
        "it": "COPIA", "ar": "نسخة",
    },
    "second_original": {
        "zh": "重本", "en": "SECOND ORIGINAL", "ru": "ДУБЛИКАТ", "fr": "DUPLICATA", "es": "DUPLICADO",
        "de": "ZWEITSCHRIFT", "pt": "SEGUNDA VIA", "it": "DUPLICATO", "ar": "نسخة أصلية ثانية",
    },
}  # fmt: skip


class FormComposer(Composer):
    """Fill one form. What conditions leave out is left out here; the template only strikes alternatives through."""

    @property
    def form(self) -> FormDefinition:
        """Return the form that the format was read from; only such formats are filled here."""
        if self.format.form is None:
            raise TypeError(self.format.code)
        return self.format.form

    @cached_property
    def layout(self) -> dict[str, Part]:
        """Return the layout with the words of its titles, without what conditions leave out."""
        layout = self.form.layout.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        blocks = self._blocks(layout["blocks"])
        return {**layout, "blocks": blocks}

    def _blocks(self, blocks: Sequence[Part]) -> list[Part]:
        return [self._block(block, number) for number, block in enumerate(blocks) if self._is_printed(block)]

    def _block(self, block: Part, number: int) -> Part:
        made = self._settled(block)
        if "section" in made:
            made["section"] = self._words(made["section"])
        if "clauses" in made:
            made["key"] = f"clauses_{number}"
        if "title" in made:
            made["title"] = self._words(made["title"])
        if made.get("label") == "none":
            made["label"] = None
        if "issue" in made:
            made["issue"]["rows"] = [row for row in made["issue"]["rows"] if row]
        if "part" in made:
            part = made["part"]
            made["part"] = {**part, "side": self._words(part["side"]), "blocks": self._blocks(block["part"]["blocks"])}
        return made

    def _settled(self, part: Part) -> Part:
        """Return a part of the layout without what its conditions leave out."""
        if isinstance(part, list):
            return [self._settled(one) for one in part if self._is_printed(one)]
        if not isinstance(part, dict):
            return part
        settled = {name: self._settled(one) for name, one in part.items() if name != "when"}
        return settled | {name: _boxes(settled[name]) for name in ("rows", "stack") if name in settled}

    def _is_printed(self, part: Part) -> bool:
        return not isinstance(part, dict) or holds(part.get("when") or {}, self.content.values)

    def _words(self, text: str) -> Words:
        return dict(self.form.words_of(text))

    def fields(self) -> dict[str, FieldWords]:
        """Return the labels of every field, and the texts that stand alone in a box."""
        alone: dict[str, FieldWords] = {f"@{text.key}": {**text.words} for text in self.form.texts}
        return {**super().fields(), **alone}

    def texts(self) -> dict[str, Words]:
        """Return every fixed text."""
        return {text.key: dict(text.words) for text in self.form.texts}


def _boxes(rows: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """Return rows without boxes that nobody chose a field for yet, as there are while a form is edited."""
    chosen = [[cell for cell in row if isinstance(cell, str) or {"f", "stack"} & cell.keys()] for row in rows]
    return [row for row in chosen if row]


def form_head(
    form: FormDefinition,
    content: Content,
    *,
    certificate_no: str,
    copy_mark: str,
    notes: Sequence[Note],
    remarks: list[str],
) -> HeadData:
    """Return what stands over the boxes of a form, in its own languages."""
    languages = [*form.languages]
    typed = content.values.get(form.layout.head.title or "", "").strip()
    told = [(note.zh if language == "zh" else note.en) for note in notes for language in _told_in(languages)]
    return {
        "letterhead": dict(form.letterhead),
        "title": {languages[0]: typed} if typed else dict(form.title),
        "languages": languages,
        "remarks": remarks,
        "notes": told,
        "mark": _mark(form, copy_mark),
        "number_label": _in_some(form.number_label or DEFAULT_NUMBER_LABEL, languages),
        "number": certificate_no,
        "counter": True,
        "emblem": form.emblem,
    }


def form_foot(form: FormDefinition, content: Content, *, size: float, svg: str | None) -> FootData:
    """Return what stands under the boxes of a form; texts are printed where their conditions hold."""
    items = [item if isinstance(item, FootText) else FootText(text=f"@{item}") for item in form.foot]
    return {
        "statements": [dict(form.words_of(one.text)) for one in items if holds(one.when or {}, content.values)],
        "form_no": form.form_no,
        "words": [],
        "code": {"size": size, "svg": svg},
    }


def _mark(form: FormDefinition, copy_mark: str) -> Words | None:
    if form.mark is False:
        return None
    own = form.mark if isinstance(form.mark, dict) else {}
    words = {**MARKS.get(copy_mark, {}), **next((found for kind, found in own.items() if kind == copy_mark), {})}
    return _in_some(words, form.languages)


def _in_some(words: Mapping[str, str], languages: Sequence[str]) -> Words:
    """Return words in the languages of the paper; the English ones under its first language where they lack all."""
    found = {language: words[language] for language in languages if words.get(language)}
    return found or {languages[0]: words.get("en", "")}


def _told_in(languages: Sequence[str]) -> list[str]:
    """Return the languages, of the two that notes have, in which a paper prints them."""
    return [language for language in ("zh", "en") if language in languages] or ["en"]
