"""PDF and Word: paragraphs out of lines, titles, what is no text, and what is said when it fails."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.ingest import read
from kg.ingest.layout import Printed, paragraphs
from kg.types import Article, Skip

docx = pytest.importorskip("docx", reason="needs the extra [office]")
pytest.importorskip("pypdfium2", reason="needs the extra [office]")

Line = tuple[float, float, float, str]  # left, base, size, words

_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """A PDF of A4 pages whose letters are as wide as high and whose codes are UTF-16."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (7 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /FontDescriptor 5 0 R /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 -200 1000 800]"
        b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(_CMAP), _CMAP),
    ]
    for lines in pages:
        content = b"".join(
            b"/F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj\n"
            % (size, left, base, words.encode("utf-16-be").hex().encode())
            for left, base, size, words in lines
        )
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            b" /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (len(bodies) + 2)
        )
        bodies.append(b"<< /Length %d >> stream\nBT\n%sET\nendstream" % (len(content) + 6, content))
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (len(bodies) + 1, table, len(bodies) + 1, len(made))
    )


def both(path: Path) -> tuple[list[Article], list[Skip]]:
    skipped: list[Skip] = []
    return list(read([str(path)], skipped.append)), skipped


SIZE, LEFT, RIGHT, STEP = 14.0, 72.0, 523.0, 24.0


def printed(words: str, base: float, indent: float = 2) -> tuple[list[Line], float]:
    """A paragraph set between the margins, and where the next one begins."""
    lines: list[Line] = []
    left, line = LEFT + indent * SIZE, ""
    for char in words:
        if left + SIZE * (len(line) + 1) > RIGHT:
            lines.append((left, base, SIZE, line))
            left, line, base = LEFT, "", base - STEP
        line += char
    return [*lines, (left, base, SIZE, line)], base - STEP


def page(number: int, words: Sequence[str], title: Sequence[str] = ()) -> list[Line]:
    """With a running head, a page number and perhaps a title."""
    lines: list[Line] = [(LEFT, 800, 9, "某省人民政府公报 2023年第5期")]
    base = 760.0
    for part in title:
        lines.append((150, base, 22, part))
        base -= 34
    for paragraph in words:
        set_, base = printed(paragraph, base)
        lines += set_
    return [*lines, (285, 40, 9, f"— {number} —")]


FIRST = "为加快氢能产业发展，支持某市建设氢能产业园，到2025年建成加氢站70座以上，推广燃料电池汽车1万辆以上。"
CUT = (
    "各市要把氢能产业写进年度计划，明确责任单位，落实土地和资金，每季度报告一次，年底由省发展改革委"
)
REST = "组织考核，考核结果向社会公布。"


def test_a_pdf_is_read_in_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            [
                page(
                    1,
                    ["一、总体要求", FIRST, CUT[:-5]],
                    ["某省人民政府关于印发", "氢能产业规划的通知"],
                ),
                page(2, [FIRST.replace("氢能", "光伏"), "某省人民政府"]),
                page(3, ["附件：名单"]),
            ]
        )
    )
    ((article,), skipped) = both(path)
    assert article.title == "某省人民政府关于印发氢能产业规划的通知"
    assert article.text.split("\n")[1:] == [
        "一、总体要求",
        FIRST,
        CUT[:-5],
        FIRST.replace("氢能", "光伏"),
        "某省人民政府",
        "附件：名单",
    ]
    assert (article.format, skipped) == ("pdf", [])


def test_a_paragraph_may_run_over_the_page(tmp_path: Path) -> None:
    words = CUT + REST
    lines, _ = printed(words, 700)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([lines[:1], [(LEFT, 700, SIZE, lines[1][3]), *lines[2:]]]))
    ((article,), _) = both(path)
    assert article.text == words


