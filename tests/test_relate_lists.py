"""Papers that go back to others, lists and those on them, pilots, firms that places bring in."""

from collections.abc import Callable

import pytest

from kg.types import Document

Related = Callable[..., Document]


def triples(document: Document, predicate: str) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in document.entities}
    return {(names[f.subject], names[f.object]) for f in document.facts if f.predicate == predicate}


@pytest.mark.parametrize(
    ("words", "predicate", "pairs"),
    [
        ("《[甲办法|D]》依据《[乙条例|D]》编制，共十条。", "based_on", {("甲办法", "乙条例")}),
        ("《[甲办法|D]》公布，依据是某省的《[乙条例|D]》。", "based_on", {("甲办法", "乙条例")}),
        ("《[甲办法|D]》公布。该办法依据《[乙条例|D]》制定。", "based_on", {("甲办法", "乙条例")}),
        (
            "《[甲办法|D]》以《[乙条例|D]》《[丙条例|D]》为上位依据。",
            "based_on",
            {("甲办法", "乙条例"), ("甲办法", "丙条例")},
        ),
        (
            "根据《[乙条例|D]》和省里《[丙条例|D]》，市局起草了《[甲办法|D]》。",
            "based_on",
            {("甲办法", "乙条例"), ("甲办法", "丙条例")},
        ),
        (
            "为支持“[甲计划|D]”企业，某市加大扶持，如根据《[乙目录|D]》，企业可获资助。",
            "based_on",
            set(),
        ),
        ("依照《[乙条例|D]》停产多年。", "based_on", set()),
        (
            "为落实《[甲意见|D]》和《[乙办法|D]》，现就有关事项通知如下，请制定计划。",
            "implements",
            set(),
        ),
        ("县里编制《[甲规划|D]》，对接《[乙规划|D]》。", "implements", {("甲规划", "乙规划")}),
        (
            "《[关于修改和废止部分规定的决定|D]》公布：修改《[甲细则|D]》第二条，废止《[乙办法|D]》。",
            "repeals",
            {("关于修改和废止部分规定的决定", "乙办法")},
        ),
        ("《[甲办法|D]》印发，原《[乙办法|D]》第七条同时废止。", "amends", {("甲办法", "乙办法")}),
        ("《[甲办法|D]》印发，原《[乙办法|D]》第七条同时废止。", "repeals", set()),
        ("《[甲办法|D]》印发，旧的《[乙办法|D]》随之作废。", "repeals", {("甲办法", "乙办法")}),
        ("《[甲政策|D]》废止了早年的《[乙政策|D]》。", "repeals", {("甲政策", "乙政策")}),
        (
            "在《[乙方案|D]》基础上修订形成《[甲方案|D]》。",
            "amends",
            {("甲方案", "乙方案")},
        ),
        (
            "《[甲决定|D]》施行。该决定对《[乙办法|D]》第三条、《[丙办法|D]》第六条作出修改。",
            "amends",
            {("甲决定", "乙办法"), ("甲决定", "丙办法")},
        ),
    ],
)
def test_what_a_paper_does_to_another(
    related: Related, words: str, predicate: str, pairs: set[tuple[str, str]]
) -> None:
    assert triples(related(words), predicate) == pairs


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (
            "首批列入《[甲名录|D]》的有[星海智联|O]、[云山重工|O]。",
            {("星海智联", "甲名录"), ("云山重工", "甲名录")},
        ),
        (
            "《[甲名单|D]》公布，[星海智联|O]、[云山重工|O]两家入选。",
            {("星海智联", "甲名单"), ("云山重工", "甲名单")},
        ),
        ("[星海智联|O]被[兰州市|R]列入《[甲名录|D]》。", {("星海智联", "甲名录")}),
        ("[甘肃省工信厅|O]把它列为《[甲规划|D]》首批试点。", set()),
        ("[星海智联|O]纳入[白酒|C]产区保护范围。", set()),
        ("《[甲名单|D]》公布，[星海智联|O]未入选。", {("星海智联", "甲名单")}),
    ],
)
def test_who_is_on_a_list(related: Related, words: str, pairs: set[tuple[str, str]]) -> None:
    assert triples(related(words), "recognised_as") == pairs


def test_who_is_not_on_a_list_is_denied(related: Related) -> None:
    document = related("《[甲名单|D]》公布，[星海智联|O]未入选。")
    assert {f.modality for f in document.facts if f.predicate == "recognised_as"} == {"denied"}


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (
            "《[甲方案|D]》发布，[兰州市|R]、[天水市|R]先行试点。",
            {("甲方案", "兰州市"), ("甲方案", "天水市")},
        ),
        ("《[甲方案|D]》发布。[兰州市|R]被列为首批试点。", {("甲方案", "兰州市")}),
        (
            "《[甲方案|D]》发布，首批试点为[兰州市|R]和[天水市|R]。",
            {("甲方案", "兰州市"), ("甲方案", "天水市")},
        ),
        (
            "《[甲方案|D]》系为落实《[乙意见|D]》而订，试点地区为[兰州市|R]。",
            {("甲方案", "兰州市")},
        ),
        ("《[甲方案|D]》发布，[兰州市|R]召开会议。", set()),
    ],
)
def test_where_a_paper_is_tried_out(
    related: Related, words: str, pairs: set[tuple[str, str]]
) -> None:
    assert triples(related(words), "pilots_in") == pairs


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (
            "[兰州市|R]、[天水市|R]引进[星海智联|O]、[云山重工|O]。",
            {
                ("兰州市", "星海智联"),
                ("兰州市", "云山重工"),
                ("天水市", "星海智联"),
                ("天水市", "云山重工"),
            },
        ),
        (
            "[兰州市|R]支持[星海智联|O]、[云山重工|O]做强主业。",
            {("兰州市", "星海智联"), ("兰州市", "云山重工")},
        ),
        ("[兰州市|R]促进了[星海智联|O]等本地企业迅猛发展。", {("兰州市", "星海智联")}),
        ("《[甲企业培育库办法|D]》名单上有[星海智联|O]。", set()),
    ],
)
def test_whom_a_place_brings_up(related: Related, words: str, pairs: set[tuple[str, str]]) -> None:
    assert triples(related(words), "cultivates") == pairs


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (
            "[长河集团|O]旗下[星海智联|O]、[云山重工|O]重组。",
            {("星海智联", "长河集团"), ("云山重工", "长河集团")},
        ),
        ("[长河集团|O]旗下[星海智联|O]与[云山重工|O]合作。", {("星海智联", "长河集团")}),
        ("[长河集团|O]公告，全资子公司[星海智联|O]中标。", {("星海智联", "长河集团")}),
    ],
)
def test_whose_daughter_a_company_is(
    related: Related, words: str, pairs: set[tuple[str, str]]
) -> None:
    assert triples(related(words), "part_of") == pairs
