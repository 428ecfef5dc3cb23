"""The packaged catalogue: the manual's eleven types, all formats, code lists; and a twelfth format in one file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from app.catalogue.errors import CatalogueError
from app.catalogue.loader import PACKAGED, catalogue, load
from app.catalogue.schema import Format

CATALOGUE = catalogue()


FORMATS = list(CATALOGUE.formats.values())


MENU = (
    "兽医卫生证书", "植物检疫证书", "卫生证书", "健康证书", "品质证书", "熏蒸/消毒证书", "其他证书",
    "出境货物换证凭单", "动物卫生证书", "包装性能检验结果单", "运输包装鉴定结果单",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "catalogue"
    shutil.copytree(PACKAGED, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_enabled_types_are_the_eleven_menu_items_of_the_manual_in_its_order() -> None:
    enabled = [t for t in CATALOGUE.types.values() if t.enabled and t.manual_section]  # types of your own have none
    assert tuple(t.short_zh for t in enabled) == MENU
    assert [t.menu for t in enabled] == ["exit_inspection"] * 9 + ["packaging_inspection"] * 2
    assert [t.manual_section for t in enabled] == [
        *(f"5.3.{i}" for i in range(1, 10)), "5.4.1", "5.4.2"
    ]  # fmt: skip


def test_every_enabled_type_has_a_format_and_all_eleven_formats_are_there() -> None:
    assert len(FORMATS) >= len(MENU)
    without = [t.code for t in CATALOGUE.types.values() if t.enabled and not t.formats]
    assert not without, f"Name a format in app/catalogue/types.yaml for {without}"


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.code)
def test_a_format_survives_being_published_as_json(fmt: Format) -> None:
    published = fmt.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert Format.model_validate(published) == fmt
    assert CATALOGUE.parse_format(published) == fmt


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.code)
def test_every_box_that_repeats_finds_its_columns(fmt: Format) -> None:
    columns = {(column.group, column.key) for column in fmt.columns}
    for field in fmt.fields:
        for path in field.source.paths if field.source and field.repeats == "goods_line" else ():
            assert ("goods_lines", path.removeprefix("goods_lines[].")) in columns


def test_a_twelfth_format_is_one_file(folder: Path) -> None:
    text = (folder / "formats" / "c3-1.yaml").read_text(encoding="utf-8")
    new = text.replace("code: c3-1", "code: c3-2-1", 1).replace("兽医（卫生）证书", "兽医卫生证书（输俄牛肉）")
    (folder / "formats" / "c3-2-1.yaml").write_text(new, encoding="utf-8")
    extended = load(folder)
    assert len(extended.formats) == len(FORMATS) + 1
    assert extended.formats["c3-2-1"].title_zh == "兽医卫生证书（输俄牛肉）"
    assert extended.formats["c3-2-1"].columns == extended.formats["c3-1"].columns


FAULTS = [
    ("formats/c3-1.yaml", "    - [marks_and_numbers, number_and_type_of_packages]\n", "", "is not placed"),
    ("formats/c3-1.yaml", "    - [consignor]\n", "    - [consignor]\n    - [consignor]\n", "is placed 2 times"),
    ("formats/c3-1.yaml", "    - [consignor]\n", "    - [consigner]\n", "places consigner, which does not exist"),
    ("formats/3-2.yaml", "f: intended_goods_state, w: 3", "f: intended_goods_state, w: 4", "twelve twelfths"),
    ("formats/c5-1.yaml", "cols: [30, 58, 46, 48]", "cols: [30, 58, 46, 58]", "192 mm wide, not 182"),
    ("formats/c5-1.yaml", "cols: [30, 58, 46, 48]", "cols: [30, 58, 94]", "has 4 columns, its layout has 3"),
    ("formats/c3-1.yaml", "weight_declared: 24", "weight_declared: 34", "The goods list is 192 mm wide"),
    ("formats/c5-1.yaml", "@certifying_statement_cn_form", "@certifying", "the statement certifying, which does"),
    ("formats/c3-1.yaml", "type_codes: ['14']", "type_codes: ['77']", "The document type 77 does not exist"),
    ("formats/c3-1.yaml", "from: [despatch_date]", "from: [despatched]", "despatched is not in the inspection"),
    ("formats/c3-1.yaml", "rule: conveyance", "rule: by_boat", "The rule by_boat does not exist"),
    ("formats/3-2.yaml", "code_list: transport_modes", "code_list: modes", "The code list modes does not exist"),
    ("formats/3-2.yaml", "{field: intended_goods_class, is", "{field: goods_class, is", "goods_class, which does not"),
    ("formats/c3-1.yaml", "scheme: veterinary", "scheme: vet", "The scheme vet is not in the dictionary"),
    ("formats/c3-1.yaml", "title_zh:", "titel: x\ntitle_zh:", "titel"),
    ("formats/c3-1.yaml", "en: 'No.'", "en: no", "'no' would be read as yes or no"),
    ("formats/c3-1.yaml", "{key: consignor,", "{key: on,", "'on' would be read as yes or no"),
    ("formats/c3-1.yaml", "scheme: veterinary", "scheme: veterinary\nscheme: animal", "the key 'scheme' stands twice"),
    ("formats/c3-1.yaml", "code: c3-1", "code: c3-9", "must be named c3-9.yaml"),
    ("formats/c3-1.yaml", "{key: consignee,", "{key: consignor,", "The key consignor stands twice"),
    ("types.yaml", "formats: [c3-1]", "formats: [c3-7]", "the format c3-7 does not exist"),
    ("types.yaml", "formats: [c3-1]", "formats: [c5-1]", "the format c5-1 is not for this type"),
    ("codes/units.csv", "036,克,g", "035,克,g", "the code 035 stands twice"),
    ("codes/units.csv", "036,克,g", "036,,g", "a row is incomplete"),
    ("codes/units.csv", "code,zh,en", "code,en,zh", "the first columns must be code, zh, en"),
    ("codes/lists.yaml", "usages:", "uses:", "must stand here and be a code list"),
    ("declaration.yaml", "kind: datetime", "kind: moment", "header.6.kind"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "reason"), FAULTS, ids=[f"{f[0]}: {f[3]}" for f in FAULTS])
def test_a_fault_is_refused_with_the_file_and_the_reason(
    folder: Path, file: str, old: str, new: str, reason: str
) -> None:
    change(folder / file, old, new)
    with pytest.raises(CatalogueError) as caught:
        load(folder)
    assert reason in caught.value.reason
    assert Path(file).name in caught.value.path


def test_an_administrators_working_copy_is_checked_like_a_file() -> None:
    data = yaml.safe_load((PACKAGED / "formats" / "c3-1.yaml").read_text(encoding="utf-8"))
    assert CATALOGUE.parse_format(data) == CATALOGUE.formats["c3-1"]
    data["layout"]["blocks"].pop()
    with pytest.raises(CatalogueError, match="not placed"):
        CATALOGUE.parse_format(data)
