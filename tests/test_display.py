"""What cells show: escaped, in code points, in colour."""

from decimal import Decimal

from kg.display import MOST_ROWS, Html, Mark, card, definitions, grid, legend, link, marked, text
from kg.types import Span


def test_marks_count_code_points_and_escape() -> None:
    words = "𠮷<b>某省</b>发布"
    shown = marked(words, [Mark(Span(4, 6), "REGION", '"x"')])
    assert shown == (
        "𠮷&lt;b&gt;"
        '<mark style="background:#009E7333;border-color:#009E73cc" title="&quot;x&quot;">某省</mark>'
        "&lt;/b&gt;发布"
    )


def test_of_overlapping_marks_the_first_and_longer_wins() -> None:
    marks = [Mark(Span(1, 3), "ORG"), Mark(Span(0, 2), "REGION"), Mark(Span(0, 4), "POLICY")]
    shown = marked("某省方案好", marks)
    assert shown.count("<mark") == 1
    assert ">某省方案</mark>好" in shown


def test_marks_are_cut_at_the_edge_of_the_part() -> None:
    shown = marked("甲乙丙丁戊", [Mark(Span(0, 2), "ORG"), Mark(Span(3, 5), "ORG")], Span(1, 4))
    assert shown.replace("<mark", "|<mark").count("|") == 2
    assert [piece.partition(">")[2] for piece in shown.split("<mark")[1:]] == [
        "乙</mark>丙",
        "丁</mark>",
    ]


def test_links_go_to_the_web_only() -> None:
    assert link("某文", "javascript:alert(1)") == "某文"
    assert link("<", "https://example.org/?a=1&b") == (
        '<a href="https://example.org/?a=1&amp;b" target="_blank" rel="noopener noreferrer">&lt;</a>'
    )


def test_grid_shows_the_first_rows_and_says_how_many_there_are() -> None:
    rows = ([i, f"<{i}>", None, ["甲", "乙"], Decimal("2000000"), True] for i in range(30))
    shown = grid(["n", "<w>", "none", "list", "figure", "flag"], rows, 30, "某表")
    assert shown.count("<tr>") == MOST_ROWS + 1
    assert '<th class="kg-number">n</th><th>&lt;w&gt;</th>' in shown
    assert "<th>flag</th>" in shown
    assert '<td title="&lt;0&gt;">&lt;0&gt;</td>' in shown
    assert ">甲、乙</td>" in shown
    assert '<td class="kg-number">2,000,000</td><td>✓</td>' in shown
    assert f"30 rows × 6 columns, {MOST_ROWS} shown" in shown


def test_card_leaves_out_what_is_empty() -> None:
    shown = card(text("名"), definitions({"有": text("值"), "无": Html("")}), dim="类")
    assert shown.partition('<div class="kg-card">')[2] == (
        '<h4>名 <small>类</small></h4><div class="kg-rows"><div>有</div><div>值</div></div></div>'
    )


def test_no_style_names_a_theme() -> None:
    """Text keeps the colour of its surroundings, so a dark notebook stays readable."""
    style = card(Html("")).partition("</style>")[0]
    assert "color:inherit" in style
    assert not any(fixed in style for fixed in ("color:black", "color:#000", "background:#fff"))


def test_legend_has_the_labels_in_use_in_the_order_of_the_schema() -> None:
    shown = legend(["POLICY", "ORG", "POLICY"])
    assert [part.partition("<")[0] for part in shown.split('">')[1:]] == [
        "机构 organisation",
        "政策 policy",
    ]
