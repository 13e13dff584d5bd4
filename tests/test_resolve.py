"""Linking on marked text: who is meant by each mention."""

from collections.abc import Callable

import pytest

from kg.types import Document

Linked = Callable[..., Document]


def entities(document: Document) -> list[tuple[str, str, str]]:
    """(words, canonical name, id) of every mention, in order."""
    by_id = {entity.id: entity for entity in document.entities}
    text = document.article.text
    return [
        (m.span.of(text), by_id[m.entity].name, m.entity)
        for m in document.mentions
        if m.entity is not None
    ]


def test_full_and_short_form_are_one_region(linked: Linked) -> None:
    assert entities(linked("[山西|R]与[山西省|R]。")) == [
        ("山西", "山西省", "region/140000"),
        ("山西省", "山西省", "region/140000"),
    ]


def test_provinces_of_one_reading_stay_apart(linked: Linked) -> None:
    ids = [id for _, _, id in entities(linked("[陕西|R]和[山西|R]。"))]
    assert ids == ["region/610000", "region/140000"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[南京市|R][鼓楼区|R]建园。", "320106"),
        ("[福州市|R][鼓楼区|R]建园。", "350102"),
        ("[徐州|R]建园。[鼓楼区|R]跟进。", "320302"),
    ],
)
def test_context_decides_between_homonymous_districts(
    linked: Linked, words: str, code: str
) -> None:
    assert entities(linked(words))[-1][2] == f"region/{code}"


def test_homonym_without_context_is_kept_apart_by_article(linked: Linked) -> None:
    document = linked("[鼓楼区|R]建园。")
    ((_, name, id),) = entities(document)
    assert (name, id) == ("鼓楼区", f"region/鼓楼区~{document.article.id}")
    assert "350102" in document.entities[0].reason


def test_county_known_by_short_name_needs_its_parent_in_the_text(linked: Linked) -> None:
    assert entities(linked("[深圳|R]的[清水河|R]片区。"))[1][1:] == (
        "清水河",
        "region/清水河~深圳市",
    )


def test_a_parent_division_is_an_entity_of_the_document(linked: Linked) -> None:
    assert [e.id for e in linked("[苏州|R]建园。").entities] == ["region/320000", "region/320500"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("[广东省工信厅|O]发文。", "广东省工业和信息化厅"),
        ("[广东|R]发文。[省工信厅|O]负责。", "广东省工业和信息化厅"),
        ("[合肥市发改委|O]发文。", "合肥市发展和改革委员会"),
        ("[浙江省杭州市发改委|O]发文。", "杭州市发展和改革委员会"),
        ("[安徽省|R]部署。[省政府|O]印发。", "安徽省人民政府"),
        ("[上海市|R]部署。[市政府|O]印发。", "上海市人民政府"),
        ("[工信部|O]发文。", "工业和信息化部"),
    ],
)
def test_departments_are_spelt_out(linked: Linked, words: str, name: str) -> None:
    assert entities(linked(words))[-1][1] == name


def test_inner_unit_names_its_parent_which_is_an_entity_too(linked: Linked) -> None:
    document = linked("[广东省工信厅数字产业处|O]发文。")
    (unit,) = [e for e in document.entities if e.id == document.mentions[0].entity]
    assert (unit.name, unit.parent) == (
        "广东省工业和信息化厅数字产业处",
        "org/广东省工业和信息化厅",
    )
    assert "org/广东省工业和信息化厅" in {e.id for e in document.entities}


def test_company_short_form_takes_the_full_name_of_the_text(linked: Linked) -> None:
    found = entities(
        linked("[星海智联科技有限公司|O]（以下简称[星海智联|O]）扩产，[星海智联|O]招人。")
    )
    assert {name for _, name, _ in found} == {"星海智联科技有限公司"}


def test_headquarters_are_not_the_company(linked: Linked) -> None:
    found = entities(linked("[星海智联|O]扩产，[星海智联总部|O]迁入。"))
    assert [name for _, name, _ in found] == ["星海智联", "星海智联总部"]


A = "《[甲省氢能产业实施方案（2021—2025年）|D]》"
B = "《[甲省钢铁行业实施方案|D]》"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (f"{A}印发。《[实施方案|D]》提出目标。", "甲省氢能产业实施方案（2021—2025年）"),
        (
            f"{A}印发。《[实施方案|D]》提出目标。{B}也已印发。",
            "甲省氢能产业实施方案（2021—2025年）",
        ),
        (f"{A}印发。{B}也已印发。《[实施方案|D]》提出目标。", "甲省钢铁行业实施方案"),
        (f"《[实施方案|D]》提出目标。{A}印发。", "甲省氢能产业实施方案（2021—2025年）"),
        (
            f"{B}（以下简称《[方案|D]》）印发。{A}印发。《[方案|D]》提出目标。",
            "甲省钢铁行业实施方案",
        ),
    ],
)
def test_short_title_stands_for_a_full_one(linked: Linked, words: str, name: str) -> None:
    found = {n for words, n, _ in entities(linked(words)) if words in ("实施方案", "方案")}
    assert name in found


def test_the_other_title_that_ends_so_is_named(linked: Linked) -> None:
    document = linked(f"{A}印发。{B}也已印发。《[实施方案|D]》提出目标。")
    full = next(e for e in document.entities if e.name == "甲省钢铁行业实施方案")
    assert "实施方案" in full.aliases


def test_a_dated_title_is_not_the_edition_of_another_year(linked: Linked) -> None:
    found = entities(
        linked("《[甲地产业目录（2020年本）|D]》施行，2014年发布的《[甲地产业目录|D]》废止。")
    )
    assert len({id for _, _, id in found}) == 2


def test_a_title_without_a_place_is_told_apart_by_the_region(linked: Linked) -> None:
    one = entities(linked("[东莞|R]推进“[倍增计划|D]”。"))[1][2]
    two = entities(linked("[宁波|R]推进“[倍增计划|D]”。"))[1][2]
    assert (one, two) == ("policy/倍增计划~东莞市", "policy/倍增计划~宁波市")


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("新能源汽车产业集群", "新能源汽车"),
        ("氢能产业链", "氢能"),
        ("装备制造业", "装备制造业"),
        ("数字产业", "数字产业"),
    ],
)
def test_industries_drop_only_the_words_for_industry(
    linked: Linked, surface: str, name: str
) -> None:
    assert entities(linked(f"[甘肃|R]发展[{surface}|C]。"))[1][1] == name


def test_a_longer_industry_is_another_one(linked: Linked) -> None:
    found = entities(linked("[电子信息|C]与[新一代电子信息|C]。"))
    assert found[0][2] != found[1][2]


def test_two_persons_of_one_name_in_two_articles_stay_two(linked: Linked) -> None:
    one, two = linked("[王伟|P]到会。"), linked("[王伟|P]发言。")
    assert one.entities[0].id != two.entities[0].id


def test_a_person_is_known_by_the_employer(linked: Linked) -> None:
    document = linked("[甘肃省科技厅|O]副厅长[王伟|P]到会。")
    person = next(e for e in document.entities if e.label == "PERSON")
    assert (person.id, person.parent) == ("person/王伟~甘肃省科学技术厅", "org/甘肃省科学技术厅")


def test_traditional_text_keeps_its_script_and_shares_its_ids(linked: Linked) -> None:
    found = entities(linked("[國家發展委員會|O]（[國發會|O]）審議[臺南|R]園區計畫。"))
    assert [name for _, name, _ in found][:2] == ["國家發展委員會", "國家發展委員會"]
    assert found[0][2] == "org/国家发展委员会"
