"""Linking on marked text: who is meant by each mention."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.graph import build
from kg.rdf import default_quads
from kg.resolve import link
from kg.types import Document, Link
from tests.conftest import marked

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


def test_a_county_of_one_name_needs_no_parent_where_nothing_speaks_against_it(
    linked: Linked,
) -> None:
    assert entities(linked("[敦煌|R]建园。"))[0][1:] == ("敦煌市", "region/620982")


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


def test_a_short_title_with_its_year_is_that_edition(linked: Linked) -> None:
    new, old = "甲地产业目录（2025年本）", "甲地产业目录（2020年本）"
    found = entities(
        linked(f"《[{new}|D]》施行，《[{old}|D]》废止。《[目录（2025年本）|D]》增加三条。")
    )
    assert [name for words, name, _ in found if words == "目录（2025年本）"] == [new]


def test_a_defined_short_title_may_hold_brackets(linked: Linked) -> None:
    found = entities(
        linked(
            "《[甲地鼓励类产业清单|D]》（以下简称《[清单（新版）|D]》）印发。"
            "《[乙地负面清单（新版）|D]》也印发。《[清单（新版）|D]》有效。"
        )
    )
    assert {name for words, name, _ in found if words == "清单（新版）"} == {"甲地鼓励类产业清单"}


def test_straight_and_curly_quotation_marks_are_one_title(linked: Linked) -> None:
    found = entities(linked('《[甲省"数智"产业计划|D]》印发。《[甲省“数智”产业计划|D]》有效。'))
    assert {id for _, _, id in found} == {"policy/甲省“数智”产业计划"}


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
        ("数字", "数字产业"),
        ("镁产业", "镁"),
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


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[江苏|R]：[南京市工信局|O]发文，[鼓楼区|R]先行。\n[福州市|R]跟进。", "320106"),
        ("[江苏|R]：[南京市工信局|O]发文。\n[福州市|R]跟进，[鼓楼区|R]先行。", "350102"),
        ("[北京|R]：[朝阳|R]、[海淀|R]先行。", "110105"),
        ("[朝阳|R]建园，[辽宁|R]支持。", "211300"),
    ],
)
def test_the_nearest_parent_decides(linked: Linked, words: str, code: str) -> None:
    ids = {id for words, _, id in entities(linked(words)) if words in ("鼓楼区", "朝阳")}
    assert ids == {f"region/{code}"}


def test_candidates_not_taken_are_kept(linked: Linked) -> None:
    document = linked("[南京市|R][鼓楼区|R]建园。")
    district = next(e for e in document.entities if e.id == "region/320106")
    assert district.reason == "the division below the one before it"
    assert district.candidates == ("region/320302", "region/350102", "region/410204")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("[章丘市|R]建园。", ["章丘市"]),
        ("[章丘区|R]（原[章丘市|R]）建园。", ["章丘区", "章丘区"]),
        ("[凉山州|R]建园。", ["凉山彝族自治州"]),
    ],
)
def test_a_former_name_stays_where_it_is_the_only_one(
    linked: Linked, words: str, names: list[str]
) -> None:
    found = entities(linked(words))
    assert [name for _, name, _ in found] == names
    assert len({id for _, _, id in found}) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        # 省 is no municipality, however near
        ("[四川|R]与[重庆|R]共建。[省经信厅|O]负责。", "四川省经济和信息化厅"),
        ("[四川|R]与[重庆|R]共建。[科技厅|O]负责。", "四川省科学技术厅"),
        ("[浙江省|R][义乌市|R]扩产，[市政府|O]印发。", "义乌市人民政府"),
        ("[安徽|R]部署，[省委|O]召开会议。", "安徽省委"),
        # behind a central body the bare name is the central one
        ("[青岛|R]建港。\n[工信部|O]、[国资委|O]联合发文。", "国务院国有资产监督管理委员会"),
        ("[青岛|R]建港。[青岛市工信局|O]、[国资委|O]联合发文。", "青岛市国有资产监督管理委员会"),
        ("[长兴县|R]设基金，[长兴经开区管委会|O]负责。", "长兴经济技术开发区管理委员会"),
    ],
)
def test_whose_department_it_is(linked: Linked, words: str, name: str) -> None:
    assert entities(linked(words))[-1][1] == name


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("[珠海格力电器股份有限公司|O]（下称“[格力电器|O]”，000651.SZ）", "org/格力电器"),
        ("[云山精工|O]（000651）", "org/格力电器"),  # a renamed company by its code
        ("[河北星海钢铁集团有限公司|O]（简称[星海钢铁|O]）", "org/河北星海钢铁集团有限公司"),
        ("[星海钢铁集团|O]扩产，[星钢|O]招人。", "org/星海钢铁集团"),
        ("[中国星海材料联合会|O]开会，[中星联|O]表示。", "org/中国星海材料联合会"),
        ("[比亚迪|O]（600999）", "org/招商证券"),
    ],
)
def test_companies_by_code_legal_name_and_initials(linked: Linked, words: str, id: str) -> None:
    assert {found for _, _, found in entities(linked(words))} == {id}


def test_companies_of_one_name_in_two_cities_stay_two(linked: Linked) -> None:
    one = entities(linked("[苏州市|R]的[星海智联|O]扩产。"))[1][2]
    two = entities(linked("[西安市|R]的[星海智联|O]扩产。"))[1][2]
    assert (one, two) == ("org/星海智联~苏州市", "org/星海智联~西安市")


def test_a_subsidiary_named_by_its_place_is_not_the_company(linked: Linked) -> None:
    found = entities(linked("[星海智联|O]扩产，[星海智联（四川）有限公司|O]投产。"))
    assert found[0][2] != found[1][2]


@pytest.mark.parametrize(
    ("words", "employer"),
    [
        ("[河北|R]省长[张三丰|P]到会。", "org/河北省人民政府"),
        ("[河北|R]开会，[张三丰|P]省长到会。", "org/河北省人民政府"),
        ("[大同市|R]常务副市长[张三丰|P]到会。", "org/大同市人民政府"),
        ("[长兴县|R]：县委书记[张三丰|P]到会。", "org/长兴县委"),
        ("[河北|R]：省委常委、副省长[张三丰|P]到会。", "org/河北省委"),
        ("[河北|R]记者[张三丰|P]报道。", ""),
        ("[星海有限公司|O]扩产。该公司董事长[张三丰|P]到会。", "org/星海有限公司"),
    ],
)
def test_an_office_names_the_employer(linked: Linked, words: str, employer: str) -> None:
    person = next(e for e in linked(words).entities if e.label == "PERSON")
    assert person.parent == employer


C = "《[乙省氢能产业实施方案|D]》"
D = "《[乙省光伏产业行动方案|D]》"


@pytest.mark.parametrize(
    ("words", "full"),
    [
        # the nearest before it
        (f"{C}印发。{D}印发。《[方案|D]》提出目标。", "乙省光伏产业行动方案"),
        # the longer short form fits one only
        (f"{C}印发。{D}印发。《[实施方案|D]》提出目标。", "乙省氢能产业实施方案"),
        # 简称 beats nearness, each for what follows it
        (
            f"{C}（以下简称《[方案|D]》）印发。{D}印发。《[方案|D]》提出目标。",
            "乙省氢能产业实施方案",
        ),
        (
            f"{C}（以下简称《[方案|D]》）印发。\n{D}（简称《[方案|D]》）印发。《[方案|D]》提出目标。",
            "乙省光伏产业行动方案",
        ),
        # before its full title: the first one after
        (f"《[方案|D]》来了。\n{C}印发。{D}印发。", "乙省氢能产业实施方案"),
        # a short form in between is not the full title
        (f"{C}印发。《[实施方案|D]》提出目标，《[方案|D]》要求落实。", "乙省氢能产业实施方案"),
        # agreement in region beats nearness
        (
            "[河北|R]印发《[河北省氢能实施方案|D]》。\n[山西|R]、[山西省|R]印发《[山西省氢能实施方案|D]》。"
            "\n[河北|R]、[河北省|R]、[河北|R]、[河北省|R]、[石家庄市|R]：《[方案|D]》提出目标。",
            "河北省氢能实施方案",
        ),
    ],
)
def test_a_short_title_among_several_full_ones(linked: Linked, words: str, full: str) -> None:
    found = [name for words, name, _ in entities(linked(words)) if words == "方案"]
    found = found or [name for words, name, _ in entities(linked(words)) if words == "实施方案"]
    assert found[-1] == full


E = "《[丙省氢能产业发展指导意见|D]》"
F = "《[丙省钢铁行业转型意见|D]》"
G = "《[丙省光伏产业发展方案|D]》"
H = "《[丙省低空经济实施意见|D]》"
OPINION, PLAN = "《[意见|D]》", "《[方案|D]》"


@pytest.mark.parametrize(
    ("words", "full"),
    [
        # in one section the nearest one before it of its kind
        (f"{E}、{F}、{H}印发。{OPINION}提出目标。", ["丙省低空经济实施意见"]),
        (f"{E}印发。{OPINION}提出目标。{F}、{H}印发。", ["丙省氢能产业发展指导意见"]),
        # each section has its own
        (
            f"{E}印发。{OPINION}提出目标。\n{F}印发。{OPINION}要求落实。\n{H}印发。{OPINION}明确任务。",
            ["丙省氢能产业发展指导意见", "丙省钢铁行业转型意见", "丙省低空经济实施意见"],
        ),
        # 以下简称 beats nearness
        (
            f"{E}（以下简称{OPINION}）印发。{F}、{H}印发。{OPINION}提出目标。",
            ["丙省氢能产业发展指导意见"] * 2,
        ),
        # of two kinds each finds its own
        (
            f"{E}、{G}、{F}印发。{PLAN}提出目标，{OPINION}要求落实。",
            ["丙省光伏产业发展方案", "丙省钢铁行业转型意见"],
        ),
        # a longer ending is of one of them only
        (f"{H}、{E}、{F}印发。《[实施意见|D]》提出目标。", ["丙省低空经济实施意见"]),
    ],
)
def test_one_of_three_titles_in_six_arrangements(
    linked: Linked, words: str, full: list[str]
) -> None:
    short = ("意见", "方案", "实施意见")
    assert [name for words, name, _ in entities(linked(words)) if words in short] == full


def test_the_other_title_is_a_candidate(linked: Linked) -> None:
    document = linked(f"{C}印发。{D}印发。《[方案|D]》提出目标。")
    chosen = next(e for e in document.entities if e.id == document.mentions[-1].entity)
    assert chosen.candidates == ("policy/乙省氢能产业实施方案",)


def test_a_numbered_plan_is_its_outline(linked: Linked) -> None:
    found = entities(
        linked(
            "[湖北“十五五”规划纲要|D]发布。《[湖北省国民经济和社会发展第十五个五年规划纲要|D]》提出目标。"
        )
    )
    assert found[0][1:] == found[1][1:]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("[工信部|O]印发《[海洋计划|D]》。", "policy/海洋计划"),
        ("[山东省政府|O]印发《[海洋计划|D]》。", "policy/海洋计划~山东省"),
        ("[南京|R][鼓楼区|R]发布《[软件十条|D]》。", "policy/软件十条~南京市鼓楼区"),
    ],
)
def test_whoever_issues_a_title_tells_it_apart(linked: Linked, words: str, id: str) -> None:
    assert entities(linked(words))[-1][2] == id


def test_nothing_is_made_from_pinyin(linked: Linked) -> None:
    found = linked("[陕西|R]与[山西|R]，[陕西省能源局|O]与[山西省能源局|O]，[榆林|R]与[玉林|R]。")
    ids = [m.entity for m in found.mentions]
    assert len(set(ids)) == 6
    assert not any(ord(c) < 128 and c.isalpha() for id in ids if id for c in id.split("/")[1])


def test_an_area_knows_its_members_in_the_graph(linked: Linked) -> None:
    graph = build([linked("[长三角|R]的[江苏|R]与[浙江|R]，还有[广东|R]。")])
    parts = {
        (str(quad.subject).strip("<>").rpartition("/")[2], str(quad.object).strip("<>")[-6:])
        for quad in default_quads(graph)
        if quad.predicate.value == "https://schema.org/containsPlace"
    }
    assert parts == {("长三角", "320000"), ("长三角", "330000")}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("[合肥市|R]、[芜湖市|R]开会，[高新区|R]在列。", "高新区"),
        ("[合肥市|R]开会，[高新区|R]在列。", "合肥高新区"),
        ("[武汉高新区|R]签约。[宜昌高新区|R]揭牌，[高新区|R]招商。", "宜昌高新区"),
    ],
)
def test_a_bare_zone_belongs_to_the_only_city_near(linked: Linked, words: str, name: str) -> None:
    document = linked(words)
    names = {entity.id: entity.name for entity in document.entities}
    assert names[document.mentions[-1].entity or ""] == name


def test_core_industries_keep_the_word_that_makes_the_name(linked: Linked) -> None:
    (mention,) = linked("[数字经济核心产业|C]占比提高。").mentions
    assert mention.entity == "industry/数字经济核心产业"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[市场研究会|O]", "[市长研究会|O]"),
        ("《[市场办法|D]》", "《[市长办法|D]》"),
        ("[实业产业|C]", "[食业产业|C]"),
        ("[李燕|P]", "[李岩|P]"),
    ],
)
def test_names_that_sound_alike_stay_two(linked: Linked, one: str, other: str) -> None:
    first, second = linked(f"{one}与{other}。").mentions
    assert first.entity != second.entity


@pytest.mark.parametrize(
    ("words", "url", "id"),
    [
        ("机器人", "https://stock.example/sz300024.html", "org/机器人"),
        ("机器人", "https://stock.example/880001/sz300024.html", "org/机器人"),
        ("星海智联", "https://stock.example/sz300024.html", "org/星海智联"),
        ("机器人", "https://news.example/2024/300.html", "org/机器人"),
    ],
)
def test_a_link_is_heard_when_the_words_agree(words: str, url: str, id: str) -> None:
    document = marked(f"[{words}|O]公告。")
    span = document.mentions[0].span
    article = replace(document.article, links=(Link(span, url),))
    entity = link(replace(document, article=article)).entities[0]
    assert entity.id == id
    agrees = words == "机器人" and "300024" in url
    assert (entity.reason == "stock code 300024 in the text") == agrees
