"""Tables of articles: CSV, TSV, Parquet and spreadsheets; which column is what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.config import Config
from kg.errors import InputError, UnknownNameError
from kg.ingest import Options, read
from kg.lang import Text
from kg.types import Article, Skip

openpyxl = pytest.importorskip("openpyxl", reason="installed from an older pyproject.toml")
Found = tuple[list[Article], list[Skip]]
Reads = Callable[..., Found]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Writes a file and reads it, with options as on the command line."""

    def run(name: str, content: str | bytes, **settings: tuple[str, ...]) -> Found:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        skipped: list[Skip] = []
        options = Options.of(Config(**settings))  # type: ignore[arg-type] # tuples of texts only
        return list(read([str(path)], skipped.append, options=options)), skipped

    return run


def reasons(skipped: list[Skip]) -> list[tuple[str, str]]:
    """The end of the place, and the reason in Chinese."""
    return [(skip.where.rsplit("/", 1)[-1], skip.reason.zh) for skip in skipped]


CSV = "序号,标题,正文,日期,来源,链接\n1,某市印发方案,方案自即日起施行。,2022年5月1日,某报,https://example.org/1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_row_is_an_article(encoding: str, reads: Reads) -> None:
    ((article,), skipped) = reads("表.csv", CSV.encode(encoding))
    assert article.text == "某市印发方案\n方案自即日起施行。"
    assert (article.name, article.date, article.source, article.url, article.format) == (
        "表-2",
        "2022-05-01",
        "某报",
        "https://example.org/1",
        "table",
    )
    assert skipped == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", "title\tcontent\n甲\t乙。\n"),
        ("a.csv", "title;content\n甲;乙。\n"),
        ("a.csv", '"title","content"\r\n"甲","乙。"\r\n'),
        ("a.txt", "标题,正文\n甲,乙。\n"),
        ("a.csv", "新闻标题,报道内容,采集时间\n甲,乙。,2020-01-01\n"),
        ("a.csv", "標題,內文\n甲,乙。\n"),
        ("a.csv", "\ufeffTitle , Full Text\n甲,乙。\n"),
        ("a.csv", "某市新闻汇总\n\n标题,正文（全文）\n甲,乙。\n"),
    ],
)
def test_columns_are_guessed(name: str, content: str, reads: Reads) -> None:
    ((article,), _) = reads(name, content)
    assert (article.text, article.date) == ("甲\n乙。", "")


def test_cells_may_hold_lines_quotes_and_markup(reads: Reads) -> None:
    content = '标题,正文\n甲,"第一段，""引文""。\n\n第二段。"\n乙,<p>丙。</p><p>丁。</p>\n'
    articles, _ = reads("a.csv", content)
    assert [article.text for article in articles] == [
        '甲\n第一段，"引文"。\n第二段。',
        "乙\n丙。\n丁。",
    ]


def test_rows_without_text_are_skipped_alone_and_empty_ones_passed_over(reads: Reads) -> None:
    articles, skipped = reads("a.csv", "标题,正文\n甲,\n,,\n\n乙,丙。\n丁\n")
    assert [article.name for article in articles] == ["a-5"]
    assert reasons(skipped) == [("a.csv#2", "没有正文"), ("a.csv#6", "没有正文")]


def test_a_table_without_a_column_for_the_text_lists_its_columns(reads: Reads) -> None:
    articles, skipped = reads("a.csv", "甲,乙\n1,2\n")
    assert articles == []
    assert reasons(skipped) == [("a.csv", "认不出正文是哪一列：甲、乙；用 --column text=列名 指定")]
    assert reads("a.csv", "名目,报道\n甲,缺正文\n")[0] == []  # a cell is no header


STORY = "某省日前印发行动方案，提出发展氢能产业。" * 8


@pytest.mark.parametrize(
    "lines",
    [
        ["A栏,B栏,C栏", f"某省出台氢能方案,2024-03-01,{STORY}"],
        ["内部资料", "", "A栏,B栏,C栏", f"某省出台氢能方案,2024年3月1日,{STORY}"],
        [f"某省出台氢能方案,2024/3/1,{STORY}", f"某市出台氢能方案,2024/3/2,{STORY}某市。"],
    ],
    ids=["names that say nothing", "a banner above", "no header"],
)
def test_columns_without_known_names_are_told_by_what_stands_in_them(
    lines: list[str], reads: Reads
) -> None:
    articles, skipped = reads("a.csv", "\n".join(lines) + "\n")
    assert skipped == []
    assert (articles[0].title, articles[0].date) == ("某省出台氢能方案", "2024-03-01")
    assert articles[0].text.split("\n")[1] == STORY


def test_a_known_name_is_believed_rather_than_the_content(reads: Reads) -> None:
    content = f"名目,时间,报道,媒体\n某省出台氢能方案,2024-03-01,{STORY},某报\n"
    ((article,), _) = reads("a.csv", content)
    assert (article.source, article.date) == ("某报", "2024-03-01")


