"""The SHACL shapes in Turtle, computed from the profile and the rules.

``kg/rdf/shapes.ttl`` is what :func:`shapes` gives. Every shape that can be broken has an IRI; the
one of a property is named by its class and its path: ``zts:Policy-dct-title``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.lang import Text
from kg.rdf.profile import DIVISION, INDUSTRY, KINDS, LANGUAGE, Kind, Use, local, written
from kg.rdf.rules import Rule, rules, target_of
from kg.rdf.vocab import NAMESPACES
from kg.schema import derived

NAMESPACE = "https://w3id.org/zhengtu/shapes#"
_PATTERNS: Mapping[str, str] = MappingProxyType({"zt:gbt2260": DIVISION, "zt:gbt4754": INDUSTRY})
_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        LANGUAGE: Text("带语言标签的文本", "text with a language tag"),
        "xsd:anyURI": Text("网址", "address"),
        "xsd:boolean": Text("真假值", "true or false"),
        "xsd:date": Text("日期", "date"),
        "xsd:dateTime": Text("日期时间", "date and time"),
        "xsd:decimal": Text("数值", "number"),
        "xsd:integer": Text("整数", "whole number"),
        "xsd:string": Text("文本", "text"),
        "zt:gbt2260": Text("GB/T 2260 代码", "code of GB/T 2260"),
        "zt:gbt4754": Text("GB/T 4754 代码", "code of GB/T 4754"),
        "eli:LegalResource": Text("法律文件", "legal document"),
        "rdf:Property": Text("关系", "relation"),
    }
)


def shapes() -> str:
    """The whole shapes graph."""
    return "\n\n".join([_prefixes(), *_kinds(), *map(_rule, rules())]) + "\n"


@derived
def messages() -> Mapping[str, Text]:
    """What each shape asks for, by its local name."""
    found = {rule.name: Text(rule.zh, rule.en) for rule in rules()}
    for iri, kind in KINDS.items():
        name = local(iri)
        found[name] = Text(
            f"{kind.zh}是 IRI，且只有列出的属性",
            f"{kind.en}: an IRI, with the listed properties only",
        )
        found |= {shape_of(iri, use): _asked(use) for use in kind.uses}
    return MappingProxyType(found)


def shape_of(kind: str, use: Use) -> str:
    """The local name of the shape of a property of a class.

    >>> shape_of("zt:Policy", Use("dct:title", ("rdf:langString",)))
    'Policy-dct-title'
    """
    return f"{local(kind)}-{re.sub('[:/#.]+', '-', use.path)}"


def _prefixes() -> str:
    names = sorted({**NAMESPACES, "zts": NAMESPACE}.items())
    declared = " ,\n".join(
        f'    [ sh:prefix "{prefix}" ; sh:namespace "{iri}"^^xsd:anyURI ]' for prefix, iri in names
    )
    head = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in names)
    return f"{head}\n\nzts: a owl:Ontology ;\n  sh:declare\n{declared} ."


def _kinds() -> Iterator[str]:
    for iri, kind in KINDS.items():
        yield _kind(iri, kind)
        for use in kind.uses:
            yield _property(iri, use)


def _kind(iri: str, kind: Kind) -> str:
    properties = " ,\n    ".join(f"zts:{shape_of(iri, use)}" for use in kind.uses)
    return _shape(
        local(iri),
        "sh:NodeShape",
        [
            f'rdfs:label "{kind.zh}"@zh-hans , "{kind.en}"@en',
            f"sh:targetClass {written(iri)}",
            "sh:nodeKind sh:IRI",
            "sh:closed true",
            "sh:ignoredProperties ( rdf:type )",
            f"sh:property\n    {properties}",
        ],
    )


def _property(kind: str, use: Use) -> str:
    lines = [f"sh:path {written(use.path)}"]
    if use.least:
        lines.append(f"sh:minCount {use.least}")
    if use.most is not None:
        lines.append(f"sh:maxCount {use.most}")
    if use.a_language:
        lines.append("sh:uniqueLang true")
    if use.among:
        lines.append(f"sh:in ( {' '.join(_value(use, one) for one in use.among)} )")
    if use.bounds:
        least, greatest = use.bounds
        lines += [f"sh:minInclusive {least}", f"sh:maxInclusive {greatest}"]
    lines.append(_range(use))
    return _shape(shape_of(kind, use), "sh:PropertyShape", lines)


def _value(use: Use, value: str) -> str:
    return written(value) if use.range == ("rdf:Property",) else f'"{value}"'


def _range(use: Use) -> str:
    if not use.range or use.range == ("rdf:Property",):
        return "sh:nodeKind sh:IRI"
    kinds = [_one_range(name, use) for name in use.range]
    if len(kinds) == 1:
        return kinds[0]
    return f"sh:or ( {' '.join(f'[ {kind} ]' for kind in kinds)} )"


def _one_range(name: str, use: Use) -> str:
    if name in KINDS or name == "eli:LegalResource":
        return f"sh:class {written(name)}"
    pattern = _PATTERNS.get(name, use.pattern if name == "xsd:string" else "")
    return f"sh:datatype {name}" + (f' ; sh:pattern "{pattern}"' if pattern else "")


def _rule(rule: Rule) -> str:
    kind = "sh:PropertyShape" if rule.path else "sh:NodeShape"
    return _shape(rule.name, kind, [*map(target_of, rule.targets), rule.body])


def _shape(name: str, kind: str, lines: list[str]) -> str:
    said = messages()[name]
    body = " ;\n  ".join([f"a {kind}", *lines, f'sh:message "{said.zh}"@zh-hans , "{said.en}"@en'])
    return f"zts:{name} {body} ."


def _asked(use: Use) -> Text:
    """
    >>> _asked(Use("dct:title", ("rdf:langString",), 1, 1)).en
    'dct:title: exactly 1, text with a language tag'
    """
    counts = {
        (0, None): Text("可多个", "any number"),
        (0, 1): Text("至多 1 个", "at most 1"),
        (1, None): Text("至少 1 个", "at least 1"),
        (1, 1): Text("恰好 1 个", "exactly 1"),
    }
    count = counts[use.least, use.most]
    kinds = [_words(name) for name in use.range] or [Text("图中的事物", "a thing of the graph")]
    zh = f"{use.path}：{count.zh}，{'或'.join(kind.zh for kind in kinds)}"
    en = f"{use.path}: {count.en}, {' or '.join(kind.en for kind in kinds)}"
    if use.a_language:
        zh, en = f"{zh}，每种语言至多 1 个", f"{en}, one a language"
    if use.among and use.range != ("rdf:Property",):
        zh, en = (f"{words} ({' '.join(use.among)})" for words in (zh, en))
    if use.bounds:
        zh, en = (f"{words} [{use.bounds[0]}, {use.bounds[1]}]" for words in (zh, en))
    return Text(zh, en)


def _words(name: str) -> Text:
    return _WORDS[name] if name in _WORDS else Text(KINDS[name].zh, KINDS[name].en)
