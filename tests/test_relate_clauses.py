"""The clause patterns of running news: places that act, companies in places, posts, joint acts."""

from collections.abc import Callable

import pytest

from kg.types import Document

Related = Callable[..., Document]


def triples(document: Document, predicate: str) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in document.entities}
    return {(names[f.subject], names[f.object]) for f in document.facts if f.predicate == predicate}


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (
            "[兰州市|R]主攻[氢能|C]、[光伏|C]，[天水市|R]做[集成电路|C]。",
            {("兰州市", "氢能"), ("兰州市", "光伏"), ("天水市", "集成电路")},
        ),
        (
            "[兰州市|R]、[天水市|R]分别聚焦[氢能|C]、[光伏|C]。",
            {("兰州市", "氢能"), ("天水市", "光伏")},
        ),
        ("[兰州市|R]、[天水市|R]两市牵头[氢能|C]。", {("兰州市", "氢能"), ("天水市", "氢能")}),
        ("[兰州市|R]以[石化|C]、[有色金属|C]见长。", {("兰州市", "石化"), ("兰州市", "有色金属")}),
        (
            "[氢能|C]以[兰州市|R]、[天水市|R]为核心。",
            {("兰州市", "氢能"), ("天水市", "氢能")},
        ),
        (
            "（二）[氢能产业|C]。支持在[兰州市|R]、[天水市|R]形成闭环。",
            {("兰州市", "氢能"), ("天水市", "氢能")},
        ),
        (
            "把[兰州市|R]的[氢能产业|C]写进《[甘肃省新能源规划|D]》。",
            {("甘肃省新能源规划", "氢能"), ("甘肃省新能源规划", "新能源"), ("兰州市", "氢能")},
        ),
        ("入园须符合《[甘肃省准入目录|D]》，优先[氢能|C]。", set()),
    ],
)
def test_who_builds_up_an_industry(
    related: Related, words: str, pairs: set[tuple[str, str]]
) -> None:
    assert triples(related(words), "covers") == pairs


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (
            "[星海智联|O]、[云山重工|O]都在[兰州市|R]。",
            {("星海智联", "兰州市"), ("云山重工", "兰州市")},
        ),
        (
            "[星海智联|O]在[兰州市|R]、[天水市|R]建厂。",
            {("星海智联", "兰州市"), ("星海智联", "天水市")},
        ),
        ("[星海智联|O]在[兰州市|R]的厂房里试产。", {("星海智联", "兰州市")}),
        ("[星海智联|O]（[兰州|R]）报名。", {("星海智联", "兰州市")}),
        ("[德国|R][星海智联|O]参展。", {("星海智联", "德国")}),
        (
            "[云谷产业园|R]里，[星海智联|O]、[云山重工|O]已开工。",
            {("星海智联", "云谷产业园"), ("云山重工", "云谷产业园")},
        ),
        ("[星海智联|O]把总部搬到[兰州市|R]。", {("星海智联", "兰州市")}),
        ("[星海智联|O]把样机搬到[兰州市|R]。", set()),
        ("[氢能|C]配套集中在[兰州市|R]、[天水市|R]。", {("氢能", "兰州市"), ("氢能", "天水市")}),
        (
            "支持[兰州市|R]的[陈醋|C]、[天水市|R][药茶|C]。",
            {("陈醋", "兰州市"), ("药茶", "天水市")},
        ),
    ],
)
def test_where_a_company_is(related: Related, words: str, pairs: set[tuple[str, str]]) -> None:
    assert triples(related(words), "located_in") == pairs


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("[星海智联|O]的[王伟|P]不看展会。", ("王伟", "星海智联")),
        ("[王伟|P]（[星海智联|O]）认为供过于求。", ("王伟", "星海智联")),
        ("[星海智联|O]宣布扩产。董事长[王伟|P]说，订单已满。", ("王伟", "星海智联")),
        ("[甘肃省科技厅|O]今天答复。厅长[王伟|P]说，已立项。", ("王伟", "甘肃省科学技术厅")),
        ("[云山重工|O]停产，[星海智联|O]扩产。总工程师[王伟|P]在场。", ("王伟", "星海智联")),
    ],
)
def test_who_employs_a_person(related: Related, words: str, pair: tuple[str, str]) -> None:
    assert triples(related(words), "works_for") == {pair}


