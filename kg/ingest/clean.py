"""Lines that are about the article and not of it: credits, dates, keywords, adverts, repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ingest import dates
from kg.ingest.article import Line
from kg.text import simplify
from kg.types import Link, Span

_MAX_CREDIT = 60  # characters; a longer line with 来源 or 编辑 in it is prose
_MAX_DATE = 30
_MAX_HINT = 80  # the same for calls to scan, follow, download

# All patterns read a simplified copy of the line.
_ORIGINAL = re.compile(r"[(（\[【]?\s*原标题(?=[:：\s《“])[:：\s]*(.+?)\s*[)）\]】]?$")
_ROLES = (
    r"(?:(?:文章|稿件|新闻|信息|资料|内容|图片|图文|本文)?(?:来源|出处)|图源"
    r"|(?:责任|值班|流程|网络|本期|实习|执行|新媒体)?编辑|责编|美编|主编|编审|编委|编译|翻译|校对|校审"
    r"|审核|初审|复审|终审|审校|监制|统筹|策划|排版|制图|摄影|供稿|供图|录入员?|发布[人者]"
    r"|(?:本报|见习|实习|特约|首席|全媒体)*(?:记者|通讯员)|作者|撰文|文|图)"
)
_CREDIT = re.compile(
    rf"[(（\[【]?\s*(?:[^\s:：，。/／|｜丨]{{2,12}}\s*[/／|｜丨]\s*)?{_ROLES}\s*"
    r"(?:[:：/／|｜丨][^。！？!?；，]*|[\u4e00-\u9fff·]{2,8}\s*[/／][^。！？!?；，]*)$"
)
_NAMES = r"[\u4e00-\u9fff·]{2,4}(?:[\s、]+[\u4e00-\u9fff·]{2,4}){0,4}"
_BYLINE = re.compile(rf"[^\s，。、]{{0,8}}(?:记者|通讯员)[\s:：]+{_NAMES}$")
_BRACKETED = re.compile(rf"[(（\[【]\s*{_ROLES}\s+[^。！？!?；，]{{1,30}}[)）\]】]$")
_HEADER = re.compile(
    r"[^。，；]*(?:来源|作者|编辑|责编)\s*[:：]"
)  # with a date: the line under a title
_SOURCE = re.compile(
    r"(?:来源|出处|发布[人者]|发布(?:单位|机构|机关))\s*[:：]\s*[-—]*\s*([^\s|｜()（）\[\]【】]{2,30})"
)
_AUTHOR = re.compile(r"(?:作者|记者)\s*[:：|｜丨]\s*([\u4e00-\u9fff·]{2,12})")
_KEYWORDS = re.compile(
    r"(?:关键[词字]|(?:相关)?标签|主题词|tags?|keywords?)\s*[:：]", re.IGNORECASE
)
_RELATED = re.compile(
    r"(?:相关(?:阅读|新闻|链接|报道|文章|推荐|专题|资讯)|延伸阅读|推荐阅读|热点推荐|猜你喜欢|更多精彩"
    r"|上一[篇条]|下一[篇条]|返回(?:首页|列表|顶部|搜狐)|(?:点击)?(?:查看|阅读)(?:原文|全文|更多))"
)
_TOOLS = re.compile(
    r"(?:分享(?:到|至)|【?\s*字[体号]\s*[:：]|(?:浏览|点击|阅读)(?:次数|量|数)\s*[:：]"
    r"|打印本[页文]|关闭(?:本页|窗口))"
)
_HINT = re.compile(
    r"(?:扫一扫|长按|扫[码描])[^。]*(?:关注|下载|查看|阅读|识别|二维码|公众号|加入|进群|分享)"
    r"|^(?:欢迎|请|点击)?关注[^。]*(?:公众号|微信|微博)|^(?:点击|立即|马上)?下载[^。]*(?:APP|客户端)"
    r"|尽在[^。]{1,15}(?:APP|客户端)\W*$|^炒股就看|^热点栏目",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:(?:免责|版权|特别|郑重)?声明\s*[:：]|Copyright\b|版权所有|[©]|\S?ICP[备证])", re.IGNORECASE
)
_BULLET = re.compile(r"(?:[●○◎◦•‣∙▪▫■□◆◇★☆▲△▶►▷➤➢※✓✔·]\s*)+|[-*–]\s+")
_WORD = re.compile(r"\w")
_END = re.compile(r"[。！？!?；;：:，,、…]$")
_MAX_TITLE = 60  # characters


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text and what was taken out of it that says something about it."""

    lines: tuple[Line, ...]
    originals: tuple[str, ...]  # what 原标题 lines give
    date: str
    source: str


