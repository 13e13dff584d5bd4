"""A document cut for the rules: sentences with their mentions, folded text, what is in focus."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.registers import Division, centre, divisions, lineage
from kg.schema import entity_id
from kg.text import folded
from kg.titles import document_type
from kg.types import Document, Entity, Span

# Verbs of saying: whoever stands before one is quoted
_SAYS = re.compile(
    r"表示|指出|认为|透露|强调|坦言|告诉|(?<![简合统])称(?=[，,：:])|介绍(?=[，,：:说称])|"
    r"说(?=[，,：:])"
)


# Behind a name: its words are passed on, who says so is somebody else
_PASSED_ON = re.compile(
    r"(?:总书记|主席|总理|同志)?的?(?:重要|系列)*(?:指示|讲话|批示|论述|回信)"
    r"|(?:的)?(?:记者|主持人)[^，。]{0,6}(?:采访|专访|提问)"  # whoever asked
)
# Stand for the region in focus, or for the last one of their level, without being mentions
_ANAPHOR = re.compile(
    r"[全该我本](?P<level>[省市区县])(?!场)|当地|(?P<inside>[省市])内(?!外)|"
    r"(?:^|(?<=[，。；：、“\n]))(?P<here>[省市县区])里(?!程)"
)
_LEVELS = {
    "省": ("province",),
    "市": ("prefecture", "province"),  # 直辖市
    "区": ("county", "province"),  # 自治区
    "县": ("county",),
}
# What a document calls itself
OWN_WORDS = re.compile(
    r"本(?:行动|实施|工作|发展|专项|若干|管理|暂行|指导)?(?P<kind>条例|办法|规定|方案|细则|意见|通知|措施|规划|计划|政策|决定|规则|纲要|指引|通告|公告)"
)
# A digest: each line is a news item of its own
_ITEM = re.compile(r"(?:[（(]?\d{1,3}[、.．)）]|[•●·◆■▲])")
_DIGEST = re.compile(
    r"早餐|早报|早知道|晚报|晚间要闻|快报|要闻|新闻联播|简报|速递|速览|快讯|一览|一周|周报|汇总|盘点"
)
_ITEMS = 5  # lines, at least
_REACH = 100  # mentions of regions that an anaphor reaches back, so that long laws take linear time


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its entity, as the rules see it."""

    start: int
    end: int
    label: str
    entity: Entity
    antecedent: Span | None = None  # sentence of the mention that these words stand for: 该公司

    @property
    def id(self) -> str:
        return self.entity.id


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. Offsets count in the article's text."""

    index: int
    span: Span
    paragraph: int  # number of the line
    named: tuple[Named, ...]

    def of(self, label: str) -> tuple[Named, ...]:
        return tuple(n for n in self.named if n.label == label)