def test_a_list_of_posts_gives_each_holder_its_own_body(related: Related) -> None:
    document = related(
        "[甘肃省科技厅|O]厅长[王伟|P]，[星海智联|O]董事长[李明|P]、[云山重工|O]总裁[张红|P]出席。"
    )
    assert triples(document, "works_for") == {
        ("王伟", "甘肃省科学技术厅"),
        ("李明", "星海智联"),
        ("张红", "云山重工"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "园区将建成[甘肃省|R]最大的[物联网产业|C]基地。",
        "[兰州市|R]造船基地是依托，[陇东地区|R][船舶工业|C]发展提供了市场。",
        "[云谷园|R]周边聚集多家园区，分别是：[星湖园|R]（重点发展[生物技术|C]）等。",
    ],
)
def test_a_place_that_is_only_named_supports_nothing(related: Related, words: str) -> None:
    assert {place for place, _ in triples(related(words), "covers")} <= {"星湖园"}


def test_a_post_is_of_a_body_of_its_kind(related: Related) -> None:
    document = related("[甘肃省科技厅|O]今天答复。董事长[王伟|P]说，订单已满。")
    assert triples(document, "works_for") == set()


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("[星海智联|O]公告，拟与[云山重工|O]成立合资公司。", {("云山重工", "星海智联")}),
        (
            "[星海智联|O]与[云山重工|O]、[长河电气|O]签约。",
            {("云山重工", "星海智联"), ("星海智联", "长河电气")},
        ),
        ("[兰州市财政局|O]、[兰州市科技局|O]印发通知。", {("兰州市科学技术局", "兰州市财政局")}),
        ("[星海智联|O]、[云山重工|O]合编标准。", {("云山重工", "星海智联")}),
        ("[星海智联|O]、[云山重工|O]等20家企业签约。", set()),
        ("[星海智联|O]、[云山重工|O]已经签约。", set()),
        ("凡与[星海智联|O]、[云山重工|O]签订合同的，可抵扣。", set()),
        ("再与[星海智联|O]、[云山重工|O]谈合作。", set()),
    ],
)
def test_who_acts_together(related: Related, words: str, pairs: set[tuple[str, str]]) -> None:
    found = triples(related(words), "partners_with")
    assert {tuple(sorted(pair)) for pair in found} == pairs


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("[兰州市财政局|O]的《[甲办法|D]》说得明白。", {("兰州市财政局", "甲办法")}),
        (
            "《[甲办法|D]》依据《[乙条例|D]》制定，由[兰州市财政局|O]印发。",
            {("兰州市财政局", "甲办法")},
        ),
        (
            "《[甲办法|D]》已经[兰州市人民政府|O]常务会议审议通过，现予印发。",
            {("兰州市人民政府", "甲办法")},
        ),
        ("[兰州市财政局|O]、[兰州市科技局|O]：现将《[甲办法|D]》印发你们。", set()),
        ("某社[兰州|R]5月1日电 《[甲办法|D]》全文公布。", set()),
        ("[兰州市财政局|O]关于印发《[甲办法|D]》工作分工的通知", set()),
        ("企业给[兰州市财政局|O]送来锦旗，感谢《[甲办法|D]》出台一年。", set()),
    ],
)
def test_who_issues(related: Related, words: str, pairs: set[tuple[str, str]]) -> None:
    assert triples(related(words), "issues") == pairs