def clean(lines: Iterable[Line], title: str = "") -> Cleaned:
    """Lines of the article in order, without bullets; ``title`` is not repeated among them."""
    kept: list[Line] = []
    originals: list[str] = []
    about: list[str] = []
    shape = bare(title)
    begun = False  # a date of its own before the first sentence is metadata, at the end a signature
    for line in lines:
        original = _ORIGINAL.match(simplify(line.text))
        if original and len(line.text) <= 2 * _MAX_TITLE:
            originals.append(line.text[original.start(1) : original.end(1)])
            continue
        if is_about(line.text) or (not begun and is_date(line.text)):
            about.append(line.text)
            continue
        line = _without_bullet(line)
        if is_noise(line.text) or (shape and bare(line.text) == shape):
            continue
        begun = begun or bool(re.search("[。！？]", line.text))
        kept.append(line)
    return Cleaned(tuple(kept), tuple(originals), date_of(about), source_of(about))


def is_about(line: str) -> bool:
    """Whether the line credits people and sources or gives the date of publication."""
    if len(line) > _MAX_CREDIT or "。" in line:
        return False
    folded = simplify(line.strip())
    return (
        dates.is_labelled(folded)
        or any(pattern.match(folded) for pattern in (_CREDIT, _BYLINE, _BRACKETED))
        or bool(_HEADER.match(folded) and dates.visible(folded))
    )


def is_date(line: str) -> bool:
    """Whether the line is a date and little else (2011-08-17 快讯; 某网 2012-06-04 09:20)."""
    if len(line) > _MAX_DATE or _END.search(line):
        return False
    return bool(dates.visible(line[:12])) or "T" in dates.visible(line)


def is_noise(line: str) -> bool:
    """Whether the line is furniture of the site: keywords, tools, adverts, legal notices."""
    folded = simplify(line)
    if not _WORD.search(folded):
        return True
    if _KEYWORDS.match(folded) and "。" not in folded:
        return True
    if len(folded) <= _MAX_HINT and (
        _RELATED.match(folded) or _TOOLS.match(folded) or _HINT.search(folded)
    ):
        return True
    return bool(_NOTICE.match(folded))


def is_title(line: str) -> bool:
    """Whether a first line of plain text is its title: short, and no sentence."""
    line = line.strip()
    return (
        bool(_WORD.search(line))
        and len(line) <= _MAX_TITLE
        and not _END.search(line)
        and "。" not in line
        and not is_about(line)
        and not is_date(line)
    )


def date_of(lines: Iterable[str]) -> str:
    """The first labelled date in lines about an article, else the first date, else ""."""
    lines = [simplify(line) for line in lines]
    labelled = [line for line in lines if dates.is_labelled(line)]
    return next(filter(None, map(dates.visible, labelled + lines)), "")


def source_of(lines: Iterable[str]) -> str:
    """The first source, else the first author, that lines about an article name."""
    lines = [*lines]
    for pattern in (_SOURCE, _AUTHOR):
        for line in lines:
            match = pattern.search(simplify(line))
            if match:
                return line[match.start(1) : match.end(1)]
    return ""


def bare(words: str) -> str:
    """Letters, digits and characters only: what must agree for two titles to be one."""
    return re.sub(r"[\W_]+", "", words)


def _without_bullet(line: Line) -> Line:
    bullet = _BULLET.match(line.text)
    if not bullet:
        return line
    cut = bullet.end()
    links = tuple(
        Link(Span(max(link.span.start - cut, 0), link.span.end - cut), link.url)
        for link in line.links
        if link.span.end > cut
    )
    return Line(line.text[cut:], links)
