"""Head and foot of a certificate: letterhead, titles, notes on its validity, fixed texts, form number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.catalogue.schema import Format
from app.domain.document.content import Content
from app.domain.document.printed import fixed_texts, option_texts, printed_lines
from app.domain.document.texts import printed_date
from app.domain.names import Naming
from app.reports.certificate_values import PaperSettings
from app.reports.sheet_data import FootData, HeadData, Words

_CHINESE_THEN_LATIN = re.compile(r"^(?P<zh>[^A-Za-z]*[\u2e80-\u9fff][^A-Za-z]*)(?P<en>[A-Za-z].*)?$", re.DOTALL)


@dataclass(frozen=True)
class Note:
    """A sentence about other certificates, printed under the title."""

    zh: str
    en: str


def supplement_note(certificate_no: str) -> Note:
    """Return the sentence of a supplement certificate (domain §2.0)."""
    return Note(
        f"本证书是{certificate_no}号证书的补充证书",
        f"This Certificate is a Supplement of the Certificate No.{certificate_no}",
    )


def replacement_note(certificate_no: str, *, issued_on: str) -> Note:
    """Return the sentence of a replacement; `issued_on` is the date of the old certificate, YYYY-MM-DD."""
    zh, en = printed_date(issued_on, bilingual=False), printed_date(issued_on, bilingual=True)
    return Note(
        f"本证书替换{zh}签发的{certificate_no}号证书，原证书作废",
        f"This Certificate is in replacement of the Certificate No.{certificate_no} dated {en}, which is null and void",
    )


def change_note(certificate_no: str, *, issued_on: str) -> Note:
    """Return the sentence of a changed certificate, of which the old one is void (domain §4.5)."""
    zh, en = printed_date(issued_on, bilingual=False), printed_date(issued_on, bilingual=True)
    return Note(
        f"本证书是{zh}签发的{certificate_no}号证书的更改证书，原证书作废",
        f"This Certificate is an amendment of the Certificate No.{certificate_no} dated {en}, which is null and void",
    )


def second_original_note(certificate_no: str) -> Note:
    """Return the sentence of a second original (domain §2.0)."""
    return Note(
        f"本证书是{certificate_no}号证书正本的重本",
        f"This is the second original of the Certificate No.{certificate_no}",
    )


def words(zh: str, en: str) -> Words:
    """Return a text in both languages; the paper prints those that it has."""
    return {"zh": zh, "en": en}


def languages_of(format_: Format) -> list[str]:
    """Return the languages of a paper in their order; the first is set large."""
    return [*format_.languages]


def _title(format_: Format, content: Content) -> Words:
    """Return both titles; a typed one may hold Chinese, English or both."""
    if not format_.layout.head.title:
        return words(format_.title_zh, format_.title_en)
    typed = content.values.get(format_.layout.head.title, "").strip()
    match = _CHINESE_THEN_LATIN.match(typed)
    if match:
        return words(match["zh"].strip(), (match["en"] or "").strip() or format_.title_en)
    return words(format_.title_zh, typed or format_.title_en)


def told_in(format_: Format, zh: str, en: str) -> tuple[str, ...]:
    """Return a sentence that we have in two languages, in those of them that the paper prints."""
    if not format_.bilingual:
        return (zh,)
    return (zh, en) if "zh" in format_.languages else (en,)


def remarks_of(format_: Format, content: Content, names: Naming) -> list[str]:
    """Return the lines under the title: sub-title or category."""
    lines = []
    is_foreign = "zh" not in format_.languages
    for key in filter(None, (format_.layout.head.subtitle, format_.layout.head.note)):
        field = format_.field(key)
        value = content.values.get(key, "").strip()
        if value and field.options:
            zh, en = option_texts(field, value)
            lines.append(en if is_foreign else f"{zh}　{en}" if format_.bilingual else f"（{zh}）")
        elif value:
            text = " ".join(printed_lines(format_, key, content, names=names))
            lines.append(f"({text})" if is_foreign else f"（{text}）")
    return [line for line in lines if line]


def _mark(format_: Format, copy_mark: str) -> Words | None:
    """Return 正本 ORIGINAL and the like, on formats that carry the mark."""
    for field in format_.fields:
        if field.key == "copy_mark":
            for option in field.options:
                if option.value == copy_mark:
                    return words(option.zh, option.en)
    return None


def head_of(
    format_: Format,
    content: Content,
    *,
    certificate_no: str,
    copy_mark: str,
    notes: Sequence[Note],
    names: Naming,
    settings: PaperSettings,
) -> HeadData:
    """Return what stands over the boxes; slips, too, carry letterhead and title in both languages."""
    letterhead = next(iter(fixed_texts(format_, content, "header")), None)
    zh = settings.letterhead_zh or (letterhead.zh if letterhead else "中华人民共和国海关")
    en = settings.letterhead_en or (letterhead.en if letterhead else "CUSTOMS OF THE PEOPLE'S REPUBLIC OF CHINA")
    return {
        "letterhead": words(zh, en),
        "title": _title(format_, content),
        "languages": ["zh", "en"],
        "remarks": remarks_of(format_, content, names),
        "notes": [text for note in notes for text in ((note.zh, note.en) if format_.bilingual else (note.zh,))],
        "mark": _mark(format_, copy_mark),
        "number_label": words("编号", "No."),
        "number": certificate_no,
        "counter": any(field.key == "page_no" for field in format_.fields),
    }


def foot_of(format_: Format, content: Content, *, size: float, svg: str | None) -> FootData:
    """Return what stands under the boxes; several statements are numbered. The code takes `size` mm."""
    footers = fixed_texts(format_, content, "footer")
    numbers = [f"{at}. " if len(footers) > 1 else "" for at in range(1, len(footers) + 1)]
    return {
        "statements": [words(f"{no}{s.zh}", f"{no}{s.en}") for no, s in zip(numbers, footers, strict=True)],
        "form_no": format_.form_no,
        "words": [],
        "code": {"size": size, "svg": svg},
    }
