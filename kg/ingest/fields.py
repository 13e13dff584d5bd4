"""Names that front matter, JSON, tables and feeds use for one thing, in order of trust.

Case, spaces and what stands in brackets do not matter. A name that begins with * is the end of a
longer Chinese one: 新闻标题, 文章内容.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from kg.errors import InputError
from kg.ingest import dates
from kg.ingest.article import Draft
from kg.ingest.body import read_body
from kg.lang import Text

Values = Mapping[str, Sequence[str]]  # a key of NAMES to the texts under its names


NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        key: tuple(names.split())
        for key, names in {
            "text": "text content body 正文 内容 全文 article_body articlebody content_html fulltext"
            " full_text content_text content:encoded encoded 内文 內容 文本 *正文 *全文 *内容 *內容"
            " *文本 *内文 *內文 description summary abstract 摘要 简介 導言 导语",
            "title": "title 标题 headline 标题名称 標題 题目 題目 题名 name 名称 *标题 *標題 *题目 *題目"
            " subject",
            "date": "date published 日期 发布时间 发布日期 publish_date published_at publish_time pubdate"
            " pub_date datepublished date_published pubtime issued time 时间 成文日期 發布時間 發佈時間"
            " 發布日期 發佈日期 发文日期 印发日期 刊登日期 刊發日期 发表时间 *日期 *时间 *時間 updated",
            "source": "source 来源 media 媒体 publisher 發布單位 发布单位 发布机构 發布機構 发文机关 author"
            " 作者 來源 creator 出处 出處 媒體 *来源 *來源 *媒体 *媒體",
            "url": "url link 链接 source_url permalink 网址 href 連結 鏈接 網址 *链接 *連結 *鏈接 *网址"
            " *網址 *地址 *url *link",
            "categories": "categories category 分类 栏目 channel section 分類 欄目",
            "id": "id _id 编号 編號",
        }.items()
    }
)
LIST = ("articles", "items", "data", "documents", "records", "results", "文章", "rows", "list")
_BODY = frozenset(NAMES["text"][: NAMES["text"].index("description")])
# When somebody fetched or changed a record says nothing of its article.
_NOT_A_DATE = re.compile("采集|採集|抓取|爬取|入库|更新|修改|创建|創建|下载|下載|截止|截至")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


def normal(name: str) -> str:
    """The name as it is compared.

    >>> normal(" Publish Date"), normal("\\ufeff正 文（全文）"), normal("ＵＲＬ")
    ('publish_date', '正文', 'url')
    """
    folded = unicodedata.normalize("NFKC", name).strip("\ufeff\"' \t\n").lower()
    folded = _BRACKETS.sub("", folded).strip() or folded
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", folded).replace(" ", "_")


@lru_cache(maxsize=256)
def order(names: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """Which of ``names`` (columns of a table, keys of an object) give a key, the best one first.

    >>> order(("序号", "新闻标题", "内容", "正文"))["text"]
    (3, 2)
    """
    known = [normal(name) for name in names]
    found: dict[str, tuple[int, ...]] = {}
    for key, wanted in NAMES.items():
        places = dict.fromkeys(
            place
            for want in wanted
            for place, name in enumerate(known)
            if (name == want or (want[0] == "*" and name.endswith(want[1:])))
            and not (key == "date" and _NOT_A_DATE.search(name))
        )
        if places:
            found[key] = tuple(places)
    return found


def first(values: Values, key: str) -> str:
    """The first non-empty value, without white space at its ends."""
    return next((value.strip() for value in values.get(key, ()) if value.strip()), "")


def date(values: Values) -> str:
    """ISO 8601; a date that cannot be read is left out, the next name is asked."""
    return next(filter(None, map(dates.parse, values.get("date", ()))), "")


def url(values: Values) -> str:
    """The first address of the web."""
    found = (value.strip() for value in values.get("url", ()))
    return next((value for value in found if value.startswith(("http://", "https://"))), "")


def categories(values: Values) -> tuple[str, ...]:
    """In order, each once."""
    return tuple(
        dict.fromkeys(value.strip() for value in values.get("categories", ()) if value.strip())
    )


def draft(values: Values, where: str, name: str) -> Draft:
    """The article of a record; ``name`` is taken if it has no id of its own.

    Raises:
        InputError: there is no text.
    """
    text = first(values, "text")
    if not text:
        raise InputError(where, Text("没有正文", "no body text"))
    body = read_body(text, first(values, "title"), where)
    return Draft(
        lines=body.lines,
        title=body.title,
        date=date(values) or body.date,
        source=first(values, "source") or body.source,
        url=url(values),
        categories=categories(values),
        name=first(values, "id") or name,
    )


def is_body(name: str) -> bool:
    """Whether the name is one of a full text, not of an abstract."""
    return normal(name) in _BODY


def gather(record: Mapping[str, Sequence[str]]) -> Values:
    """Texts under any names, by key."""
    names = tuple(record)
    return {
        key: [text for place in places for text in record[names[place]]]
        for key, places in order(names).items()
    }
