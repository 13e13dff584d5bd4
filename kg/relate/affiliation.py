"""Who belongs to whom: posts, units, partners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.relate.clauses import CLAUSE, claim
from kg.relate.view import Named, Sentence, View
from kg.types import Fact

_JOINS = re.compile(r"(?:与|和|同|、|携手|联合|及|以及)$")
_COOPERATES = re.compile(
    r"签署|签订|签约|达成|合作|共建|携手|联手|联合(?:成立|建设|打造|发布|印发|主办|举办|开展|"
    r"研发|设立)|共同(?:成立|建设|打造|建成|主办|举办|发起|出资|研发|设立|承办)|战略协议|结盟|"
    r"合资"
)
_BRANCH = re.compile(
    r"^(?:旗下|下属|所属|下辖|全资)(?:的)?(?:全资)?(?:子公司|企业|公司|单位|机构)?$"
)
_BYLINE = re.compile(
    r"^[^。]{0,24}(?:电|讯|消息|报道)?[（(](?:本报|见习|实习|首席|特约)?(?:记者|"
    r"通讯员)[^）)]{0,20}$"
)


def works(view: View, sentence: Sentence) -> Iterator[Fact]:
    """某厅厅长某某; 某社某地某日电（记者某某）."""
    for person in sentence.of("PERSON"):
        employers = [n for n in sentence.of("ORG") if n.end <= person.start]
        if not employers:
            continue
        last = employers[-1]
        if last.id == person.entity.parent:
            yield from claim(view, sentence, (person, last), "works_for", "works:post", 0.9)
        elif not person.entity.parent and last.entity.register == "media":
            between = view.words(sentence.span.start, person.start)
            if _BYLINE.match(between):
                yield from claim(view, sentence, (person, last), "works_for", "works:byline", 0.8)


def partners(view: View, sentence: Sentence) -> Iterator[Fact]:
    """甲与乙签署合作协议; 甲和乙携手建成…"""
    organisations = sentence.of("ORG")
    for left, right in pairwise(organisations):
        joint = view.words(left.end, right.start)
        end = next(
            (m.start() for m in CLAUSE.finditer(view.text, right.end, sentence.span.end)),
            sentence.span.end,
        )
        tail = view.words(right.end, end)
        if _JOINS.fullmatch(joint) and _COOPERATES.search(tail[:24]):
            if re.search(r"等企业|等公司", tail[:12]) and not re.match(r"等", tail):
                continue
            yield from claim(view, sentence, (left, right), "partners_with", "partners:joint", 0.7)


def units(view: View, sentence: Sentence) -> Iterator[Fact]:
    """An inner unit to its organisation; 甲旗下乙."""
    for n in sentence.of("ORG"):
        parent = n.entity.parent
        if parent:
            entity = next(e for e in view.document.entities if e.id == parent)
            above = Named(n.start, n.end, "ORG", entity)  # the parent's name is part of the unit's
            yield from claim(view, sentence, (n, above), "part_of", "part:name", 0.9)
    for left, right in pairwise(sentence.named):
        if left.label == right.label == "ORG" and _BRANCH.match(view.words(left.end, right.start)):
            yield from claim(view, sentence, (right, left), "part_of", "part:branch", 0.8)