@dataclass(frozen=True, slots=True)
class View:
    """The document for the rules."""

    document: Document
    entities: Mapping[str, Entity]  # by id
    text: str  # folded, of equal length
    sentences: tuple[Sentence, ...]
    focus: str  # id of the region that the article is about; "" if none
    regions: tuple[tuple[Named, Sentence], ...]  # every mention of a region
    titled: Sentence | None  # the first sentence that names a policy
    industries: tuple[Entity, ...]  # by the length of their names, longest first
    main: Named | None  # first mention of the policy that the article is about
    own: Named | None  # the document that the article is, not one that it reports on
    quoted: Mapping[int, int]  # sentences inside quotation marks to the one that opens them
    digest: bool  # each line is a news item of its own: nothing is carried from line to line

    def words(self, start: int, end: int) -> str:
        return self.text[start:end]

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, if it is in the same paragraph."""
        if not sentence.index:
            return None
        other = self.sentences[sentence.index - 1]
        return other if other.paragraph == sentence.paragraph else None

    def antecedent(self, sentence: Sentence) -> tuple[Named, Sentence] | None:
        """The mention, before the sentence, of the region that 全省, 该市 or 当地 stand for: of the
        one in focus if it is of that level or lies in one that is named, else the last of the level."""
        match = _ANAPHOR.search(self.text, sentence.span.start, sentence.span.end)
        if match is None:
            return None
        levels = _LEVELS.get(match["level"] or match["inside"] or match["here"] or "")
        last: tuple[Named, Sentence] | None = None
        above = set(lineage(self.focus.removeprefix("region/")))
        for n, other in self._regions_before(sentence):
            division = divisions().get(n.entity.code)
            fits = n.id == self.focus if levels is None else _is_level(division, levels)
            if fits and (levels is None or n.entity.code in above):
                return n, other
            last = last or ((n, other) if fits else None)
        return last

    def _regions_before(self, sentence: Sentence) -> Iterator[tuple[Named, Sentence]]:
        """The nearest first; in a digest those of the same line only."""
        end = bisect_left(self.regions, sentence.index, key=lambda found: found[1].index)
        for n, other in reversed(self.regions[max(0, end - _REACH) : end]):
            if self.digest and other.paragraph != sentence.paragraph:
                return
            yield n, other

    def speaker(self, sentence: Sentence) -> str | None:
        """Id of the person or organisation that the sentence quotes; None if nobody.

        A sentence inside quotation marks that an earlier one of its paragraph opened is quoted from
        whoever that one names.
        """
        said = self._said(sentence)
        opening = self.quoted.get(sentence.index)
        return said or (None if opening is None else self._said(self.sentences[opening]))

    def _said(self, sentence: Sentence) -> str | None:
        for match in _SAYS.finditer(self.text, sentence.span.start, sentence.span.end):
            near = [
                n
                for n in sentence.named
                if n.label in ("PERSON", "ORG")
                and n.end <= match.start()
                and not _PASSED_ON.match(self.text, n.end)
            ]
            if near and match.start() - near[-1].end <= 16:
                return near[-1].id
        return None


def view(document: Document) -> View:
    """Cut ``document`` for the rules."""
    text = folded(document.article.text)
    by_id = {entity.id: entity for entity in document.entities}
    named = [
        Named(m.span.start, m.span.end, m.label, by_id[m.entity])
        for m in document.mentions
        if m.entity is not None
    ]
    industries = sorted(
        (entity for entity in document.entities if entity.label == "CLUSTER"),
        key=lambda entity: (-len(entity.name), entity.id),
    )
    digest = _is_digest(text)
    sentences = tuple(_sentences(document, text, _with_anaphors(document, named, by_id)))
    return View(
        document,
        by_id,
        text,
        sentences,
        "" if digest else _focus(named),
        tuple((n, s) for s in sentences for n in s.of("REGION")),
        next((s for s in sentences if s.of("POLICY")), None),
        tuple(industries),
        None if digest else _main(named),
        _own(text, named),
        dict(_quoted(text, sentences)),
        digest,
    )


def _with_anaphors(
    document: Document, named: list[Named], entities: Mapping[str, Entity]
) -> list[Named]:
    """The mentions, and the words that stand for one organisation: 该公司, 该厅."""
    anaphors = []
    for anaphor in document.anaphors:
        entity = entities[anaphor.entities[0]]
        if len(anaphor.entities) == 1 and entity.label == "ORG":
            place = anaphor.antecedents[0]
            said = next((s for s in document.sentences if s.covers(place)), place)
            span = anaphor.span
            anaphors.append(Named(span.start, span.end, "ORG", entity, said))
    return sorted([*named, *anaphors], key=lambda n: n.start)


def _is_level(division: Division | None, levels: tuple[str, ...]) -> bool:
    """Whether a division is of the first level, or stands for it: 直辖市 are cities, 自治区 are 区."""
    if division is None or division.level not in levels:
        return False
    if division.level == levels[0]:
        return True
    return division.name.endswith("市" if levels[0] == "prefecture" else "自治区")


def _is_digest(text: str) -> bool:
    """Whether most lines are numbered items, or the title says that it is one."""
    lines = [line for line in text.split("\n") if line.strip()]
    items = sum(_ITEM.match(line) is not None for line in lines)
    titled = len(lines) > _ITEMS and _DIGEST.search(lines[0]) is not None
    return titled or (items >= _ITEMS and 2 * items >= len(lines))


def _focus(named: list[Named]) -> str:
    """Id of the division that the article is about, else of the region named most often."""
    codes = Counter(
        n.entity.code or n.entity.region.removeprefix("region/")
        for n in named
        if n.entity.register == "gbt2260" or (n.label in ("ORG", "POLICY") and n.entity.region)
    )
    code = centre({code: count for code, count in codes.items() if code in divisions()})
    ids = {n.id for n in named}
    if code and entity_id("REGION", code) in ids:
        return entity_id("REGION", code)
    regions = Counter(n.id for n in named if n.label == "REGION").most_common(1)
    return regions[0][0] if regions else ""


def _main(named: list[Named]) -> Named | None:
    """The first mention of the policy that the article is about: half of all titles, two at least."""
    titles = [n for n in named if n.label == "POLICY"]
    counts = Counter(n.id for n in titles).most_common(1)
    if not counts or counts[0][1] < 2 or 2 * counts[0][1] < len(titles):
        return None
    return next(n for n in titles if n.id == counts[0][0])


def _own(text: str, named: list[Named]) -> Named | None:
    """The title that the first line names, when the text calls itself so: 本办法, 本条例."""
    title_end = text.find("\n")
    kinds = tuple({match["kind"] for match in OWN_WORDS.finditer(text)})
    titles = (n for n in named if n.label == "POLICY" and n.end <= title_end)
    ours = (n for n in titles if document_type(n.entity.name))
    return next((n for n in ours if kinds and document_type(n.entity.name).endswith(kinds)), None)


def _quoted(text: str, sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, int]]:
    """Sentences that begin inside quotation marks, with the sentence of the opening mark."""
    opening: int | None = None
    paragraph = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            opening, paragraph = None, sentence.paragraph
        if opening is not None:
            yield sentence.index, opening
        last = {mark: text.rfind(mark, sentence.span.start, sentence.span.end) for mark in "“”"}
        if last["“"] > last["”"]:
            opening = sentence.index
        elif last["”"] >= 0:
            opening = None


def _sentences(document: Document, text: str, named: list[Named]) -> Iterator[Sentence]:
    position = paragraph = last = 0
    for index, span in enumerate(document.sentences):
        inside = []
        while position < len(named) and named[position].start < span.end:
            inside.append(named[position])
            position += 1
        paragraph += text.count("\n", last, span.start)
        last = span.start
        yield Sentence(index, span, paragraph, tuple(inside))
