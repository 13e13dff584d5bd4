"""What a property or a value is called on a page, Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.rdf.terms import PROPERTIES as OWN
from kg.rdf.vocab import NAMESPACES
from kg.schema import CLASSES, INSTRUMENTS, MODALITIES, PREDICATES, Derived

Words = tuple[str, str]  # Chinese, English

PROPERTIES: Mapping[str, Words] = Derived(
    lambda: {
        **{known.iri: (known.zh, known.en) for known in PREDICATES.values()},
        **{name: (known.zh, known.en) for name, known in OWN.items()},
        "rdf:type": ("类型", "type"),
        "rdf:subject": ("主体", "subject"),
        "rdf:predicate": ("关系", "relation"),
        "rdf:object": ("客体", "object"),
        "rdfs:label": ("名称", "label"),
        "skos:prefLabel": ("名称", "name"),
        "skos:altLabel": ("别称", "also called"),
        "skos:broader": ("上位产业", "broader"),
        "skos:notation": ("分类代码", "code"),
        "skos:inScheme": ("分类体系", "scheme"),
        "schema:name": ("名称", "name"),
        "schema:containedInPlace": ("上级地区", "lies in"),
        "schema:location": ("所在地", "location"),
        "schema:areaServed": ("管辖地区", "area served"),
        "schema:about": ("主题", "about"),
        "schema:worksFor": ("任职于", "works for"),
        "schema:headline": ("标题", "headline"),
        "schema:datePublished": ("发表日期", "published"),
        "schema:articleSection": ("栏目", "section"),
        "schema:url": ("网址", "address"),
        "schema:legislationDate": ("发布日期", "published"),
        "schema:legislationIdentifier": ("文号", "number"),
        "schema:legislationJurisdiction": ("适用地区", "jurisdiction"),
        "schema:legislationPassedBy": ("发布机构", "issued by"),
        "schema:legislationType": ("文种", "document type"),
        "schema:temporalCoverage": ("规划期", "period"),
        "schema:value": ("数值", "value"),
        "schema:minValue": ("下限", "at least"),
        "schema:maxValue": ("上限", "at most"),
        "schema:unitText": ("单位", "unit"),
        "eli:first_date_entry_in_force": ("生效日期", "in force from"),
        "eli:date_no_longer_in_force": ("失效日期", "in force until"),
        "org:identifier": ("代码", "code"),
        "org:subOrganizationOf": ("上级机构", "part of"),
        "org:unitOf": ("上级机构", "unit of"),
        "org:member": ("成员", "member"),
        "org:organization": ("机构", "organisation"),
        "org:role": ("职务", "role"),
        "dct:identifier": ("代码", "code"),
        "dct:title": ("标题", "title"),
        "dct:source": ("来源", "source"),
        "dct:date": ("日期", "date"),
        "dct:isPartOf": ("属于", "part of"),
        "dct:isReplacedBy": ("现用编号", "replaced by"),
        "nif:anchorOf": ("原文", "words"),
        "nif:beginIndex": ("起", "from character"),
        "nif:endIndex": ("止", "to character"),
        "nif:referenceContext": ("文章", "article"),
        "nif:sentence": ("句子", "sentence"),
        "prov:wasDerivedFrom": ("依据", "evidence"),
        "prov:wasGeneratedBy": ("生成程序", "made by"),
    }
)

KINDS: Mapping[str, Words] = Derived(
    lambda: {
        **{known.prefix: (known.zh, known.en) for known in CLASSES.values()},
        "article": ("文章", "article"),
        "sentence": ("句子", "sentence"),
        "mention": ("提及", "mention"),
        "statement": ("陈述", "statement"),
        "membership": ("任职", "post"),
        "role": ("职务", "role"),
        "cluster": ("产业集群", "industry cluster"),
        "pipeline": ("程序", "program"),
    }
)

CLASS_WORDS: Mapping[str, Words] = Derived(
    lambda: {
        **{known.iri: (known.zh, known.en) for known in CLASSES.values()},
        "eli:LegalResource": ("法律资源", "legal resource"),
        "nif:Context": ("全文", "text"),
        "nif:Sentence": ("句子", "sentence"),
        "nif:String": ("提及", "mention"),
        "org:Membership": ("任职", "post"),
        "org:Role": ("职务", "role"),
        "zt:IndustryCluster": ("产业集群", "industry cluster"),
        "prov:Activity": ("程序", "program"),
        "rdf:Statement": ("陈述", "statement"),
        "schema:GovernmentOrganization": ("政府机构", "public body"),
        "schema:Legislation": ("法律文件", "legal document"),
        "schema:NewsArticle": ("文章", "article"),
        "schema:QuantitativeValue": ("数值", "figure"),
    }
)

VALUES: Mapping[str, Mapping[str, Words]] = MappingProxyType(
    {
        "zt:modality": MODALITIES,
        "zt:instrumentType": INSTRUMENTS,
        "zt:level": {
            "national": ("国家", "national"),
            "provincial": ("省级", "provincial"),
            "municipal": ("市级", "municipal"),
            "county": ("县级", "county"),
            "zone": ("园区", "zone"),
        },
        "zt:register": {
            "gbt2260": ("行政区划", "divisions"),
            "area": ("经济区域", "economic areas"),
            "body": ("党政机关", "public bodies"),
            "listed": ("上市公司", "listed companies"),
            "media": ("媒体", "media"),
            "industry": ("产业目录", "industries"),
            "university": ("高校", "universities"),
            "zone": ("开发区", "zones"),
        },
    }
)


def curie(iri: str) -> str:
    """An IRI with its prefix where it is a vocabulary's, else as it is.

    >>> curie("https://schema.org/name")
    'schema:name'
    """
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def property_words(iri: str) -> Words:
    """The property's own name where there is no label."""
    name = curie(iri)
    return PROPERTIES.get(name, (name, name))
