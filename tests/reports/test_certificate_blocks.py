"""Whatever is typed stays in its box: runs without a blank in every text field, scripts from the right, long boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.catalogue.loader import catalogue
from tests.factories.contents import SAMPLES, with_value
from tests.support.papers import FORMATS, boxes_of, data_of, letters, printed, squeezed, text_of

RUNS = {
    "lots": ",".join(f"L2026{1000 + at}" for at in range(18)),
    "letters": "A" * 150,
    "address": "https://example.org/" + "a1b2/" * 26,
    "mixed": "冻鱼" + "ABCDEFGHIJ" * 9 + "鱼",
}
#: mm that a full-width mark may hang out of its line
HANGING = 0.5


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("code", FORMATS)
def test_a_run_without_blanks_in_every_text_field_stays_in_its_box(code: str, run: str) -> None:
    fields = catalogue().formats[code].fields
    keys = [f.key for f in fields if f.kind in ("text", "textarea", "richtext") and f.repeats == "none"]
    typed = [key for key in keys if catalogue().formats[code].field(key).entered_by != "system"]
    content = replace(SAMPLES[code], values={**SAMPLES[code].values, **dict.fromkeys(typed, RUNS[run])})
    made = printed(data_of(code, content))
    found = letters(made.pdf)
    assert all(letter.left >= 14 - HANGING and letter.right <= 196 + HANGING for letter in found)
    for key in typed:
        places = boxes_of(made, key)
        inside = [
            letter.char
            for letter in found
            if any(
                box.page == letter.page
                and box.x - HANGING <= letter.left <= letter.right <= box.x + box.width + HANGING
                and box.y <= (letter.top + letter.bottom) / 2 <= box.y + box.height
                for box in places
            )
        ]
        assert not places or RUNS[run] in "".join(inside), f"{key} is not whole in its box"


def test_lines_from_the_right_are_whole_and_stand_at_the_right_edge() -> None:
    text = "شركة الخليج للأغذية المجمدة\nالمنامة، مملكة البحرين"
    made = printed(data_of("c3-1", with_value(SAMPLES["c3-1"], consignee=text)))
    assert (made.pages, made.step) == (1, "normal")
    (box,) = boxes_of(made, "consignee")
    inside = [x for x in letters(made.pdf) if box.y < x.top and x.bottom < box.y + box.height and x.left > box.x]
    assert max(letter.right for letter in inside) > box.x + box.width - 3
    assert sorted(squeezed(text)) == sorted(letter.char for letter in inside)


def test_four_lines_of_marks_stay_on_the_one_sheet() -> None:
    marks = "MIDORI\nYOKOHAMA\nC/NO. 1-2160\nMADE IN CHINA"
    made = printed(data_of("c5-1", with_value(SAMPLES["c5-1"], marks_and_numbers=marks)))
    assert (made.pages, made.step) == (1, "normal")


def test_the_type_shrinks_before_a_second_sheet_begins_and_is_normal_on_several() -> None:
    steps = []
    for count in range(8, 40):
        text = "The goods were processed hygienically in an approved establishment.\n" * count
        made = printed(data_of("c3-1", with_value(SAMPLES["c3-1"], attestation=text)))
        steps.append((made.pages, made.step))
    seen = list(dict.fromkeys(steps))
    assert seen[:5] == [(1, "normal"), (1, "tight"), (1, "small"), (1, "smallest"), (2, "normal")]


@pytest.mark.parametrize(
    "text",
    ["卫生证书", "𠮷野家 𬭚 䶮", "مملكة البحرين", "प्रमाण पत्र", "ใบรับรอง", "검역증명서", "Сертификат", "検疫証明書"],
)
def test_the_text_layer_is_true_for_every_script(text: str) -> None:
    made = printed(data_of("c3-1", with_value(SAMPLES["c3-1"], consignee=text)))
    found = text_of(made.pdf)
    assert squeezed(text) in found or sorted(set(squeezed(text))) == sorted(set(squeezed(text)) & set(found))


def test_a_foot_that_would_fill_the_sheets_is_printed_once_behind_everything_else() -> None:
    data = data_of("3-3")
    data["tables"]["write_offs"]["rows"] = [["核销（示例）" * 60] * 4] * 8
    made = printed(data)
    assert 1 < made.pages < 10
    cells = [box for box in made.boxes if box.key.startswith("write_offs.")]
    assert len({box.key for box in cells}) == 8 * 4
    assert min(box.page for box in cells) >= boxes_of(made, "appraisal_result")[-1].page
