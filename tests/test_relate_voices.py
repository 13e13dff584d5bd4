"""Facts and targets in the voices of notices, speeches, reports and digests: passages of our own."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.types import Document

Related = Callable[..., Document]
BY_NAME = frozenset(("covers:title", "located:name", "located:register"))


def facts(document: Document) -> set[tuple[str, str, str, str]]:
    """What the clauses say, without what names alone say."""
    names = {entity.id: entity.name for entity in document.entities}
    return {
        (names[f.subject], f.predicate, names[f.object], f.modality)
        for f in document.facts
        if f.rule not in BY_NAME
    }


def said(subject: str, predicate: str, *objects: str) -> set[tuple[str, str, str, str]]:
    return {(subject, predicate, o, "in_force") for o in objects}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # municipality, autonomous region, prefecture, county, zone; plan, speech, report
        (
            "[重庆市|R]“十四五”以[电子信息|C]、[新材料|C]为主导产业。",
            said("重庆市", "covers", "电子信息", "新材料"),
        ),
        (
            "[广西|R]把[有色金属|C]作为首位产业，[南宁市|R]则押注[光伏|C]。",
            said("广西壮族自治区", "covers", "有色金属") | said("南宁市", "covers", "光伏"),
        ),
        (
            "[山东省|R]六大产业集群包括[石油化工|C]、[新能源|C]。",
            said("山东省", "covers", "石油化工", "新能源"),
        ),
        (
            "[兰州新区|R]主攻[生物医药|C]，兼顾[装备制造|C]。",
            said("兰州新区", "covers", "生物医药", "装备制造"),
        ),
        (
            "[青海省|R]严禁新增[水泥产业|C]产能，推动转型。",
            {("青海省", "covers", "水泥", "denied")},
        ),
        ("[四川省|R]与[重庆市|R]对接。去年，[氢能产业|C]产值增长了两成。", set()),
        ("[青岛氢能产业园|O]重点发展[氢能|C]。", said("青岛氢能产业园", "covers", "氢能")),
        (
            "[青海省|R]召开推进会。会议要求，要大力发展[氢能产业|C]。",
            said("青海省", "covers", "氢能"),
        ),
        # companies that a place attracts or supports
        (
            "[苏州市|R]先后吸引[星海智联|O]、[云山重工|O]入驻。",
            said("苏州市", "cultivates", "星海智联", "云山重工"),
        ),
        ("[苏州市|R]支持[星海智联|O]做大做强。", said("苏州市", "cultivates", "星海智联")),
        (
            "[星海智联|O]落户[苏州市|R]，[江苏省|R]还引进了[云山重工|O]。",
            said("星海智联", "located_in", "苏州市") | said("江苏省", "cultivates", "云山重工"),
        ),
        # posts in all orders
        (
            "[浙江省科技厅|O]党组书记、厅长[王伟|P]，副厅长[李静|P]参加。",
            said("王伟", "works_for", "浙江省科学技术厅")
            | said("李静", "works_for", "浙江省科学技术厅"),
        ),
        ("[云山重工|O]创始人兼CEO[王伟|P]看好。", said("王伟", "works_for", "云山重工")),
        ("[王伟|P]，[云山重工|O]副总裁，毕业于某校。", said("王伟", "works_for", "云山重工")),
        ("[王伟|P]出任[云山重工|O]总经理。", said("王伟", "works_for", "云山重工")),
        ("时任[云山重工|O]董事长[王伟|P]到访。", {("王伟", "works_for", "云山重工", "done")}),
        ("[云山重工|O]向[王伟|P]颁奖。", set()),
        # places
        ("[星海智联|O]在[苏州市|R]设立研发中心。", said("星海智联", "located_in", "苏州市")),
        ("[星海智联|O]把总部搬到[苏州市|R]。", said("星海智联", "located_in", "苏州市")),
        ("[苏州市|R]企业[星海智联|O]投产。", said("星海智联", "located_in", "苏州市")),
        ("[星海智联|O]是[苏州市|R]的一家软件企业。", said("星海智联", "located_in", "苏州市")),
        ("[星海智联|O]将落户[苏州市|R]。", {("星海智联", "located_in", "苏州市", "planned")}),
        ("[星海智联|O]尚未落户[苏州市|R]。", {("星海智联", "located_in", "苏州市", "denied")}),
        ("[云山重工|O]位于[苏州市|R]的商场开业。", set()),
        ("[吉林省|R][西部|R]土壤盐分重。", set()),
        # issuers
        (
            "《[湖北省氢能规划|D]》经研究同意，由[湖北省工信厅|O]印发。",
            said("湖北省工业和信息化厅", "issues", "湖北省氢能规划"),
        ),
        (
            "[湖北省发改委|O]就《[湖北省氢能规划|D]》公开征求意见。",
            {("湖北省发展和改革委员会", "issues", "湖北省氢能规划", "planned")},
        ),
        (
            "[湖北省|R]的《[湖北省氢能规划|D]》近日出炉。",
            said("湖北省", "issues", "湖北省氢能规划"),
        ),
        # organisations
        (
            "[星海智联|O]日前牵手[云山重工|O]，签署协议。",
            said("云山重工", "partners_with", "星海智联"),
        ),
        (
            "[星海智联|O]和[云山重工|O]、[黄河实业|O]共同出资。",
            said("云山重工", "partners_with", "星海智联", "黄河实业")
            | said("星海智联", "partners_with", "黄河实业"),
        ),
        ("[星海智联|O]系[云山重工|O]全资子公司。", said("星海智联", "part_of", "云山重工")),
        ("[云山重工|O]子公司[星海智联|O]投产。", said("星海智联", "part_of", "云山重工")),
    ],
)
def test_what_a_clause_says(
    related: Related, words: str, found: set[tuple[str, str, str, str]]
) -> None:
    assert facts(related(words)) == found


Row = tuple[str, str, int | str, str, int | None]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "氢能产业产值由2020年的300亿元增至2025年的500亿元",
            [("氢能产业产值", "=", 50_000_000_000, "元", 2025)],
        ),
        ("2025年，规上企业争取过千家", [("规上企业", ">", 1000, "家", 2025)]),
        ("产值力争五年内翻一番", [("产值增长", "=", 100, "%", 2028)]),
        ("研发投入强度提高到3%以上", [("研发投入强度", ">=", 3, "%", None)]),
        (
            "到2027年，建成5个以上千亿级集群、20个百亿级园区",
            [("建成千亿级集群", ">=", 5, "个", 2027), ("建成百亿级园区", "=", 20, "个", 2027)],
        ),
        ("确保粮食产量稳定在1000亿斤以上", [("粮食产量", ">=", 10**11, "斤", None)]),
        ("到二〇三五年，人均产值达到20万元", [("人均产值", "=", 200_000, "元", 2035)]),
        ("2026年底前，建成充电桩10万个", [("建成充电桩", "=", 100_000, "个", 2026)]),
        (
            "“十四五”时期，单位产值能耗累计下降13.5%",
            [("单位产值能耗累计下降", "=", "13.5", "%", 2025)],
        ),
        ("到2030年，新能源装机占比超过一半", [("新能源装机占比", ">", 50, "%", 2030)]),
        (
            "到2026年，产业规模突破1.2万亿元，年均增长10%左右",
            [
                ("产业规模", ">", 1_200_000_000_000, "元", 2026),
                ("产业规模年均增长", "~", 10, "%", 2026),
            ],
        ),
        (
            "今年要完成技改投资100亿元，力争做到120亿元",
            [
                ("完成技改投资", "=", 10**10, "元", 2023),
                ("完成技改投资", "=", 12 * 10**9, "元", 2023),
            ],
        ),
        ("2025年，加氢站数量从10座增加到30座", [("加氢站数量", "=", 30, "座", 2025)]),
        ("去年产值300亿元，今年预计增长12%", [("产值增长", "=", 12, "%", 2023)]),
        ("计划用三年时间，打造百家示范工厂", [("打造示范工厂", "=", 100, "家", 2026)]),
        (
            "到2025年，培育1至2个世界级、5个国家级的先进制造业集群",
            [
                ("培育世界级先进制造业集群", "range", 1, "个", 2025),
                ("培育国家级的先进制造业集群", "=", 5, "个", 2025),
            ],
        ),
        (
            "到2025年，产值占比达到20%，到2030年这一比例将达到30%",
            [("产值占比", "=", 20, "%", 2025), ("产值占比", "=", 30, "%", 2030)],
        ),
        ("单位能耗比2020年下降9.5%", [("单位能耗比下降", "=", "9.5", "%", None)]),
        ("规划占地1000亩，建筑面积约150万平方米", []),
        ("线路全长113公里，设计时速250公里", []),
        ("按照“9个城市是1个城市”的要求", []),
        ("推进A区、B区等20个片区建设", []),
        ("总投资约66亿元", []),
        ("设立10亿元引导基金", []),
        ("今年市场规模将达28万亿韩元（约合人民币1491亿元）", []),
    ],
)
def test_what_lies_ahead(related: Related, words: str, found: list[Row]) -> None:
    document = related(f"《[陕西省氢能规划|D]》提出，{words}。")
    targets = [(t.indicator, t.comparator, t.value, t.unit, t.deadline) for t in document.targets]
    assert targets == [(i, c, Decimal(value), unit, year) for i, c, value, unit, year in found]


def test_a_rise_keeps_where_it_starts(related: Related) -> None:
    document = related("[陕西省|R]到2025年将加氢站从10座增加到30座，产值比2020年增长50%。")
    assert [(t.value, t.baseline) for t in document.targets] == [
        (Decimal(30), "10座"),
        (Decimal(50), "2020年"),
    ]


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("[云山重工|O]计划到2025年产能达到5万台。", "org/云山重工"),
        ("据[星海研究院|O]预测，到2025年市场规模将超过500亿元。", "org/星海研究院"),
        ("[陕西省|R]印发规划。到2025年，全省将建成加氢站70座。", "region/610000"),
        ("[陕西省|R]部署工作。今年，我国将新增用户100万户。", None),
        ("[西安市|R]、[陕西省|R]部署工作。全省将建成加氢站70座。", "region/610000"),
    ],
)
def test_whose_figure_it_is(related: Related, words: str, holder: str | None) -> None:
    assert {t.holder for t in related(words).targets} == {holder}


def test_a_digest_carries_nothing_from_line_to_line(related: Related) -> None:
    document = related(
        "1、《[陕西省氢能规划|D]》印发。\n2、[甘肃省|R]部署工作。\n3、某协会开会。\n"
        "4、市场回暖。\n5、到2025年，用户将达到100万户。"
    )
    assert {t.holder for t in document.targets} == {None}


def test_a_quotation_over_two_sentences_has_one_speaker(related: Related) -> None:
    document = related(
        "[云山重工|O]总经理[王伟|P]表示：“形势很好。[陕西省|R]将大力发展[氢能产业|C]。”"
    )
    (fact,) = [f for f in document.facts if f.predicate == "covers"]
    assert (fact.attribution or "").startswith("person/王伟~云山重工")


def test_the_second_of_a_list_may_have_an_employer_of_its_own(related: Related) -> None:
    document = related("[浙江省科技厅|O]厅长[王伟|P]、集团机关党支部书记[李静|P]发言。")
    assert facts(document) == said("王伟", "works_for", "浙江省科学技术厅")


def test_a_policy_does_not_reach_an_event_of_another_paragraph(related: Related) -> None:
    plan = "《[陕西省氢能行动计划|D]》提出，产值翻番。\n"
    words = f"{plan}2021年11月30日，[甘肃省|R]启动建设走廊，计划2030年前投入1000辆车。"
    held = {t.holder for t in related(words).targets if t.unit == "辆"}
    assert held == {"region/620000"}
    held = {t.holder for t in related(f"{plan}到2030年，投入1000辆车。").targets if t.unit == "辆"}
    assert held == {"policy/陕西省氢能行动计划"}


def test_what_a_document_goes_back_to_holds_none_of_its_figures(related: Related) -> None:
    document = related(
        "[陕西省氢能行动计划|D]\n为落实《[国家氢能规划|D]》，制定本行动计划。到2027年，建成加氢站70座。",
    )
    assert {t.holder for t in document.targets} == {"policy/陕西省氢能行动计划"}


@pytest.mark.parametrize(
    "words",
    [
        "从开市到今年4月末，首发上市超过540家，融资占总额的四成以上。",
        "[云州集团|O]年产40万件羊绒衫项目将于明年投产。",
        "在今年1021家试点企业中，这些行业将占据多数。",
    ],
)
def test_results_and_sizes_are_no_goals(related: Related, words: str) -> None:
    assert related(words).targets == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("[甘肃省|R]4个项目合计220万千瓦，将在今明两年开工。", [("220万千瓦", 2024)]),
        (
            "[甘肃省|R]到2025年装机达到50万千瓦，其中海上30万千瓦。",
            [("50万千瓦", 2025), ("30万千瓦", 2025)],
        ),
        ("[甘肃省|R]上百家企业将参展。", []),
        ("调查显示，预计明年[甘肃省|R]看好行情的企业占72%。", []),
        ("与旧版相比，《[某目录（2025年本）|D]》列出的产业增至564条，净增29条，增幅5.4%。", []),
        ("[某央行|O]按兵不动，将利率目标区间维持在5%不变。", []),
        (
            "从2021年情况看，[甘肃省|R]计划安排50亿元。其中，交通、教育分别完成12亿元、9亿元。",
            [],
        ),
    ],
)
def test_what_lies_ahead_and_when(
    related: Related, words: str, found: list[tuple[str, int | None]]
) -> None:
    document = related(words)
    said = [(t.quantity.of(document.article.text), t.deadline) for t in document.targets]
    assert [one for one in said if one[0] != "4个"] == found


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("依山的[甘肃省|R]计划到2025年造林2000公顷。", "造林"),
        ("[甘肃省|R]力争新增高新企业500家、“小巨人”企业一百来家。", "新增高新企业"),
    ],
)
def test_what_is_counted_is_not_the_words_around(
    related: Related, words: str, indicator: str
) -> None:
    assert related(words).targets[0].indicator == indicator


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("《[甲规划|D]》发布。《[甲规划|D]》提出要求。\n[科技部|O]将划拨3亿元资金。", "科学技术部"),
        ("[某某组织|O]月报维持2025年全球增长预测在2.9%不变。", "某某组织"),
    ],
)
def test_whose_money_and_whose_forecast(related: Related, words: str, holder: str) -> None:
    document = related(words)
    names = {entity.id: entity.name for entity in document.entities}
    assert {names.get(t.holder or "") for t in document.targets} == {holder}


@pytest.mark.parametrize(
    "words",
    [
        "《[甲条例|D]》提出，鼓励企业和社会力量以设立基金等形式参与研究。",
        "《[甲条例|D]》提出，支持社会力量开展评选，对有贡献的个人给予奖励。",
    ],
)
def test_what_others_are_to_give_is_no_instrument(related: Related, words: str) -> None:
    assert related(words).instruments == ()


@pytest.mark.parametrize(
    "words",
    [
        "[甲省委|O]书记[王伟|P]在会上传达[李明|P]重要指示并讲话，表示要抓落实。",
        "[甲大学|O]教授[王伟|P]近日接受[某电视台|O]记者采访时说，订单已满。",
    ],
)
def test_words_passed_on_are_said_by_who_passes_them_on(related: Related, words: str) -> None:
    document = related(words)
    names = {entity.id: entity.name for entity in document.entities}
    assert {names[f.attribution] for f in document.facts if f.attribution} == {"王伟"}


def test_a_draft_is_not_in_force_when_its_title_says_so(related: Related) -> None:
    document = related("[甘肃省科技厅|O]日前发布[实验室管理办法（征求意见稿）|D]，拟放宽限制。")
    assert {f.modality for f in document.facts if f.predicate == "issues"} == {"planned"}


def test_what_is_virtual_is_not_planned(related: Related) -> None:
    document = related("[星海智联|O]和[云山重工|O]共建虚拟产业园。")
    assert [f.modality for f in document.facts if f.predicate == "partners_with"] == ["in_force"]
