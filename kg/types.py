"""The nouns of the project. Stages take and return these; nothing here does work.

Offsets are Unicode code points into ``Article.text``, half-open: ``text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.lang import Text


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A non-empty range ``[start, end)`` of ``Article.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, order=True, slots=True)
class Link:
    """A hyperlink of the page: a hint about its words, not a truth (archives link any stock name)."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """A news item or notice without its markup. ``text`` never changes after ingest."""

    id: str  # first 16 hex digits of the SHA-256 of ``text``: the text that offsets count in
    name: str  # file name without its ending; what ``kg annotate`` prints as "id"
    text: str  # title on the first line (if there is one), then one paragraph a line
    title: str = ""  # as shown in ``text``; empty if the input has none
    date: str = (
        ""  # publication: ISO 8601, as precise as known: 2021, 2021-07, 2021-07-06T05:46:21Z
    )
    source: str = ""  # publisher or author as printed
    url: str = ""
    categories: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    format: str = "text"  # which reader read it: a name in kg.ingest.formats or kg.ingest.readers
    origin: str = ""  # the input it came from, as given, with / on every platform


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names something."""

    span: Span
    label: str  # a key of kg.schema.CLASSES: ORG REGION PERSON POLICY CLUSTER
    layer: str  # who found it: gazetteer, pattern, model
    confidence: float  # 0..1
    entity: str | None = None  # Entity.id given by kg.resolve; None = not linked yet


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that an article names. Equal ids in two articles mean one thing in the world."""

    id: str  # "<prefix>/<key>", made by kg.schema.entity_id from content only
    label: str  # as Mention.label
    name: str  # canonical name, in the script of the text
    aliases: tuple[str, ...] = ()  # other surface forms, sorted
    register: str = ""  # which register knows it: gbt2260, area, body, listed, media, industry
    code: str = ""  # its code there: 440000, 300024, C39
    region: str = ""  # id of the region that tells it from its homonyms, or that it lies in
    parent: str = ""  # id of the region or organisation above it
    reason: str = ""  # why its mentions were joined, for people
    candidates: tuple[str, ...] = ()  # ids considered and not taken, sorted
    context: str = ""  # id of the region in focus where it is named: a clue, no claim


@dataclass(frozen=True, order=True, slots=True)
class Anaphor:
    """Words that stand for something named elsewhere, and are no mention of it: 该省, 双方, 其."""

    span: Span
    entities: tuple[str, ...]  # Entity.id, in the order of their mentions; several for 双方
    antecedents: tuple[Span, ...]  # the mentions that they stand for, one an entity
    reason: str  # for people


@dataclass(frozen=True, order=True, slots=True)
class Merge:
    """What was joined to an entity, and why: another name in one article, or another id."""

    kept: str  # Entity.id
    name: str = ""  # the name joined, as the article writes it; empty for an id
    old: str = ""  # the id joined, which lives on as a redirect; empty for a name
    reason: str = ""
    article: str = ""  # Article.id of the text that says so; empty if several together do


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim, and the words that carry it. There is no claim without evidence."""

    subject: str  # Entity.id
    predicate: str  # a key of kg.schema.PREDICATES
    object: str  # Entity.id
    evidence: tuple[Span, ...]  # sentences, in order
    rule: str  # which rule or model said so
    confidence: float  # 0..1
    modality: str = "in_force"  # a key of kg.schema.MODALITIES; about the relation, not its content
    attribution: str | None = None  # Entity.id of who is quoted
    role: str = ""  # of works_for: the post, in the words of the text; empty if none is named


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified goal: 80万家 by 2023 and 100万家 by 2025 are two points of one indicator."""

    holder: str | None  # Entity.id: the policy if the text says so, else the region
    indicator: str  # what is counted, in the words of the text
    comparator: str  # = > >= < <= ~ range
    value: Decimal  # 万 and 亿 resolved: 80万 is 800000
    unit: str  # bare: 家, 元, %
    quantity: Span  # the words of the figure
    evidence: tuple[Span, ...]  # sentences, in order
    rule: str
    confidence: float
    value_max: Decimal | None = None  # upper end of a range
    deadline: int | None = None  # year
    scope: str = ""  # whom it counts: 规模以上工业企业, 全省
    baseline: str = ""  # 比2020年
    modality: str = "planned"


@dataclass(frozen=True, slots=True)
class Instrument:
    """How a policy supports: a subsidy ceiling, a fund, a loan."""

    holder: str | None  # Entity.id of the policy or region
    kind: str  # a key of kg.schema.INSTRUMENTS
    amount: Decimal | None  # in ``unit``; a ceiling when comparator is <=
    unit: str
    comparator: str
    recipient: str  # in the words of the text; empty if not said
    quantity: Span  # the words of the amount, or of the measure when it has none
    evidence: tuple[Span, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """What an article says of a policy's life. What it does not say is empty.

    Dates are ISO 8601, as precise as known: 2024, 2024-05, 2024-05-01. Publishing is not taking
    effect: neither date is ever filled from the other.
    """

    entity: str  # Entity.id of the policy
    number: str = ""  # 文号, as printed: 某府〔2021〕45号
    kind: str = ""  # document type by the end of the title: 实施方案, 条例
    level: str = ""  # a key of kg.schema.LEVELS
    jurisdiction: str = ""  # id of the region it holds in
    first_year: int | None = None  # of the period that the title names: 2021—2025年
    last_year: int | None = None
    published: str = ""
    effective: str = ""  # first day in force
    expires: str = ""  # last day in force
    evidence: tuple[Span, ...] = ()  # sentences, in order


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list in the text. One that states its own length ("等10个…") checks itself."""

    span: Span  # first item to the closing words
    items: tuple[Span, ...]  # in order
    stated: int | None  # the number that the text gives
    head: str  # what the items are: 战略性支柱产业集群

    @property
    def complete(self) -> bool | None:
        """Whether as many items were found as stated; None when no number is stated."""
        return None if self.stated is None else len(self.items) == self.stated


