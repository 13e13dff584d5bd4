"""Policies among each other, lists of policies, pilots, instruments: passages of our own."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.schema import INSTRUMENTS
from kg.types import Document

Related = Callable[..., Document]
NEW, OLD, THIRD = "[甘肃省氢能办法|D]", "[甘肃省新能源规定|D]", "[国家氢能发展纲要|D]"


def facts(document: Document, *predicates: str) -> set[tuple[str, str, str, str]]:
    names = {entity.id: entity.name for entity in document.entities}
    return {
        (names[f.subject], f.predicate, names[f.object], f.modality)
        for f in document.facts
        if f.predicate in predicates
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            f"根据《{THIRD}》，省政府制定《{NEW}》。",
            {("甘肃省氢能办法", "based_on", "国家氢能发展纲要", "in_force")},
        ),
        (
            f"依据《{THIRD}》、《{OLD}》，制定了《{NEW}》。",
            {
                ("甘肃省氢能办法", "based_on", "国家氢能发展纲要", "in_force"),
                ("甘肃省氢能办法", "based_on", "甘肃省新能源规定", "in_force"),
            },
        ),
        (
            f"为深入贯彻落实《{THIRD}》要求，近日印发《{NEW}》。",
            {("甘肃省氢能办法", "implements", "国家氢能发展纲要", "in_force")},
        ),
        (
            f"《{NEW}》自2024年1月1日起施行，《{OLD}》（甘府发〔2015〕3号）同时废止。",
            {("甘肃省氢能办法", "repeals", "甘肃省新能源规定", "in_force")},
        ),
        (
            f"《{NEW}》施行，《{OLD}》、《{THIRD}》同时废止。",
            {
                ("甘肃省氢能办法", "repeals", "甘肃省新能源规定", "in_force"),
                ("甘肃省氢能办法", "repeals", "国家氢能发展纲要", "in_force"),
            },
        ),
        (
            f"《{NEW}》拟取代《{OLD}》。",
            {("甘肃省氢能办法", "repeals", "甘肃省新能源规定", "planned")},
        ),
        (
            f"《{NEW}》公布。该办法对《{OLD}》进行了全面修订。",
            {("甘肃省氢能办法", "amends", "甘肃省新能源规定", "in_force")},
        ),
        (
            f"《[关于修改〈甘肃省氢能办法〉的决定|D]》公布，《{NEW}》沿用至今。",
            {("关于修改〈甘肃省氢能办法〉的决定", "amends", "甘肃省氢能办法", "in_force")},
        ),
        (f"《{NEW}》与《{OLD}》都已公布。", set()),
    ],
)
def test_policies_among_each_other(
    related: Related, words: str, found: set[tuple[str, str, str, str]]
) -> None:
    document = related(words)
    assert facts(document, "based_on", "implements", "amends", "repeals") == found


def test_a_document_speaks_of_itself(related: Related) -> None:
    document = related(
        f"{NEW}\n第一条 为落实《{THIRD}》，制定本办法。\n第二条 支持[氢能产业|C]发展。\n"
        f"第九条 本办法自2024年1月1日起施行。《{OLD}》同时废止。"
    )
    by_itself = {
        f for f in facts(document, "implements", "repeals", "covers") if f[0] == "甘肃省氢能办法"
    }
    assert by_itself == {
        ("甘肃省氢能办法", "implements", "国家氢能发展纲要", "in_force"),
        ("甘肃省氢能办法", "repeals", "甘肃省新能源规定", "in_force"),
        ("甘肃省氢能办法", "covers", "氢能", "in_force"),
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "[星海智联|O]、[云山重工|O]入选“[倍增计划|D]”。",
            {
                ("星海智联", "recognised_as", "倍增计划", "done"),
                ("云山重工", "recognised_as", "倍增计划", "done"),
            },
        ),
        (
            "[星海智联|O]拟入选“[倍增计划|D]”。",
            {("星海智联", "recognised_as", "倍增计划", "planned")},
        ),
        (
            "[星海智联|O]未入选“[倍增计划|D]”。",
            {("星海智联", "recognised_as", "倍增计划", "denied")},
        ),
        (
            f"《{NEW}》在[兰州市|R]、[白银市|R]等地先行试点。",
            {
                ("甘肃省氢能办法", "pilots_in", "兰州市", "in_force"),
                ("甘肃省氢能办法", "pilots_in", "白银市", "in_force"),
            },
        ),
        ("在[兰州市|R]开展[氢能|C]试点。", {("氢能", "pilots_in", "兰州市", "in_force")}),
        ("在[兰州市|R]开展[氢能|C]培训。", set()),
    ],
)
def test_lists_and_pilots(
    related: Related, words: str, found: set[tuple[str, str, str, str]]
) -> None:
    assert facts(related(words), "recognised_as", "pilots_in") == found


@pytest.mark.parametrize(
    ("words", "kind", "comparator", "amount", "unit", "recipient"),
    [
        ("对首台套产品给予最高500万元补助", "subsidy", "<=", 5_000_000, "元", "首台套产品"),
        ("设立规模50亿元的产业发展基金", "fund", "=", 5_000_000_000, "元", ""),
        ("对符合条件的企业减按15%征收企业所得税", "tax", "=", 15, "%", "符合条件的企业"),
        ("给予单户不超过3000万元的信用贷款", "loan", "<=", 30_000_000, "元", ""),
        ("对引进的博士给予30万元安家费", "talent", "=", 300_000, "元", ""),
        ("按投资额的10%给予奖励", "subsidy", "=", 10, "%", ""),
        ("对重点项目优先供地", "land", "=", None, "", "重点项目"),
        ("开展绿色工厂示范试点", "pilot", "=", None, "", ""),
        ("将创新产品纳入政府采购目录", "procurement", "=", None, "", ""),
        ("推行告知承诺制", "regulation", "=", None, "", ""),
        ("建设3个中试平台", "platform", "=", None, "", ""),
        ("对中小企业落实增值税留抵退税", "tax", "=", None, "", "中小企业"),
    ],
)
def test_an_instrument_has_kind_amount_and_recipient(
    related: Related,
    words: str,
    kind: str,
    comparator: str,
    amount: int | None,
    unit: str,
    recipient: str,
) -> None:
    document = related(f"《{NEW}》提出，{words}。")
    found = [(i.kind, i.comparator, i.amount, i.unit, i.recipient) for i in document.instruments]
    assert found == [
        (kind, comparator, None if amount is None else Decimal(amount), unit, recipient)
    ]
    assert {i.holder for i in document.instruments} == {"policy/甘肃省氢能办法"}
    assert kind in INSTRUMENTS


@pytest.mark.parametrize(
    "words",
    [
        "[甘肃省|R]去年累计发放补贴2000万元。",
        f"某基金完成注册，其中引导基金认缴出资不超过3亿元。\n《{NEW}》提出，扶持氢能。",
        f"《{NEW}》提出，支持投资超过1亿元的项目。",
        "[甘肃省|R]工业用地面积达到500亩。",
        f"《{NEW}》提出，到2025年建成加氢站70座。",
        "[甘肃省|R]已建设中试平台。",
    ],
)
def test_what_is_no_instrument(related: Related, words: str) -> None:
    assert related(words).instruments == ()
