"""What the head of a page says about the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup

from kg.ingest import dates
from kg.ingest.blocks import squeeze

# Names that sites use in <meta name=…>, property=… and itemprop=…, in order of trust.
_TITLE = ("og:title", "articletitle", "twitter:title")
_DATE = (
    "article:published_time",
    "og:release_date",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publishtime",
    "article:published",
    "weibo: article:create_at",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "date",
)
_SOURCE = ("contentsource", "source", "mediaid", "article:publisher", "author", "article:author")
_CATEGORIES = ("article:section", "columnname")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')  # JSON-LD


@dataclass(frozen=True, slots=True)
class Metadata:
    """Empty where the page does not say."""

    title: str = ""  # of the article: what <title> says is in ``page_title``
    page_title: str = ""
    site: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()


def metadata(soup: BeautifulSoup) -> Metadata:
    """To be read before scripts are taken out of ``soup``."""
    given: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        content = squeeze(str(tag.get("content") or ""))
        for key in ("property", "name", "itemprop"):
            if content and tag.get(key):
                given.setdefault(str(tag[key]).strip().lower(), []).append(content)
    first = {key: values[0] for key, values in given.items()}
    canonical = soup.find("link", rel="canonical", href=True)
    url = first.get("og:url") or (str(canonical["href"]).strip() if canonical else "")
    return Metadata(
        title=next((first[key] for key in _TITLE if key in first), ""),
        page_title=squeeze(soup.title.get_text()) if soup.title else "",
        site=first.get("og:site_name", ""),
        date=_date(soup, first),
        source=next((first[key] for key in _SOURCE if _is_name(first.get(key, ""))), ""),
        url=url if re.match("https?://", url) else "",
        categories=tuple(value for key in _CATEGORIES for value in given.get(key, [])),
    )


def _date(soup: BeautifulSoup, first: dict[str, str]) -> str:
    found = [dates.parse(first[key]) for key in _DATE if key in first]
    for script in soup.find_all("script", type="application/ld+json"):
        found += map(dates.parse, _PUBLISHED.findall(script.get_text()))
    for tag in soup.find_all("time"):
        found += [dates.parse(str(tag.get("datetime") or "")), dates.parse(tag.get_text())]
    found = [day for day in found if day]
    precise = [day for day in found if day[:10] == found[0][:10]]
    return max(precise, key=len, default="")


def _is_name(words: str) -> bool:
    """Not an address of a profile, nor a number."""
    return bool(words) and not words.startswith("http") and not words.isdigit()
