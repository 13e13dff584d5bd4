"""One stated policy for overlaps, after every layer has had its say.

With a recogniser that knows our classes (:mod:`kg.tagger`):

1. What is settled comes first, longest first: titles where a pattern found them; works in 《》 that
   are no policies, events, slogans, railways and stations (nothing in them is a name); industries
   of a list that the text counts right; committees of a place's party (某县委书记); persons in lists
   of persons and in Latin letters behind a post; papers in bylines; words and classes of the user's.
2. Of the rest the more probable reading wins (:mod:`kg.nlp.fusion`); what is less probable than
   one half is no mention.

With any other recogniser, or none, there are no probabilities:

1. What is barred (works in 《》, events, slogans) takes no part, nor does what it holds.
2. A title in brackets beats all that lies inside it.
3. Otherwise the longer reading wins; of equal ones the more confident, then by label and rule.

A mention lies inside one sentence and neither starts nor ends on white space or on ，。、；.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import accumulate

from kg.nlp import fusion
from kg.nlp.departments import PARTY
from kg.nlp.industry_lists import COUNTED
from kg.nlp.lists import chains
from kg.nlp.organisations import BYLINE
from kg.nlp.people import LATIN, LISTED
from kg.nlp.reading import Candidate, Reading
from kg.tagger import Scores
from kg.types import Mention, Span

_ORDER = ("POLICY", "ORG", "REGION", "PERSON", "CLUSTER")
_TITLE_RULES = ("pattern:title", "pattern:campaign")
LINE, SLOGAN = "pattern:line", "pattern:slogan"
_SETTLED = (
    "pattern:work",
    "pattern:event",
    SLOGAN,
    "gazetteer:user",
    "pattern:domain",
    COUNTED,
    PARTY,
    LATIN,
    LISTED,
    BYLINE,
    LINE,
)
_LEAST = 0.5  # probability of a mention; the development gold and the held-out sources agree on it
_UNSETTLED = ("pattern:repeated title", "pattern:announced title")
# Named events and awards: nothing inside them is marked (eval guidelines)
_EVENT = re.compile(
    r"(?:大会|论坛|峰会|博览会|展览会|交易会|洽谈会|推介会|研讨会|交流会|发布会|高峰会|年会|"
    r"采购会|展销会|订货会|招商会|对接会|恳谈会|签约会|展示会|购物节|文化节|旅游节|"
    r"大赛|锦标赛|联赛|运动会|展会|"
    r"智博会|进博会|高交会|服贸会|广交会|消博会|百强榜|排行榜|榜单)"
)
# Meetings that anybody holds, and what may stand before them
_MEETING = re.compile(
    r"发布会|年会|研讨会|交流会|对接会|推介会|百强榜|排行榜|榜单|展会|签约会|恳谈会"
)
_NEWS = ("", "新闻", "信息", "媒体", "成果")
_EVENT_WORDS = frozenset({"n", "nz", "vn", "LOC", "ORG", "a", "nw", "m", "TIME", "j", "an", "f"})
_TO = re.compile(r"至|到|—|－|-|~")
_LINE = re.compile(
    r"的?(?:高速铁路|高铁|铁路|客运专线|客专|城际|高速公路|高速|公路|国道|地铁|轨道交通)(?!物流|运输)"
)
_STATION = re.compile(
    r"[东西南北]站(?!位|点|长|在|到|上)|(?:国际)?机场|火车站|高铁站|客运站|段(?=[）)的车全]|[0-9]|站|线|项目|工程)"
)
_QUOTED = re.compile(r"[“「‘](?P<words>[^“”「」‘’，。；：！？,\n]{2,24})[”」’]")
# Words that are quoted, not a name in quotation marks
_SAID = re.compile(r"(?:说|表示|强调|指出|提出|要求|称|认为|写道)[：，:,]?[“「‘]$")
_CLAUSE = re.compile(r"[是将在]|要(?!素|闻|求|点|塞)")
_COMPANIES = re.compile(r"企业|公司|集团|机构|单位|厂商|股|龙头")
_NOT_EVENT = re.compile(r"(?:人民代表大会|人大|党代会|代表大会|组委会|委员会|理事会)")


def bar_events(reading: Reading) -> None:
    """Bar the names of events, from their closing word back over noun-like words."""
    text = reading.folded
    for match in _EVENT.finditer(text):
        if not reading.edge(match.end()) or _NOT_EVENT.search(
            text, max(0, match.start() - 4), match.end()
        ):
            continue
        start = match.start()
        inside = reading.word_at(start)
        if inside is not None:
            start = inside.start
        quoted = False
        for word in reading.words_before(start):
            surface = text[word.start : word.end]
            if surface in "“”" and surface:
                quoted = surface == "”"
            elif word.tag not in _EVENT_WORDS and not quoted:
                break
            if match.start() - word.start > 24:
                break
            start = word.start
        if _MEETING.fullmatch(match[0]):  # 某厅新闻发布会: the body's, not a name
            hosts = (c.end for c in reading.beginning("ORG", start, match.start()))
            held = [end for end in hosts if text[end : match.start()] in _NEWS]
            start = max([start, *held])
        if start < match.start():
            reading.add(start, match.end(), "", "pattern:event", 0.7)


def bar_lines(reading: Reading) -> None:
    """Bar railways, roads, their parts and stations, which are named after places: 甲至乙高铁, 甲东站."""
    places = reading.of("REGION")
    starts = {c.end: c.start for c in places}
    longer = [(c.start, c.end) for label in ("ORG", "REGION") for c in reading.of(label)]
    for c in places:
        end = _line_end(reading, c)
        if end is None or any(start <= c.start and end < stop for start, stop in longer):
            continue
        reading.add(starts.get(c.start, c.start), end, "", LINE, 0.9)


def _line_end(reading: Reading, place: Candidate) -> int | None:
    """Where the name of a line or station ends that begins with a place."""
    text = reading.folded
    station = _STATION.match(text, place.end)
    if station:
        return station.end()
    joined = _TO.match(text, place.end)
    if joined is None:
        return None
    for other in reading.beginning("REGION", joined.end(), joined.end() + 1):
        line = _LINE.match(text, other.end)
        if line:
            return line.end()
    return None


def bar_quoted(reading: Reading) -> None:
    """Bar slogans and names of projects in quotation marks (“某省制造”), there and wherever they
    stand again; what is a name as a whole (“领航计划”) stays."""
    text = reading.folded
    named = sorted((c.start, c.end) for c in reading.candidates if c.label)
    starts = [start for start, _ in named]
    reach = list(accumulate((end for _, end in named), max))  # of those up to each
    found: set[tuple[int, int]] = set()
    for match in _QUOTED.finditer(text):
        start, end = match.span("words")
        before = bisect_right(starts, start)
        if not before or reach[before - 1] < end:
            found.add((start, end))
    for words in {text[start:end] for start, end in found if end - start > 5}:
        found.update(again.span() for again in re.finditer(re.escape(words), text))
    for start, end in sorted(found):
        said = _SAID.search(text, max(0, start - 8), start) or _CLAUSE.search(text, start, end)
        reading.add(start, end, "", "pattern:quoted" if said else SLOGAN, 0.6)


def bar_fields(reading: Reading) -> None:
    """Bar companies of the register that stand in a list of fields: 消费电子、工业电子、航天电子.

    Archives link such words to the stock of that name; the text means the field.
    """
    listed = {(c.start, c.end): c for c in reading.candidates if c.rule == "gazetteer:listed"}
    known = {(c.start, c.end) for c in reading.of("ORG")}
    for chain in chains(reading) if listed else ():
        inside = [item for item in chain.items if (item.start, item.end) in listed]
        names = [item for item in chain.items if (item.start, item.end) in known]
        # one name in three is a slip, more are a list of companies
        if not inside or 3 * len(names) > len(chain.items) or _COMPANIES.search(chain.head):
            continue
        for item in inside:
            if not reading.tagged(item.start, item.end, frozenset({"ORG"})):
                reading.add(item.start, item.end, "", "pattern:field", 0.96)


def tidy(reading: Reading) -> tuple[Mention, ...]:
    """The mentions of the text: sorted, disjoint, each inside one sentence."""
    scores = reading.scores
    order = _longest_first(reading) if scores is None else _surest_first(reading, scores)
    taken: list[Candidate] = []
    used = bytearray(len(reading.text))  # 1 where a character belongs to a taken candidate
    for c in order:
        if not any(used[c.start : c.end]):
            taken.append(c)
            used[c.start : c.end] = b"\1" * len(c)
    mentions = []
    for c in _agreed(reading, sorted((t for t in taken if t.label), key=lambda t: t.start)):
        span = _trim(reading.text, c)
        if span is not None and _inside_sentence(reading, span):
            mentions.append(Mention(span, c.label, c.layer, round(c.confidence, 3)))
    return tuple(mentions)


def _surest_first(reading: Reading, scores: Scores) -> Iterator[Candidate]:
    """What is settled, then the rest by probability."""
    settled = [c for c in reading.candidates if _is_settled(c, scores.labels)]
    yield from sorted(settled, key=_rank)
    found = fusion.stretches(reading, scores)
    weighed = []
    for stretch, features in zip(found, fusion.described(reading, scores, found), strict=True):
        confidence = fusion.probability(features)
        if confidence >= _LEAST:
            best = min(stretch.rules, key=_rank, default=None)
            layer, rule = ("model", fusion.FOUND) if best is None else (best.layer, best.rule)
            at = (stretch.start, stretch.end, stretch.label)
            weighed.append(Candidate(*at, layer, rule, confidence))
    yield from sorted(weighed, key=lambda c: (-c.confidence, *_rank(c)))


def _is_settled(c: Candidate, labels: Collection[str]) -> bool:
    """Titles, which patterns know better than any model; the other rules of _SETTLED; classes of a
    domain file, which no model knows."""
    if c.label == "POLICY":
        # a title found again may be a part of a name: 某市|倍增计划|办公室
        return c.layer == "pattern" and c.rule not in _UNSETTLED
    return c.rule in _SETTLED or c.label not in ("", *labels)


def _longest_first(reading: Reading) -> Iterator[Candidate]:
    """Titles, then longer readings before shorter ones."""
    titles = [c for c in reading.candidates if c.rule in _TITLE_RULES]
    # barred stretches compete too, so that a longer name that holds an event's words survives
    barred = [c for c in reading.candidates if not c.label]
    yield from sorted([*titles, *barred], key=_rank)
    rest = (c for c in reading.candidates if c.label and c.rule not in _TITLE_RULES)
    yield from sorted(rest, key=_rank)


def _agreed(reading: Reading, taken: list[Candidate]) -> Iterator[Candidate]:
    """One label a name where the recogniser alone gave several: the one it was surest of, all
    places together."""
    votes: dict[str, Counter[str]] = {}
    for c in taken:
        if c.layer == "model":
            sure = round(1000 * c.confidence)  # whole numbers add up the same in any order
            votes.setdefault(reading.folded[c.start : c.end], Counter())[c.label] += sure
    for c in taken:
        given = votes.get(reading.folded[c.start : c.end], Counter()) if c.layer == "model" else {}
        if len(given) > 1:
            label = min(given, key=lambda label: (-given[label], _ORDER.index(label)))
            yield replace(c, label=label)
        else:
            yield c


def _rank(c: Candidate) -> tuple[int, float, int, str, int]:
    # a user's own classes come first of equals, since the user asked for them
    order = _ORDER.index(c.label) if c.label in _ORDER else -1
    return (-len(c), -c.confidence, order, c.rule, c.start)


def _trim(text: str, c: Candidate) -> Span | None:
    start, end = c.start, c.end
    while start < end and (text[start].isspace() or text[start] in "，。、；"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "，。、；"):
        end -= 1
    return Span(start, end) if start < end else None


def _inside_sentence(reading: Reading, span: Span) -> bool:
    index = bisect_right(reading.sentences, span.start, key=lambda s: s.start) - 1
    return index >= 0 and span.end <= reading.sentences[index].end
