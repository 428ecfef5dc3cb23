"""Texts that have broken sheets, and how to fill every text of a document with one of them."""

from __future__ import annotations

import random
from collections.abc import Container, Iterator
from dataclasses import replace

from app.catalogue.schema import Format
from app.domain.document.content import Content

TEXT_KINDS = ("text", "textarea", "richtext")
#: runs without a blank, as lists of lots, addresses of web pages and long words are typed
RUNS = {
    "lots": ",".join(f"L2026{number}" for number in range(1000, 1030)),
    "letters": "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 12,
    "digits": "0123456789" * 30,
    "address": "https://example.org/" + "a1b2/" * 56,
    "mixed": "冻鱼" + "ABCDEFGHIJ" * 14 + "鱼" + "W" * 150,
    "hyphens": "LOT-ABCDEFGHIJKLMNOP-QRSTUVWXYZ-" * 9,
    "wide": "ＷＭ＠＃" * 70,
    "stops": "，。；：、！？）》" * 30,
    "dots": "." * 300,
}
#: a name or sentence of trade in each script that the fonts of the installation draw
SCRIPTS = {
    "Chinese": "大连海安水产品有限公司（示例），来自安全非疫区；卫生“证书”——正本……",
    "Traditional": "臺灣體驗關係企業股份有限公司",
    "Japanese": "日本水産株式会社、カタカナの冷凍スケトウダラ",
    "Korean": "한바다수산 주식회사 부산광역시 명태 필레",
    "Arabic": "شركة المثال للتجارة الدولية رقم 123 (لا)",
    "Persian": "گواهی بهداشت دامپزشکی، شرکت نمونه",
    "Urdu": "ٹیسٹ کمپنی لمیٹڈ کراچی",
    "Hebrew": 'חברת הדוגמה בע"מ 45 חיפה',
    "Hindi": "श्री निर्यात कंपनी लिमिटेड क्षत्रिय मुंबई",
    "Bengali": "বাংলাদেশ রপ্তানি সংস্থা ঢাকা",
    "Tamil": "தமிழ் ஏற்றுமதி நிறுவனம் சென்னை",
    "Thai": "บริษัท ตัวอย่าง จำกัด ก็ขี้น้ำ กรุงเทพ",
    "Lao": "ບໍລິສັດ ຕົວຢ່າງ ວຽງຈັນ",
    "Khmer": "ក្រុមហ៊ុន ឧទាហរណ៍ ភ្នំពេញ កម្ពុជា",
    "Burmese": "မြန်မာ ကုမ္ပဏီ ရန်ကုန်",
    "Sinhala": "ශ්‍රී ලංකා අපනයන සමාගම",
    "Tibetan": "བོད་ལྗོངས་ཚོང་འབྲེལ་ཀུང་སི",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ",
    "Russian": "ООО «Пример», Владивосток, ул. Съёмная, 1",
    "Greek": "Πιστοποιητικό υγείας, Πειραιάς",
    "Georgian": "საქართველო, თბილისი",
    "Armenian": "Հայաստան, Երևան",
    "Ethiopic": "ኢትዮጵያ፣ አዲስ አበባ",
    "Vietnamese": "Giấy chứng nhận kiểm dịch, Thành phố Hồ Chí Minh",
    "Latin": "Œuvre d’art à l’État, cœur naïf – Straße, Zażółć gęślą jaźń, İstanbul ığdır, office fjord",
    "signs": "±5 °C × 2 ≤ ≥ ½ ¼ ㎏ ℃ № ™ ① Ⅳ Ω Å µ € £ ¥ § … ‰",
    "mixed": "ABC شركة المثال DEF 冻鱼 한국 123-456 শ company ООО",
}
#: ideographs of names and places beyond the common set, and marks over letters
RARE = {
    "ideographs": "𠮷野家𡃁𬭚䶮㐂𫠜㛃𰻝" * 3,
    "compatibility": "金更⼀⼁⽔豈車" * 3,
    "combining": "e\u0301 e\u0323\u0302 a\u030a o\u0302\u0301 " * 3,
}
PAYLOADS = {**RUNS, **SCRIPTS, **RARE}


def text_fields(fmt: Format) -> dict[str, int]:
    """Return the texts that somebody types into a format, by key, with their greatest lengths."""
    typed = (field for field in fmt.fields if field.kind in TEXT_KINDS and field.repeats == "none")
    return {field.key: field.max_length or 0 for field in typed if field.entered_by != "system"}


def filled(fmt: Format, content: Content, text: str, keys: Container[str] | None = None) -> Content:
    """Return contents with a text in all text fields, or in those of `keys`, as far as each takes it.

    Fields of rows are named by their group and column, as "goods_lines.goods_name_en".
    """
    lengths = text_fields(fmt)
    values = {key: text[:length] for key, length in lengths.items() if keys is None or key in keys}
    rows = {
        group: tuple({**row, **_cells(fmt, group, text, keys)} for row in found)
        for group, found in content.rows.items()
    }
    return replace(content, values={**content.values, **values}, rows=rows)


def row_fields(fmt: Format, content: Content) -> list[str]:
    """Return the text columns of the rows that contents have."""
    return [
        f"{column.group}.{column.key}"
        for column in fmt.columns
        if column.kind in TEXT_KINDS and column.group in content.rows
    ]


def _cells(fmt: Format, group: str, text: str, keys: Container[str] | None) -> dict[str, str]:
    columns = [column for column in fmt.columns if column.group == group and column.kind in TEXT_KINDS]
    return {
        column.key: text[: column.max_length] for column in columns if keys is None or f"{group}.{column.key}" in keys
    }


def random_texts(chance: random.Random, pools: list[str]) -> Iterator[str]:
    """Yield texts of any length that mix a few of the pools, with line ends in them."""
    while True:
        some = chance.sample(pools, 3)
        length = chance.choice((0, 1, 5, 40, 200, 800))
        yield "".join(chance.choice(chance.choice(some)) for _ in range(length))