def test_brands_belong_to_their_group(related: Related) -> None:
    document = related("[星海智联|O]、[云山重工|O]两块牌子同属[长河集团|O]。")
    assert triples(document, "part_of") == {("星海智联", "长河集团"), ("云山重工", "长河集团")}


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("[甘肃省|R]提要求。2027年[兰州市|R]、[天水市|R]产值达到90亿元。", "甘肃省"),
        ("2027年，[星海智联|O]在[兰州市|R]的产值将达到90亿元。", None),
        ("[星海智联|O]半年报亏损。公司预计2027年产值达到90亿元。", "星海智联"),
        ("[星海智联|O]副总经理[王伟|P]说，2027年产值将达到90亿元。", "星海智联"),
        ("对照《[甘肃省规划|D]》，[兰州市|R]动员。市里提出，2027年产值达到90亿元。", "兰州市"),
        ("[天水市|R]参会。到2027年，全省产值达到90亿元。", None),
    ],
)
def test_whose_goal_it_is(related: Related, words: str, holder: str | None) -> None:
    document = related(words)
    names = {entity.id: entity.name for entity in document.entities}
    assert [names.get(t.holder or "") for t in document.targets] == [holder]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("[甘肃省|R]力争年底产值过千亿。", [(100_000_000_000, "元", 2023)]),
        ("[甘肃省|R]要求，三年引进人才300名。", [(300, "名", 2026)]),
        ("[甘肃省|R]要求，2025年6月底前覆盖率达到80%。", [(80, "%", 2025)]),
        ("[甘肃省|R]预计，2027年能耗较基期减半。", [(50, "%", 2027)]),
        ("[甘肃省|R]租金半年涨了18%。", []),
        ("[星海智联|O]将持股16.6%。", []),
        ("明年若开工率低于五成，[甘肃省|R]将停产。", []),
    ],
)
def test_times_and_figures_in_words(
    related: Related, words: str, found: list[tuple[int, str, int | None]]
) -> None:
    document = related(words, date="2023-05-01")
    assert [(int(t.value), t.unit, t.deadline) for t in document.targets] == found


def test_a_joint_office_has_two_owners(related: Related) -> None:
    document = related("[甘肃省及兰州市联合推进办公室|O]揭牌。")
    name = "甘肃省及兰州市联合推进办公室"
    assert triples(document, "located_in") >= {(name, "甘肃省"), (name, "兰州市")}
    document = related("[国家发展改革委及财政部联合办公室|O]揭牌。")
    assert {owner for _, owner in triples(document, "part_of")} == {
        "国家发展和改革委员会",
        "财政部",
    }


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        # where a place is only named, or a clause of its own speaks of something else
        ("[天水市|R]援建的工厂和[星海集团|O]投资的[煤化工|C]项目开工建设。", set()),
        ("[天水市|R]推动试点，[青海省|R]进口的[葵花籽|C]在园区加工。", set()),
        ("在[天水市|R]支持[兰州市|R][氢能|C]。", {("兰州市", "氢能")}),
        # a forecaster's sentence no longer speaks of the plan
        ("《[甲规划|D]》发布。据某某证券等机构预计，[氢能|C]行业将突破千亿。", set()),
        ("《[甲规划|D]》发布。有专家认为，更多[氢能|C]企业将加快上市。", set()),
        # whoever acts itself does not speak for the plan before
        ("《[甲规划|D]》发布。新的一年，[甘肃省|R]抢占[氢能|C]赛道。", {("甘肃省", "氢能")}),
    ],
)
def test_whose_support_it_is(related: Related, words: str, pairs: set[tuple[str, str]]) -> None:
    assert triples(related(words), "covers") == pairs


def test_where_something_is_put_to_use_a_regulation_supports_nothing_new(related: Related) -> None:
    document = related(
        "[甘肃省软件促进条例|D]\n为了规范，制定本条例。\n"
        "支持[农业|C]、[矿业|C]、教育等领域互联网发展，推动[纺织业|C]数字化发展。\n"
        "推进[会计服务|C]、法律等生产性服务业数字化。\n"
        "发展[工业软件|C]及联盟。"
    )
    industries = {industry for _, industry in triples(document, "covers")}
    assert "工业软件" in industries
    assert not industries & {"农业", "矿业", "纺织业", "纺织", "会计服务"}


def test_a_notice_is_issued_by_whoever_signs_it_not_by_whom_it_follows(related: Related) -> None:
    document = related(
        "关于印发《[兰州市氢能行动计划|D]》的通知\n"
        "为贯彻落实[国务院|O]有关文件精神，我局制定了《[兰州市氢能行动计划|D]》，现印发实施。\n"
        "[兰州市工业和信息化局|O]\n2023年4月9日"
    )
    assert triples(document, "issues") == {("兰州市工业和信息化局", "兰州市氢能行动计划")}
