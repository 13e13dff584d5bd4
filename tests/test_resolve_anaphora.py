"""Words that stand for something named elsewhere: which, and that they are no mentions."""

from collections.abc import Callable

import pytest

from kg.types import Document

Linked = Callable[..., Document]


def anaphors(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    """(words, what they stand for) in the order of the text."""
    names = {entity.id: entity.name for entity in document.entities}
    text = document.article.text
    return [(a.span.of(text), tuple(names[key] for key in a.entities)) for a in document.anaphors]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("[河北|R]发力，全省增长。", [("全省", ("河北省",))]),
        (
            "[河北|R][张家口市|R]发力，该市增长，全省第一。",
            [("该市", ("张家口市",)), ("全省", ("河北省",))],
        ),
        ("[河北省科技厅|O]发文，该省增长。", [("该省", ("河北省",))]),
        (
            "[长兴县|R]发力，当地企业增长，我县第一。",
            [("当地", ("长兴县",)), ("我县", ("长兴县",))],
        ),
        # of two provinces 全省 is of the one in focus that the paragraph names
        ("[四川|R]、[四川省|R]与[重庆|R]共建，全省增长。", [("全省", ("四川省",))]),
        ("[河北|R]全省份市场、该市场、市值、区域。", []),
        ("全省增长。", []),
        # the organisation named so; of several the subject of the sentence before
        ("[河北省科技厅|O]、[河北省财政厅|O]发文。该厅表示。", [("该厅", ("河北省科学技术厅",))]),
        (
            "[河北省科技厅|O]与[星海智联有限公司|O]合作。该公司表示。",
            [("该公司", ("星海智联有限公司",))],
        ),
        (
            "[星海有限公司|O]联合[云山有限公司|O]扩产。该公司说，公司今年招人。",
            [("该公司", ("星海有限公司",)), ("公司", ("星海有限公司",))],
        ),
        ("[河北省科技厅|O]发文。该部门、该部分、该公司不变。", []),
        # as many as are said, joined before
        (
            "[星海有限公司|O]与[云山有限公司|O]签约。双方约定。",
            [("双方", ("星海有限公司", "云山有限公司"))],
        ),
        (
            "[山西省|R][大同市|R]、[陕西省|R][榆林市|R]签约，两市约定。",
            [("两市", ("大同市", "榆林市"))],
        ),
        ("[合肥|R]、[芜湖|R]和[安庆|R]三市共建。", [("三市", ("合肥市", "芜湖市", "安庆市"))]),
        ("[星海有限公司|O]扩产。双方约定。", []),
        # a policy whose title ends so; 本 is the document's own
        (
            "《[甲省氢能规划|D]》与《[甲省光伏方案|D]》印发。规划提出目标。",
            [("规划", ("甲省氢能规划",))],
        ),
        (
            "《[甲省氢能办法|D]》依据《[甲省能源办法|D]》。本办法施行，该办法不变。",
            [("本办法", ("甲省氢能办法",)), ("该办法", ("甲省能源办法",))],
        ),
        ("《[甲省氢能规划|D]》印发。根据规划，到2025年建站。", [("规划", ("甲省氢能规划",))]),
        ("《[甲省氢能规划|D]》印发。城市规划提出，方案提出。", []),
        # 其 only behind a name that begins the clause
        ("[星海有限公司|O]扩产，其产品畅销。", [("其", ("星海有限公司",))]),
        ("受[星海有限公司|O]影响，其中一家、其他、尤其、极其和其产品。", []),
    ],
)
def test_what_words_stand_for(
    linked: Linked, words: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert anaphors(linked(words)) == found


def test_an_anaphor_is_no_mention_and_names_its_antecedent(linked: Linked) -> None:
    document = linked("[河北|R]发力，全省增长。")
    (anaphor,) = document.anaphors
    assert not any(anaphor.span.overlaps(m.span) for m in document.mentions)
    assert anaphor.antecedents == (document.mentions[0].span,)
    assert anaphor.reason == "河北省 in focus"
