"""Titles as they were printed: quotation marks restored, the name of the site cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable

_QUOTES = "“”‘’「」『』\"'"
_PAIR = re.compile(r"_([^_]+)_")
_MAX_SITE = 16  # characters of a site's name after the last separator
_SEPARATOR = re.compile(r"\s*(?:[_|｜]|\s[-–—·]\s|[-–—]+\s*(?=[【\[(（])|[-–—]+\s*)\s*")
_SITE = re.compile(
    r"[【\[(（].*|.*(?:网|網|报|報|社|在线|在線|频道|新闻|新聞|资讯|財經|财经|门户|客户端|政府|周刊|杂志|时代"
    r"|电视台|[A-Za-z]+\.(?:com|cn|net|org)(?:\.\w+)?|News|Net)",
    re.IGNORECASE,
)


def restore(title: str, originals: Iterable[str], lines: Iterable[str]) -> str:
    """Quotation marks for the underscores that archives put in their place.

    The form that the page itself prints is taken: from its 原标题 line, else from its text, phrase
    by phrase; else a pair of underscores is a pair of “ ”.

    >>> restore("某市公布_领航_名单", [], ["推进“领航”行动"])
    '某市公布“领航”名单'
    """
    if "_" not in title:
        return title
    lines = [*lines]
    whole = _as_printed(title)
    for line in [*originals, *lines]:
        match = whole.search(line)
        if match:
            return match[0]

    def phrase(match: re.Match[str]) -> str:
        printed = _as_printed(match[0])
        for line in lines:
            found = printed.search(line)
            if found:
                return found[0]
        return f"“{match[1]}”"

    return _PAIR.sub(phrase, title)


def _as_printed(words: str) -> re.Pattern[str]:
    parts = (r"\s*".join(map(re.escape, part.split())) for part in words.split("_"))
    return re.compile(f"[{_QUOTES}]{{1,2}}".join(parts))


def without_site(title: str, site: str, lines: Iterable[str]) -> str:
    """The title of a page without "_某某网" or "- 某报" at its end.

    ``site`` is the name that the page gives itself, possibly "". What stands after a separator is
    cut if it is that name, if it looks like one, or if the rest alone is printed on the page.

    >>> without_site("规划今日发布_财经频道_某某网", "", [])
    '规划今日发布'
    >>> without_site("1-4月增加值增长", "", [])
    '1-4月增加值增长'
    """
    printed = {line.strip() for line in lines}
    while title not in printed:
        cuts = [match for match in _SEPARATOR.finditer(title) if match.start()]
        if not cuts:
            return title
        rest, last = title[: cuts[-1].start()].rstrip(), title[cuts[-1].end() :].strip()
        for cut in cuts:
            if (head := title[: cut.start()].rstrip()) in printed:
                return head
        if last and last != site and not (len(last) <= _MAX_SITE and _SITE.fullmatch(last)):
            return title
        title = rest
    return title