@pytest.mark.parametrize(
    "content",
    [
        f"甲,乙\n{STORY},{STORY}\n",  # which of the two?
        "公司,营业\n某公司," + "氢气生产；" * 40 + "\n",  # long, but no prose
    ],
)
def test_what_is_not_clear_is_not_guessed(content: str, reads: Reads) -> None:
    articles, skipped = reads("a.csv", content)
    ((_, reason),) = reasons(skipped)
    assert articles == [] and reason.startswith("认不出正文是哪一列：")


def test_a_table_with_nothing_in_it_says_so(reads: Reads) -> None:
    assert reasons(reads("a.csv", "标题,正文\n")[1]) == [("a.csv", "只有表头，没有行")]
    assert reasons(reads("a.csv", ",,\n,\n")[1]) == [("a.csv", "空表")]


def test_the_user_names_columns(reads: Reads) -> None:
    content = "甲,乙,丙,日期\n首段。,次段。,某题,2020-01-02\n"
    ((article,), _) = reads("a.csv", content, columns=("text=甲", "text=乙", "title=丙"))
    assert (article.text, article.date) == ("某题\n首段。\n次段。", "2020-01-02")


def test_a_column_that_is_not_there_is_named(reads: Reads) -> None:
    _, skipped = reads("a.csv", "甲,正文\n1,2。\n", columns=("text=内容",))
    assert reasons(skipped) == [("a.csv", "没有列 内容，有：甲、正文")]


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"columns": ("正文",)}, InputError, "'正文' must be KEY=NAME, such as text=正文"),
        ({"columns": ("txet=正文",)}, UnknownNameError, "did you mean text"),
        ({"columns": ("articles=正文",)}, UnknownNameError, "no such key"),
        ({"main_text": "magic"}, UnknownNameError, "known: own, trafilatura"),
    ],
)
def test_wrong_options_are_errors(
    settings: dict[str, tuple[str, ...]], error: type[InputError], message: str
) -> None:
    with pytest.raises(error) as raised:
        Options.of(Config(**settings))  # type: ignore[arg-type] # wrong on purpose
    assert message in raised.value.message.en


def test_an_unpaired_quotation_mark_costs_one_row(
    reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.ingest.delimited._MAX_CELL", 100)
    content = '标题,正文\n甲,乙。\n"' + "丙" * 101 + "\n丁,戊。\n"
    articles, skipped = reads("a.csv", content)
    assert [article.text for article in articles] == ["甲\n乙。", "丁\n戊。"]
    assert [skip.where.rsplit("/", 1)[1] for skip in skipped] == ["a.csv#3"]


def test_parquet_is_read_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ingest.parquet._ROWS", 2)
    table = pa.table(
        {
            "title": ["甲", "乙", None],
            "content": ["一。", None, "三。"],
            "publish_date": [datetime(2021, 7, 6), None, datetime(2021, 7, 6, 13, 46)],
            "tags": [["x"], [], None],
        }
    )
    path = tmp_path / "a.parquet"
    pq.write_table(table, path)
    skipped: list[Skip] = []
    articles = list(read([str(path)], skipped.append))
    assert [(article.text, article.date, article.name) for article in articles] == [
        ("甲\n一。", "2021-07-06", "a-1"),
        ("三。", "2021-07-06T13:46:00", "a-3"),
    ]
    assert reasons(skipped) == [("a.parquet#2", "没有正文")]


def test_a_broken_parquet_file_is_a_skip(reads: Reads) -> None:
    _, (skip,) = reads("a.parquet", b"PAR1" + b"\x00" * 40 + b"PAR1")
    assert skip.reason.en.startswith("broken Parquet file")


def workbook(tmp_path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "表.xlsx"
    book.save(path)
    return path


def test_a_spreadsheet_with_a_banner_above_its_header(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["某省政策新闻汇总"],
        [],
        ["编号", "标题", "正文", "日期"],
        [7.0, "某市印发方案", "方案自即日起施行。", date(2022, 5, 1)],
    ]
    (article,) = read(
        [str(workbook(tmp_path, {"一": rows, "二": []}))], lambda skip: pytest.fail(str(skip))
    )
    assert (article.name, article.text, article.date, article.format) == (
        "7",
        "某市印发方案\n方案自即日起施行。",
        "2022-05-01",
        "excel",
    )


def test_every_sheet_is_read(tmp_path: Path) -> None:
    good: list[list[object]] = [["标题", "正文"], ["甲", "乙。"]]
    other: list[list[object]] = [["标题", "正文"], ["丙", "丁。"]]
    skipped: list[Skip] = []
    path = workbook(tmp_path, {"一月": good, "说明": [["制表人", "某某"]], "二月": other})
    assert [article.name for article in read([str(path)], skipped.append)] == [
        "表-一月-2",
        "表-二月-2",
    ]
    assert [skip.where for skip in skipped] == [f"{path.as_posix()}, 说明"]


def test_a_stray_cell_in_the_last_row_and_column_does_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"一": [["标题", "正文"], ["甲", "乙。"]]})
    book = openpyxl.load_workbook(path)
    book.active.cell(1_048_576, 16_384, "x")
    book.save(path)
    skipped: list[Skip] = []
    assert [article.text for article in read([str(path)], skipped.append)] == ["甲\n乙。"]
    assert skipped == [Skip(f"{path.as_posix()}#1048576", Text("没有正文", "no body text"))]
