"""Names that front matter and JSON use for one thing, in order of trust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.ingest import dates

TEXT = (
    "text",
    "content",
    "body",
    "正文",
    "内容",
    "article_body",
    "articlebody",
    "content_html",
    "fulltext",
    "full_text",
    "content_text",
    "内文",
    "內容",
)
TITLE = ("title", "标题", "headline", "标题名称", "標題", "题目", "name", "名称")
DATE = (
    "date",
    "published",
    "日期",
    "发布时间",
    "发布日期",
    "publish_date",
    "published_at",
    "publish_time",
    "pubdate",
    "pub_date",
    "datepublished",
    "date_published",
    "pubtime",
    "time",
    "时间",
    "成文日期",
    "發布時間",
)
SOURCE = (
    "source",
    "来源",
    "media",
    "媒体",
    "publisher",
    "發布單位",
    "发布机构",
    "author",
    "作者",
    "來源",
)
URL = ("url", "link", "链接", "source_url", "permalink", "网址", "href", "連結")
CATEGORIES = ("categories", "category", "分类", "栏目", "channel", "section", "分類")
ID = ("id", "_id", "编号")
LIST = ("articles", "items", "data", "documents", "records", "results", "文章")

Values = Mapping[str, Sequence[str]]


def first(values: Values, names: Sequence[str]) -> str:
    """The first non-empty value under one of the names, without white space at its ends."""
    for name in names:
        for value in values.get(name, ()):
            if value.strip():
                return value.strip()
    return ""


def date(values: Values) -> str:
    """ISO 8601; a date that cannot be read is left out, the next name is asked."""
    found = (dates.parse(value) for name in DATE for value in values.get(name, ()))
    return next(filter(None, found), "")


def url(values: Values) -> str:
    """The first address of the web."""
    found = (value.strip() for name in URL for value in values.get(name, ()))
    return next((value for value in found if value.startswith(("http://", "https://"))), "")


def categories(values: Values) -> tuple[str, ...]:
    """Of the first name that has any, in order, each once."""
    for name in CATEGORIES:
        found = dict.fromkeys(value.strip() for value in values.get(name, ()) if value.strip())
        if found:
            return tuple(found)
    return ()
