"""HTML to a draft: whole pages, where the article must be found, and fragments, which are it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.ingest import dates, main_text, noise, titles, trafilatura
from kg.ingest.article import Draft, Line
from kg.ingest.blocks import BLOCKS, Block, blocks, parse, squeeze, without_directives
from kg.ingest.clean import Cleaned, bare, clean, date_of, is_about, is_date, is_noise, source_of
from kg.ingest.metadata import Metadata, metadata
from kg.lang import Text

_PAGE = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_BREAKS = re.compile(rf"<(?:br|td|{'|'.join(sorted(BLOCKS))})\b", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3"))
_INDEX = Text("像是目录页，没有文章", "looks like an index page, no article")
_BEFORE = 20  # paragraphs before the article among which its title, date and source may stand
_MAX_TITLE = 80  # characters


@dataclass(frozen=True, slots=True)
class Body:
    """What a text in a file gives: lines and what is printed about it."""

    lines: tuple[Line, ...]
    title: str
    date: str = ""
    source: str = ""


def read_page(markup: str, where: str, finder: str = main_text.FINDERS[0]) -> Draft:
    """The article of a page or of a file with a fragment.

    ``finder`` is one of :data:`kg.ingest.main_text.FINDERS`: who says where the article stands.

    Raises:
        InputError: there is no body text, or the finder is not installed.
    """
    markup = without_directives(markup)
    soup = parse(_with_breaks(markup), where)
    head = metadata(soup)
    noise.strip(soup, page=True)
    found = [block for block in blocks(soup.body or soup) if not block.caption]
    place = main_text.find(found)
    before = found[max(place.prose - _BEFORE, 0) : place.prose]
    title = _title(head, before, found[place.prose : place.end])
    start = place.start
    for back, block in enumerate(reversed(before), start=1):
        if bare(block.line.text) == bare(title):  # what stands before the title is of the site
            before = before[-back:]
            start = max(start, place.prose - back + 1)
            break
    lines = [block.line for block in found[start : place.end]]
    if finder == trafilatura.NAME:
        lines = trafilatura.find(markup, where) or lines
    if not lines and main_text.is_index(found, place):
        raise InputError(where, _INDEX)
    cleaned = _clean(lines, title, where)
    notes = [block.line.text for block in before if len(block.line.text) <= _MAX_TITLE]
    date = head.date or date_of(notes) or cleaned.date or dates.in_address(head.url)
    if not date and main_text.is_index(found, place):
        raise InputError(where, _INDEX)
    return Draft(
        lines=cleaned.lines,
        title=_restored(title, cleaned),
        date=date,
        source=source_of(notes) or cleaned.source or head.source or head.site,
        url=head.url,
        categories=head.categories,
    )


def read_fragment(markup: str, title: str, where: str) -> Body:
    """All of a piece of HTML but captions, adverts and lines about it.

    ``title`` is what is known of it elsewhere, else "": then a heading at the top is the title.

    Raises:
        InputError: there is no text.
    """
    if _PAGE.search(markup):
        draft = read_page(markup, where)
        kept = clean(draft.lines, title).lines if title else draft.lines
        return Body(kept, title or draft.title, draft.date, draft.source)
    soup = parse(_with_breaks(markup), where)
    noise.strip(soup, page=False)
    found = [block for block in blocks(soup.body or soup) if not block.caption]
    if not title and found and found[0].tag in _HEADINGS:
        title = found[0].line.text
    cleaned = _clean([block.line for block in found], title, where)
    return Body(cleaned.lines, _restored(title, cleaned), cleaned.date, cleaned.source)


def read_plain(text: str, title: str, where: str) -> Body:
    """The same for text without markup: every line is a paragraph.

    Raises:
        InputError: there is no text.
    """
    lines = [Line(squeeze(line)) for line in text.split("\n")]
    cleaned = _clean([line for line in lines if line.text], title, where)
    return Body(cleaned.lines, _restored(title, cleaned), cleaned.date, cleaned.source)


def _with_breaks(markup: str) -> str:
    """Line breaks are paragraphs where nothing else separates them."""
    return markup if _BREAKS.search(markup) else markup.replace("\n", "<br>")


def _clean(lines: Sequence[Line], title: str, where: str) -> Cleaned:
    cleaned = clean(lines, title)
    if not cleaned.lines:
        raise InputError(where, Text("没有正文", "no body text"))
    return cleaned


def _restored(title: str, cleaned: Cleaned) -> str:
    return titles.restore(title, cleaned.originals, (line.text for line in cleaned.lines))


def _title(head: Metadata, before: Sequence[Block], article: Sequence[Block]) -> str:
    """The title of a page.

    In this order: og:title; <h1>; a line above the article that <title> contains or that looks like
    a heading; <title> without the name of the site; the first short line above the article.
    """
    first = article[:1] if _begins_with_title(head, article) else []
    above = [
        block
        for block in reversed([*before, *first])
        if len(block.line.text) <= _MAX_TITLE
        and not main_text.is_link_list(block)
        and not is_about(block.line.text)
        and not is_date(block.line.text)
        and not is_noise(block.line.text)
    ]
    texts = [block.line.text for block in above]
    printed = [*texts, *(block.line.text for block in article)]
    candidates = [
        titles.without_site(head.title, head.site, printed),
        *(block.line.text for block in above if block.tag == "h1"),
        *(text for text in texts if len(bare(text)) > 5 and text in head.page_title),
        *(block.line.text for block in above if _is_heading(block)),
        titles.without_site(head.page_title, head.site, printed),
        *texts,
    ]
    return next(filter(None, candidates), "")


def _begins_with_title(head: Metadata, article: Sequence[Block]) -> bool:
    """Whether the first paragraph is a title that was taken for prose (某项目开工，仪式举行！)."""
    others = [block for block in article[1:] if not is_about(block.line.text)]
    if not others or "。" in article[0].line.text:
        return False
    return (
        _is_heading(article[0])
        or article[0].line.text in head.page_title
        or article[0].path[:-1] != others[0].path[:-1]
    )


def _is_heading(block: Block) -> bool:
    return block.large or block.tag in _HEADINGS or "title" in block.labels.lower()
