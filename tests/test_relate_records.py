"""What an article says of a policy's life."""

from collections.abc import Callable

import pytest

from kg.types import Document, PolicyRecord

Related = Callable[..., Document]
LAW = "[甘肃省氢能促进条例|D]"


def record(document: Document, name: str) -> PolicyRecord:
    (entity,) = [e.id for e in document.entities if e.label == "POLICY" and e.name == name]
    (found,) = [r for r in document.policies if r.entity == entity]
    return found


def test_a_notice_tells_its_whole_life(related: Related) -> None:
    document = related(
        "[兰州市氢能产业扶持办法|D]\n兰府办〔2021〕12号\n第一条 为发展氢能，制定本办法。\n"
        "第二十条 本办法自印发之日起30日后施行，有效期5年。\n兰州市人民政府\n2021年3月5日",
        date="2022-08-09",
    )
    found = record(document, "兰州市氢能产业扶持办法")
    assert (found.number, found.kind, found.level, found.jurisdiction) == (
        "兰府办〔2021〕12号",
        "办法",
        "municipal",
        "region/620100",
    )
    assert (found.published, found.effective, found.expires) == (
        "2021-03-05",
        "2021-04-04",
        "2026-04-03",
    )


@pytest.mark.parametrize(
    ("words", "published", "effective", "expires"),
    [
        (f"《{LAW}》自2024年5月1日起施行。", "", "2024-05-01", ""),
        (f"2024年3月8日，[甘肃省|R]印发《{LAW}》。", "2024-03-08", "", ""),
        (f"3月8日，[甘肃省|R]印发《{LAW}》。", "2023-03-08", "", ""),
        (f"6月8日，[甘肃省|R]印发《{LAW}》。", "2022-06-08", "", ""),
        (f"近日，[甘肃省|R]印发《{LAW}》。", "", "", ""),
        (f"《{LAW}》于2023年4月6日正式公布，自公布之日起施行。", "2023-04-06", "2023-04-06", ""),
        (f"《{LAW}》于2023年4月6日公布，自公布之日起15日后施行。", "2023-04-06", "2023-04-21", ""),
        (f"《{LAW}》于2023年4月6日公布，自公布之日起15个工作日后施行。", "2023-04-06", "", ""),
        (f"《{LAW}》近日公布，自公布之日起施行。", "", "", ""),
        (f"《{LAW}》将于2023年12月公布。", "", "", ""),
        (
            f"《{LAW}》自2023年1月1日起施行，有效期至2027年12月31日。",
            "",
            "2023-01-01",
            "2027-12-31",
        ),
        (f"《{LAW}》自2023年1月1日起试行，试行期两年。", "", "2023-01-01", "2024-12-31"),
        (f"《{LAW}》已于2020年7月1日废止。", "", "", "2020-06-30"),
        (f"从2022年起实施《{LAW}》。", "", "2022", ""),
        (f"2023年4月1日，《{LAW}》正式施行。", "", "2023-04-01", ""),
        (f"2023年4月1日，《{LAW}》实施座谈会召开。", "", "", ""),
        (f"4月1日，《{LAW}》正式施行。", "", "2023-04-01", ""),
        (f"4月1日，《{LAW}》即将施行。", "", "2024-04-01", ""),
        (f"6月1日，《{LAW}》将施行。", "", "2023-06-01", ""),
        (f"《{LAW}》（2021年3月5日发布）仍在执行。", "2021-03-05", "", ""),
        (f"《{LAW}》提出，2025年起执行新标准的企业达到100家。", "", "", ""),
        ("[甘肃省|R]自2023年6月1日起施行新规。", "", "", ""),
    ],
)
def test_publishing_is_not_taking_effect(
    related: Related, words: str, published: str, effective: str, expires: str
) -> None:
    document = related(words + f"《{LAW}》受到关注。")
    found = record(document, "甘肃省氢能促进条例")
    assert (found.published, found.effective, found.expires) == (published, effective, expires)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (f"印发《{LAW}》（甘府发〔2023〕7号）。", "甘府发〔2023〕7号"),
        (f"《{LAW}》的通知（甘府发〔2023〕7号）", "甘府发〔2023〕7号"),
        (f"根据甘府发〔2023〕7号文《{LAW}》", "甘府发〔2023〕7号"),
        (f"省里印发了甘府办发〔2023〕7号文件《{LAW}》", "甘府办发〔2023〕7号"),
        (f"《{LAW}》以甘肃省人民政府令第12号公布。", ""),
        (f"《{LAW}》替代旧文，详见甘府发〔2020〕7号。", ""),
    ],
)
def test_a_number_stands_beside_its_title(related: Related, words: str, number: str) -> None:
    assert record(related(words), "甘肃省氢能促进条例").number == number


@pytest.mark.parametrize(
    ("words", "name", "level", "region"),
    [
        ("[甘肃省|R]《[甘肃省氢能规划|D]》", "甘肃省氢能规划", "provincial", "region/620000"),
        ("[兰州市|R]《[兰州市氢能规划|D]》", "兰州市氢能规划", "municipal", "region/620100"),
        (
            "[七里河区|R]《[七里河区氢能规划|D]》",
            "七里河区氢能规划",
            "county",
            "region/620103",
        ),
        ("《[国家氢能规划|D]》", "国家氢能规划", "national", ""),
        ("[工业和信息化部|O]印发《[氢能产业规划|D]》", "氢能产业规划", "national", ""),
        ("[甘肃省|R]印发《[倍增计划|D]》", "倍增计划", "provincial", "region/620000"),
        ("《[氢能产业提升工程实施方案|D]》", "氢能产业提升工程实施方案", "", ""),
    ],
)
def test_level_and_place_by_title_or_maker(
    related: Related, words: str, name: str, level: str, region: str
) -> None:
    found = record(related(words), name)
    assert (found.level, found.jurisdiction) == (level, region)


def test_the_period_is_that_of_the_title(related: Related) -> None:
    found = record(
        related("《[甘肃省氢能方案（2021—2025年）|D]》"), "甘肃省氢能方案（2021—2025年）"
    )
    assert (found.first_year, found.last_year, found.effective) == (2021, 2025, "")


def test_a_record_keeps_the_sentences_that_say_so(related: Related) -> None:
    document = related(f"《{LAW}》公布。\n据悉，《{LAW}》自2024年5月1日起施行。")
    found = record(document, "甘肃省氢能促进条例")
    text = document.article.text
    assert [span.of(text) for span in found.evidence] == [
        "《甘肃省氢能促进条例》公布。",
        "据悉，《甘肃省氢能促进条例》自2024年5月1日起施行。",
    ]
