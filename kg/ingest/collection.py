"""Markdown that holds many articles under headings of one level, such as a bulletin's transcript.

An article of many sections looks the same at first sight. A file is split only if its headings are
not numbered as sections are, and half of them or more are either repeated in the contents above, or
are followed by what opens or closes a news item: a dateline, a source, a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.ingest import dates
from kg.ingest.article import Draft
from kg.ingest.clean import bare, is_about, is_date
from kg.ingest.html import read_fragment
from kg.ingest.markdown import to_html
from kg.lang import Text
from kg.types import Skip

_HEADING = re.compile(r" {0,3}(#{1,4})[ \t]+(.+?)[ \t#]*$")
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节節条條编編部]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]"
    r"|\d+[.、．]|附[件录錄]|总则|總則|前言|结语|結語|背景|目录|目錄)"
)
_DATELINE = re.compile(
    r"[\W_]*(?:本报|本報|本刊|本网|本網|本台|[\u4e00-\u9fff]{2,6}(?:社|网|網|报|報|台))[^，。；]{0,24}?"
    r"(?:讯|訊|电|電|消息|报道|報道|報導)"
)
_ORIGINAL = re.compile(
    r"\[(?:[查阅][看读]原文|原文链接|原文|閱讀原文|查看全文)\]\((https?://[^)\s]+)\)"
)
_RULE = re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")
_LEAST = 3  # articles; two headings are a title and a section more often than not
_MOST = 2000  # articles whose titles are looked for in the contents, one by one
_ENDS = 3  # lines at the beginning or end of a section that may credit or date it


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    body: str
    line: int  # of the heading, from 1


def split(text: str) -> tuple[str, tuple[Section, ...]] | None:
    """What stands above, and the articles; None if the text is one article."""
    lines = text.split("\n")
    headings = [
        (place, len(match[1]), match[2])
        for place, line in enumerate(lines)
        if (match := _HEADING.match(line))
    ]
    for level in sorted({level for _, level, _ in headings}):
        upper = [heading for heading in headings if heading[1] <= level]
        ends = [place for place, _, _ in upper[1:]] + [len(lines)]
        sections = tuple(
            Section(title, "\n".join(lines[place + 1 : end]), place + 1)
            for (place, depth, title), end in zip(upper, ends, strict=True)
            if depth == level
        )
        above = "\n".join(lines[: sections[0].line - 1])
        if _are_articles(sections, above):
            return above, sections
    return None


def read_sections(
    above: str, sections: Sequence[Section], head: Draft, where: str, stem: str
) -> Iterator[Draft | Skip]:
    """One draft an article; ``head`` has what is known of all of them."""
    date = head.date or dates.at_end(head.title) or _date_of(above)
    if not _repeats(sections, above):
        yield from _left_over(above, where)
    for number, section in enumerate(sections, start=1):
        place = f"{where}:{section.line}"
        address = _ORIGINAL.search(section.body)
        try:
            body = read_fragment(to_html(_before_rule(section.body)), section.title, place)
        except InputError as error:
            yield Skip(place, error.problem)
            continue
        yield Draft(
            lines=body.lines,
            title=body.title,
            date=body.date or date,
            source=body.source or head.source,
            url=address[1] if address else head.url,
            categories=head.categories,
            name=f"{stem}-{number}",
        )


def _are_articles(sections: Sequence[Section], above: str) -> bool:
    half = len(sections) / 2
    if len(sections) < _LEAST or sum(bool(_NUMBERED.match(one.title)) for one in sections) > 1:
        return False
    return _repeats(sections, above) or sum(map(_is_item, sections)) >= half


def _repeats(sections: Sequence[Section], above: str) -> bool:
    """Whether half of the titles are listed above the first article."""
    contents = bare(above)
    return (
        len(sections) <= _MOST
        and sum(bare(section.title) in contents for section in sections) >= len(sections) / 2
    )


def _is_item(section: Section) -> bool:
    lines = [line.strip() for line in _TAG.sub("", section.body).split("\n") if line.strip()]
    return any(
        _DATELINE.match(line) or is_about(line) or is_date(line)
        for line in (*lines[:_ENDS], *lines[_ENDS:][-_ENDS:])
    )


def _before_rule(body: str) -> str:
    """Without what a rule sets apart at the end, if that is no sentence: (更新于某时)."""
    *before, last = _RULE.split(body)
    return "\n\n".join(before) if before and "。" not in last else body


def _left_over(above: str, where: str) -> Iterator[Skip]:
    for number, line in enumerate(above.split("\n"), start=1):
        if "。" in line:
            yield Skip(
                f"{where}:{number}", Text("第一篇文章之前的文字", "text above the first article")
            )
            return


def _date_of(above: str) -> str:
    titles = (match[2] for line in above.split("\n") if (match := _HEADING.match(line)))
    return next(filter(None, map(dates.at_end, titles)), "")