def line(
    words: str, left: float = 0, right: float = 400, base: float = 0, size: float = 10
) -> Printed:
    return Printed(words, left, right, base, size)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line("甲乙丙"), line("丁。", right=90, base=-15)], ["甲乙丙丁。"]),
        ([line("甲。"), line("乙", left=20, base=-15)], ["甲。", "乙"]),
        ([line("甲", right=300), line("乙", base=-15)], ["甲", "乙"]),
        ([line("machine"), line("learning", base=-15)], ["machine learning"]),
        ([line("informa-"), line("tion", base=-15)], ["information"]),
        ([line("甲"), line("乙", base=-15, size=8)], ["甲", "乙"]),
        ([line("甲；"), line("（二）乙", base=-15)], ["甲；", "（二）乙"]),
    ],
)
def test_lines_are_joined(lines: list[Printed], expected: list[str]) -> None:
    assert paragraphs([[line("标题", right=200, base=15), *lines]]) == ("", ["标题", *expected])


def test_a_letterhead_is_no_title() -> None:
    lines = [
        line("某省人民政府文件", base=700, size=30),
        line("某省氢能产业规划", base=600, size=20),
        *(line("正文写满一行，", base=500 - 15 * n) for n in range(8)),
    ]
    assert paragraphs([lines])[0] == "某省氢能产业规划"


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([[], []]))
    assert [skip.reason.en for skip in both(path)[1]] == ["the PDF has no text; a scan?"]


def test_a_broken_pdf_is_a_skip(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    assert [skip.reason.en for skip in both(path)[1]] == ["broken PDF"]


def written(path: Path, *words: str, title: str = "") -> Path:
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
    for paragraph in words:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def test_a_word_file_is_read_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("某市发布氢能规划", 0)
    document.add_paragraph("来源：某报 2023-05-01")
    document.add_paragraph("某市近日印发《某市氢能规划》。")
    table = document.add_table(2, 2)
    for place, words in enumerate(("指标", "目标", "加氢站", "70座")):
        table.cell(*divmod(place, 2)).text = words
    document.add_paragraph("规划自即日起施行。")
    document.sections[0].header.paragraphs[0].text = "页眉"
    path = tmp_path / "a.docx"
    document.save(str(path))
    ((article,), skipped) = both(path)
    assert article.text.split("\n") == [
        "某市发布氢能规划",
        "某市近日印发《某市氢能规划》。",
        "指标 目标",
        "加氢站 70座",
        "规划自即日起施行。",
    ]
    assert (article.title, article.date, article.source, article.format) == (
        "某市发布氢能规划",
        "2023-05-01",
        "某报",
        "word",
    )
    assert skipped == []


def test_a_first_line_may_be_the_title(tmp_path: Path) -> None:
    ((article,), _) = both(written(tmp_path / "a.docx", "某市发布规划", "规划自即日起施行。"))
    assert (article.title, article.text) == ("某市发布规划", "某市发布规划\n规划自即日起施行。")


def edited(path: Path, old: str, new: str) -> Path:
    """The file with another document.xml."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<w:ins w:id="1"><w:r><w:t>新增</w:t></w:r></w:ins>', "甲新增。"),
        ('<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>', "甲。"),
        ("<w:r><w:tab/><w:t>乙</w:t></w:r>", "甲 乙。"),
        ("<w:r><w:br/><w:t>乙</w:t></w:r>", "甲\n乙。"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "甲。"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "甲链接。"),
    ],
)
def test_what_word_marks_up(markup: str, expected: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.docx", "甲XX。")
    edited(path, "XX。</w:t></w:r>", f"</w:t></w:r>{markup}<w:r><w:t>。</w:t></w:r>")
    assert [article.text for article in both(path)[0]] == [expected]


def test_a_broken_word_file_is_a_skip(tmp_path: Path) -> None:
    path = edited(written(tmp_path / "a.docx", "甲。"), "<w:body>", "<w:body")
    assert [skip.reason.en for skip in both(path)[1]] == ["broken Word file"]


@pytest.mark.parametrize(("name", "library"), [("a.docx", "docx"), ("a.pdf", "pypdfium2")])
def test_a_missing_library_is_named(
    name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.docx", "甲。")
    if name != "a.docx":
        path = tmp_path / name
        path.write_bytes(pdf([page(1, [FIRST])]))
    monkeypatch.setitem(sys.modules, library, None)
    (skip,) = both(path)[1]
    assert skip.reason.zh == '要先安装一个可选部分：pip install "zhengtu[office]"'