@dataclass(frozen=True, slots=True)
class Document:
    """An article and what is known about it so far. Stages return a new one."""

    article: Article
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()  # sorted by span, disjoint
    lists: tuple[Enumeration, ...] = ()
    entities: tuple[Entity, ...] = ()  # sorted by id; every Mention.entity is in here
    anaphors: tuple[Anaphor, ...] = ()  # sorted by span, disjoint, outside the mentions
    merges: tuple[Merge, ...] = ()  # names joined in this article, sorted
    facts: tuple[Fact, ...] = ()  # sorted
    targets: tuple[Target, ...] = ()  # in order of quantity.start
    instruments: tuple[Instrument, ...] = ()
    policies: tuple[PolicyRecord, ...] = ()  # sorted by entity, one for each

    def __post_init__(self) -> None:
        size = len(self.article.text)
        last = 0
        for mention in self.mentions:
            if mention.span.start < last or mention.span.end > size:
                raise ValueError(f"{mention} overlaps the one before or ends after the text")
            last = mention.span.end


@dataclass(frozen=True, order=True, slots=True)
class Evidence:
    """Where an edge of the graph comes from; one edge may have many."""

    article: str  # Article.id
    spans: tuple[Span, ...]  # sentences, in order
    rule: str
    confidence: float
    modality: str
    attribution: str = ""  # Entity.id of who is quoted; empty if nobody
    role: str = ""  # of works_for: the post, in the words of the text


@dataclass(frozen=True, slots=True)
class Skip:
    """An input that gave no article, and why."""

    where: str  # path, archive member or line, as the user would name it
    reason: Text


@dataclass(frozen=True, order=True, slots=True)
class Breach:
    """A place of the graph that breaks a rule of the data model."""

    where: str  # the thing: an id of the graph, else an IRI
    rule: str  # local name of the SHACL shape: Policy-dct-title
    asks: Text  # what the rule asks for
    constraint: str  # the SHACL constraint that failed: MinCount
    value: str  # the value at fault; empty if one is missing
    sentence: str  # what the article says there; empty if no sentence is known


@dataclass(frozen=True, slots=True)
class Checked:
    """What a validation looked at, and what it found."""

    articles: int  # looked at
    of: int  # articles in all
    triples: int
    breaches: tuple[Breach, ...]  # sorted
