"""The properties, classes and datatypes of zt: that kg.schema does not name as predicates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Term:
    """What a term of ours is called, what it means, and what it corresponds to elsewhere."""

    zh: str
    en: str
    meaning_zh: str
    meaning: str
    above: tuple[str, ...] = ()  # superclasses or superproperties, as CURIEs
    close: tuple[str, ...] = ()  # nearly the same; entails nothing


CLASSES: Mapping[str, Term] = MappingProxyType(
    {
        "zt:Policy": Term(
            "政策",
            "policy",
            "政策文件、规划、计划、行动或评选；法律文件同时是 schema:Legislation",
            "a policy document, plan, campaign or award; a legal one is schema:Legislation too",
            ("schema:CreativeWork",),
            ("eli:LegalResource", "schema:Legislation"),
        ),
        "zt:QuantifiedTarget": Term(
            "量化目标",
            "quantified target",
            "一个主体对一个指标在某一期限的数字目标",
            "a figure that a holder aims at: one indicator, one deadline",
            ("schema:QuantitativeValue",),
        ),
        "zt:IndustryCluster": Term(
            "产业集群",
            "industry cluster",
            "某地的某产业，且原文在该地称其为集群；产业本身不分地区",
            "an industry in a place, where a sentence calls it a cluster; the industry is free of place",
            ("schema:Intangible",),
            ("org:OrganizationalCollaboration",),
        ),
        "zt:Instrument": Term(
            "政策工具",
            "policy instrument",
            "政策支持的方式，如补助、基金、贷款；有金额时同时是 schema:QuantitativeValue",
            "how a policy supports; with an amount it is a schema:QuantitativeValue too",
            ("schema:Intangible",),
        ),
    }
)

DATATYPES: Mapping[str, Term] = MappingProxyType(
    {
        "zt:gbt2260": Term(
            "行政区划代码",
            "division code",
            "GB/T 2260 的六位代码",
            "the six digits of GB/T 2260",
            ("xsd:string",),
        ),
        "zt:gbt4754": Term(
            "行业代码",
            "industry code",
            "GB/T 4754-2011 的门类、大类、中类或小类代码",
            "section, division, group or class of GB/T 4754-2011",
            ("xsd:string",),
        ),
    }
)

PROPERTIES: Mapping[str, Term] = MappingProxyType(
    {
        "zt:attributedTo": Term(
            "引自",
            "attributed to",
            "句中引述了谁的话",
            "whom the sentence quotes",
            ("prov:wasAttributedTo",),
        ),
        "zt:baseline": Term(
            "基准",
            "baseline",
            "与何时相比，原文用语",
            "compared with when, in the words of the text",
        ),
        "zt:byYear": Term(
            "期限年份",
            "by year",
            "目标应达到的年份",
            "the year by which the target is to be reached",
            (),
            ("schema:validThrough",),
        ),
        "zt:candidate": Term(
            "候选",
            "candidate",
            "链接时考虑过而未采用的同名事物",
            "what linking considered and did not take",
        ),
        "zt:comparator": Term(
            "比较符",
            "comparator",
            "数值是下限、上限、约数、区间还是定值",
            "whether the figure is a floor, a ceiling, about right, a range or exact",
        ),
        "zt:confidence": Term(
            "置信度",
            "confidence",
            "规则或模型对该陈述的把握，0 到 1",
            "how sure the rule or model is of the statement, 0 to 1",
            (),
            ("its:taConfidence",),
        ),
        "zt:conflictsWith": Term(
            "矛盾",
            "conflicts with",
            "不同文章对同一主体、指标和期限给出不同数值；每对只写一次",
            "two articles give one holder, indicator and deadline different values; once a pair",
        ),
        "zt:firstYear": Term(
            "起始年份",
            "first year",
            "题名所写时期的第一年",
            "first year of the period in the title",
        ),
        "zt:indicator": Term(
            "指标",
            "indicator",
            "统计的是什么，原文用语",
            "what is counted, in the words of the text",
        ),
        "zt:industry": Term(
            "所属产业",
            "industry",
            "该集群是哪一产业的集群",
            "which industry the cluster is of",
            ("schema:about",),
        ),
        "zt:instrumentType": Term(
            "工具类型", "instrument type", "十类政策工具之一", "one of ten kinds of support"
        ),
        "zt:inverseLabel": Term(
            "反向标签",
            "inverse label",
            "从宾语一方读该关系的说法",
            "how a property reads from its object",
            ("skos:note",),
        ),
        "zt:jurisdiction": Term(
            "适用地区",
            "jurisdiction",
            "政策适用的地区；法律文件另有 schema:legislationJurisdiction",
            "where the policy holds; of a legal document also schema:legislationJurisdiction",
            ("dct:spatial",),
        ),
        "zt:lastYear": Term(
            "截止年份",
            "last year",
            "题名所写时期的最后一年",
            "last year of the period in the title",
        ),
        "zt:length": Term(
            "字符数",
            "length",
            "文章文本的 Unicode 码点数；一切偏移都不超过它",
            "code points of the article's text; no offset is greater",
        ),
        "zt:level": Term(
            "层级", "level", "政策约束的最高一级", "how high whoever the policy binds is"
        ),
        "zt:modality": Term(
            "情态",
            "modality",
            "关系本身是计划、生效、已完成还是被否定",
            "whether the relation is planned, in force, done or denied",
        ),
        "zt:names": Term(
            "指称",
            "names",
            "提及所指的事物",
            "the thing that the mention means",
            ("its:taIdentRef",),
            ("oa:hasBody",),
        ),
        "zt:outline": Term(
            "仅为上级",
            "outline",
            "为真时，该事物在文章中未被提及，只作为他物的地区或上级出现",
            "true of what no article mentions: the region or parent of something",
        ),
        "zt:parent": Term(
            "上级",
            "parent",
            "上一级地区、机构或产业",
            "the region, organisation or industry above",
            ("dct:isPartOf",),
        ),
        "zt:recipient": Term(
            "对象", "recipient", "支持给谁，原文用语", "who is supported, in the words of the text"
        ),
        "zt:region": Term(
            "所属地区",
            "region",
            "使同名事物得以区分，或其所在的地区",
            "the region that tells it from its homonyms, or that it lies in",
            ("dct:spatial",),
        ),
        "zt:register": Term(
            "名录", "register", "收录该事物的名录", "the register that knows the thing"
        ),
        "zt:role": Term(
            "职务",
            "role",
            "陈述所说的职务，原文用语；任职另有 org:role",
            "the post that the statement names, in the words of the text; the membership has org:role",
        ),
        "zt:rule": Term(
            "规则", "rule", "得出该陈述的规则或模型", "the rule or model that read the statement"
        ),
        "zt:scope": Term(
            "范围",
            "scope",
            "统计的是哪一部分，原文用语",
            "whom it counts, in the words of the text",
        ),
        "zt:sha256": Term(
            "文本摘要",
            "SHA-256",
            "文章文本 UTF-8 编码的 SHA-256",
            "SHA-256 of the article's text in UTF-8",
            ("schema:sha256",),
        ),
        "zt:year": Term(
            "发布年份",
            "year",
            "文章发布的年份，整数，便于比较",
            "the year of publication as a number, to compare with",
        ),
    }
)
