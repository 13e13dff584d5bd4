"""Facts and targets on marked text."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.types import Document

Related = Callable[..., Document]


def facts(document: Document) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in document.entities}
    return {(names[f.subject], f.predicate, names[f.object]) for f in document.facts}


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("[甘肃省|R]近日印发《[甘肃省氢能规划|D]》。", ("甘肃省", "issues", "甘肃省氢能规划")),
        (
            "[甘肃省|R]谋划转型。《[甘肃省氢能规划|D]》日前正式印发。",
            ("甘肃省", "issues", "甘肃省氢能规划"),
        ),
        (
            "根据[兰州市工信局|O]发布的《[兰州市资助目录|D]》，企业可获支持。",
            ("兰州市工业和信息化局", "issues", "兰州市资助目录"),
        ),
        ("《[甘肃省氢能规划|D]》提出，发展[氢能产业|C]。", ("甘肃省氢能规划", "covers", "氢能")),
        ("[甘肃|R]围绕[氢能|C]等行业开展试点。", ("甘肃省", "covers", "氢能")),
        ("[星海智联|O]总部落户[兰州|R]。", ("星海智联", "located_in", "兰州市")),
        ("[甘肃省科技厅|O]厅长[王伟|P]表示支持。", ("王伟", "works_for", "甘肃省科学技术厅")),
        ("[星海智联|O]与[云山重工|O]签署战略合作协议。", ("云山重工", "partners_with", "星海智联")),
        ("[星海智联|O]旗下[星海芯材|O]投产。", ("星海芯材", "part_of", "星海智联")),
        ("[甘肃|R]引进[星海智联|O]等企业。", ("甘肃省", "cultivates", "星海智联")),
        (
            "为贯彻落实《[国家氢能规划|D]》，省里印发《[甘肃省氢能规划|D]》。",
            ("甘肃省氢能规划", "implements", "国家氢能规划"),
        ),
        (
            "《[甲地目录（2025年本）|D]》施行，《[甲地目录（2020年本）|D]》同时废止。",
            ("甲地目录（2025年本）", "repeals", "甲地目录（2020年本）"),
        ),
    ],
)
def test_a_clause_gives_a_fact(related: Related, words: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(related(words))


def test_a_list_distributes_over_its_items(related: Related) -> None:
    document = related(
        "按照《[甘肃省规划|D]》，重点发展[氢能|C]、[光伏|C]、[集成电路|C]等产业集群。"
    )
    covered = {o for s, p, o in facts(document) if p == "covers" and s == "甘肃省规划"}
    assert covered == {"氢能", "光伏", "集成电路"}


def test_a_policy_covers_the_industry_of_its_title(related: Related) -> None:
    document = related("《[甘肃省促进智能机器人产业发展办法|D]》施行。")
    covered = {o for s, p, o in facts(document) if p == "covers"}
    assert covered == {"智能机器人"}


def test_of_two_industries_the_title_names_the_one_that_it_writes(related: Related) -> None:
    """家政服务业 is the wider one of the register."""
    found = related("某省印发《[某省家政服务提升方案|D]》。")
    covered = {fact.object for fact in found.facts if fact.rule == "covers:title"}
    assert covered == {"industry/家政服务"}


def test_the_whole_province_stands_for_the_region_in_focus(related: Related) -> None:
    document = related("[甘肃|R]部署工作。该省重点发展[氢能|C]、[光伏|C]等产业。")
    found = [f for f in document.facts if f.predicate == "covers"]
    assert {f.subject for f in found} == {"region/620000"}
    assert all(len(f.evidence) == 2 for f in found)


def test_statistics_cover_nothing(related: Related) -> None:
    document = related("1-4月份，[甘肃|R][纺织业|C]增加值同比增长3.1%。")
    assert not [f for f in document.facts if f.predicate == "covers"]


def test_joint_issuers_each_issue(related: Related) -> None:
    document = related("[兰州市财政局|O]、[兰州市科技局|O]联合印发《[兰州市奖补办法|D]》。")
    issuers = {s for s, p, _ in facts(document) if p == "issues"}
    assert issuers == {"兰州市财政局", "兰州市科学技术局"}


def test_a_plan_in_the_making_is_planned(related: Related) -> None:
    document = related("[甘肃|R]正在制定《[甘肃省氢能规划|D]》。")
    assert [f.modality for f in document.facts if f.predicate == "issues"] == ["planned"]


@pytest.mark.parametrize(
    "words",
    [
        "[某省|R]公布《[某省氢能条例|D]》（草案）。",
        "[某省|R]起草《[某省氢能条例|D]》，公开征求意见。",
    ],
)
def test_a_draft_is_planned(related: Related, words: str) -> None:
    issued = [fact for fact in related(words).facts if fact.predicate == "issues"]
    assert [fact.modality for fact in issued] == ["planned"]


def test_the_policy_of_the_title_holds_the_figures_of_the_whole_article(related: Related) -> None:
    between = "".join(f"[甲市|R]的第{n}家企业已经投产。\n" for n in range(15))
    title = "《[某省氢能规划|D]》"
    found = related(f"{title}摘要\n{title}已经印发。\n{between}到2025年，建成加氢站70座。")
    assert [target.holder for target in found.targets] == ["policy/某省氢能规划"]


def test_a_policy_not_issued_is_denied(related: Related) -> None:
    document = related("[甘肃|R]尚未出台《[甘肃省氢能规划|D]》。")
    assert [f.modality for f in document.facts if f.predicate == "issues"] == ["denied"]


def test_a_quotation_is_attributed(related: Related) -> None:
    document = related("[甘肃省科技厅|O]厅长[王伟|P]表示，[甘肃|R]将大力发展[氢能产业|C]。")
    (fact,) = [f for f in document.facts if f.predicate == "covers"]
    assert fact.attribution == "person/王伟~甘肃省科学技术厅"


def test_every_end_of_a_fact_stands_in_its_evidence(related: Related) -> None:
    document = related("《[甘肃省氢能规划|D]》印发。规划提出，到2025年做强[氢能产业|C]。")
    text = document.article.text
    (fact,) = [f for f in document.facts if f.predicate == "covers"]
    assert [span.of(text) for span in fact.evidence] == [
        "《甘肃省氢能规划》印发。",
        "规划提出，到2025年做强氢能产业。",
    ]


def targets(document: Document) -> list[tuple[object, ...]]:
    names = {entity.id: entity.name for entity in document.entities}
    return [
        (
            names.get(t.holder or ""),
            t.indicator,
            t.comparator,
            t.value,
            t.value_max,
            t.unit,
            t.deadline,
        )
        for t in document.targets
    ]


P = "《[甘肃省氢能规划|D]》提出，"


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (
            P + "到2025年，带动80万家企业上云。",
            ("带动企业上云", "=", Decimal(800000), None, "家", 2025),
        ),
        (
            P + "到2025年，氢能产业产值突破千亿元。",
            ("氢能产业产值", ">", Decimal(10**11), None, "元", 2025),
        ),
        (P + "到2030年，建设加氢站70座左右。", ("建设加氢站", "~", Decimal(70), None, "座", 2030)),
        (
            P + "到2025年，打造3—5家龙头企业。",
            ("打造龙头企业", "range", Decimal(3), Decimal(5), "家", 2025),
        ),
        (P + "“十四五”末，年均增速不低于23%。", ("年均增速", ">=", Decimal(23), None, "%", 2025)),
        (
            P + "到2025年，产值占比达到三分之一。",
            ("产值占比", "=", Decimal("33.33"), None, "%", 2025),
        ),
        (
            P + "明年，新增示范企业100家以上。",
            ("新增示范企业", ">=", Decimal(100), None, "家", 2024),
        ),
        (
            P + "未来三年，氢能产值力争翻一番。",
            ("氢能产值增长", "=", Decimal(100), None, "%", 2026),
        ),
    ],
)
def test_a_figure_ahead_is_a_target(
    related: Related, words: str, target: tuple[object, ...]
) -> None:
    assert targets(related(words)) == [("甘肃省氢能规划", *target)]


def test_respective_figures_go_to_their_names(related: Related) -> None:
    document = related(P + "到2025年，发动机和整车产能分别达到5万台、2万辆。")
    assert [(t[1], t[3], t[5]) for t in targets(document)] == [
        ("发动机", Decimal(50000), "台"),
        ("整车产能", Decimal(20000), "辆"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "截至2022年底，[甘肃|R]建成加氢站10座。",
        "去年，[甘肃|R]工业增加值增长8.7%。",
        P + "对首台套产品最高补助500万元。",
        "[甘肃|R]现有规上企业3000家。",
        "《[甘肃省氢能规划|D]》推出29条举措。",
    ],
)
def test_past_results_and_subsidies_are_no_targets(related: Related, words: str) -> None:
    assert targets(related(words)) == []


def test_two_deadlines_are_two_points_of_one_indicator(related: Related) -> None:
    document = related(P + "到2023年，带动80万家企业上云。到2025年，带动100万家企业上云。")
    assert [(t[1], t[3], t[6]) for t in targets(document)] == [
        ("带动企业上云", Decimal(800000), 2023),
        ("带动企业上云", Decimal(1000000), 2025),
    ]


def test_a_repeated_figure_is_one_target_with_more_evidence(related: Related) -> None:
    document = related(
        P + "到2025年，带动80万家企业上云。\n[甘肃|R]还提出，到2025年，带动80万家企业上云。"
    )
    (target,) = document.targets
    assert len(target.evidence) == 2


def test_a_paper_of_the_regions_own_is_not_the_policy_named_before(related: Related) -> None:
    document = related(
        "《[兰州市奖补办法|D]》施行。[七里河区|R]去年发布的区级措施，对企业补贴不超过30万元。"
    )
    assert [found.holder for found in document.instruments] == ["region/620103"]


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("[甘肃|R]是[西部|R]较早布局[氢能产业|C]的省份。", {"region/620000"}),
        ("[兰州|R]一家工厂入选名单，成为[动力电池|C]行业的样板。", set()),
    ],
)
def test_who_covers_an_industry(related: Related, words: str, subjects: set[str]) -> None:
    assert {f.subject for f in related(words).facts if f.predicate == "covers"} == subjects


def test_a_ceiling_is_an_instrument(related: Related) -> None:
    document = related("《[兰州市奖补办法|D]》明确，对首台套产品给予最高500万元补助。")
    (found,) = document.instruments
    assert (found.kind, found.comparator, found.amount, found.unit) == (
        "subsidy",
        "<=",
        Decimal(5_000_000),
        "元",
    )
    assert found.holder == "policy/兰州市奖补办法"


def test_whoever_works_for_the_company_named_before(related: Related) -> None:
    """该公司董事长: the evidence holds the sentence that names the company, too."""
    document = related("[星海有限公司|O]扩产。该公司董事长[张三丰|P]到会。")
    (fact,) = [f for f in document.facts if f.predicate == "works_for"]
    assert fact.object == "org/星海有限公司"
    assert fact.evidence == document.sentences
