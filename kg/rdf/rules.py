"""What no single property can say: the SHACL shapes that are more than rows of the profile."""

from __future__ import annotations

from dataclasses import dataclass

from kg.rdf.profile import KINDS, local, written
from kg.schema import CLASSES, PREDICATES, derived


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape in the words of SHACL; what goes wrong, for people."""

    name: str
    zh: str
    en: str
    targets: tuple[str, ...]  # classes, or properties whose subjects are meant
    body: str  # Turtle: the constraints, without the full stop
    path: bool = False  # a property shape


_POINTERS = " ".join(
    f"[ sh:inversePath {path} ]"
    for path in "zt:names rdf:subject rdf:object zt:region zt:parent zt:jurisdiction"
    " zt:attributedTo zt:candidate".split()
)
_PLACES = ("nif:Sentence", "nif:String")


def _sparql(where: str) -> str:
    return f'''sh:sparql [ sh:prefixes zts: ; sh:select """
    SELECT $this ?path ?value WHERE {{ {where} }}""" ]'''


@derived
def rules() -> tuple[Rule, ...]:
    """All of them, in the order of the shapes graph."""
    things = tuple(
        known.iri for label, known in CLASSES.items() if label not in ("TARGET", "INSTRUMENT")
    )
    edges = tuple(known.iri for known in PREDICATES.values())
    return (
        Rule(
            "place-in-order",
            "起点应在终点之前",
            "the start comes before the end",
            _PLACES,
            "sh:path nif:beginIndex ; sh:lessThan nif:endIndex",
            True,
        ),
        Rule(
            "place-in-article",
            "偏移不得超出文章长度",
            "no offset lies beyond the article's length",
            ("schema:NewsArticle",),
            "sh:path ( [ sh:inversePath nif:referenceContext ] nif:endIndex ) ;"
            " sh:lessThanOrEquals zt:length",
            True,
        ),
        Rule(
            "mention-after-sentence-start",
            "提及不得早于所在句子开始",
            "a mention does not start before its sentence",
            ("nif:String",),
            "sh:path ( nif:sentence nif:beginIndex ) ; sh:lessThanOrEquals nif:beginIndex",
            True,
        ),
        Rule(
            "mention-before-sentence-end",
            "提及不得晚于所在句子结束",
            "a mention does not end after its sentence",
            ("nif:Sentence",),
            "sh:path ( [ sh:inversePath nif:sentence ] nif:endIndex ) ;"
            " sh:lessThanOrEquals nif:endIndex",
            True,
        ),
        Rule(
            "words-fit-place",
            "文字的码点数应等于终点减起点",
            "the words have as many code points as lie between start and end",
            _PLACES,
            _sparql(
                "$this nif:anchorOf ?value ; nif:beginIndex ?start ; nif:endIndex ?end"
                " FILTER(STRLEN(?value) != ?end - ?start)"
            ),
        ),
        Rule(
            "lower-case-language",
            "语言标签应为小写",
            "language tags are in lower case",
            ("skos:prefLabel", "skos:altLabel", "dct:title"),
            _sparql(
                "$this ?path ?value FILTER(?path IN (skos:prefLabel, skos:altLabel, dct:title))"
                " FILTER(LANG(?value) != LCASE(LANG(?value)))"
            ),
        ),
        Rule(
            "alias-differs",
            "别名不得与首选名称相同",
            "an alias is not the preferred name",
            ("skos:altLabel",),
            "sh:path skos:altLabel ; sh:disjoint skos:prefLabel",
            True,
        ),
        Rule(
            "thing-is-used",
            "事物应被提及、出现在陈述中，或是他物的地区或上级",
            "a thing is mentioned, stands in a statement, or is the region or parent of another",
            things,
            f"sh:path [ sh:alternativePath ( {_POINTERS} ) ] ; sh:minCount 1",
            True,
        ),
        Rule(
            "fact-has-evidence",
            "每条事实都要有一条未被否定的陈述作证据",
            "every fact has a statement with evidence that does not deny it",
            edges,
            _sparql(
                f"$this ?path ?value FILTER(?path IN ({', '.join(map(written, edges))}))"
                " FILTER NOT EXISTS { ?said rdf:subject $this ; rdf:predicate ?path ;"
                ' rdf:object ?value ; zt:modality ?modality FILTER(?modality != "denied") }'
            ),
        ),
        Rule(
            "registered-region-has-code",
            "行政区划名录中的地区应有六位代码",
            "a region of the register of divisions has its six digits",
            ("schema:AdministrativeArea",),
            """sh:or (
    [ sh:not [ sh:property [ sh:path zt:register ; sh:hasValue "gbt2260" ] ] ]
    [ sh:property [ sh:path dct:identifier ; sh:minCount 1 ; sh:datatype zt:gbt2260 ] ]
  )""",
        ),
        Rule(
            "old-id-leads-on",
            "旧编号只指向一个新编号",
            "an id that is no longer used leads to one that is",
            ("dct:isReplacedBy",),
            "sh:path dct:isReplacedBy ; sh:maxCount 1 ; sh:nodeKind sh:IRI",
            True,
        ),
        Rule(
            "target-has-figure",
            "目标应有数值、下限或上限",
            "a target has a value, a floor or a ceiling",
            ("zt:QuantifiedTarget",),
            "sh:path [ sh:alternativePath ( schema:value schema:minValue schema:maxValue ) ] ;"
            " sh:minCount 1",
            True,
        ),
        Rule(
            "floor-below-ceiling",
            "下限不得大于上限",
            "the floor is not above the ceiling",
            ("schema:QuantitativeValue",),
            "sh:path schema:minValue ; sh:lessThanOrEquals schema:maxValue",
            True,
        ),
        Rule(
            "period-in-order",
            "起始年份不得晚于截止年份",
            "the first year is not after the last",
            ("zt:Policy",),
            "sh:path zt:firstYear ; sh:lessThanOrEquals zt:lastYear",
            True,
        ),
        *(
            Rule(
                f"subject-of-{local(known.iri)}",
                f"{known.zh}的主语应是：{'、'.join(CLASSES[one].zh for one in known.domain)}",
                f"the subject of {known.en} is: {', '.join(CLASSES[one].en for one in known.domain)}",
                (known.iri,),
                "sh:or ( "
                + " ".join(f"[ sh:class {written(CLASSES[one].iri)} ]" for one in known.domain)
                + " )",
            )
            for known in PREDICATES.values()
        ),
    )


def target_of(name: str) -> str:
    """How SHACL names what a shape is for: a class, or the subjects of a property."""
    is_class = name in KINDS or name == "schema:QuantitativeValue"
    return f"{'sh:targetClass' if is_class else 'sh:targetSubjectsOf'} {written(name)}"
