"""The report for people, in Markdown, in Chinese, English or both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import kg.validate
from kg.lang import Text, same, several
from kg.report.found import Report, Unsure
from kg.schema import CLASSES, PREDICATES
from kg.types import Checked

MOST = 50  # rows of a table; report.json has all of them
_PARTS = {  # of Report.versions
    "model_sha256": Text("模型校验和", "checksum of the model"),
    "recogniser": Text("识别模型", "recogniser"),
    "zhengtu": Text("政图", "zhengtu"),
}
_CONFIDENCE = Text(
    "把握是读出这一条的规则有多可靠（0 到 1），不是这件事有多可信；请对照原句。",
    "Confidence is how reliable the rule is that read it (0 to 1), not how credible the news is; "
    "compare it with the sentence.",
)
_NONE = Text("无", "none")
_Cell = object  # a Text, or what str() shows


def to_markdown(found: Report, language: str = "both") -> str:
    """``language`` is one of kg.lang.LANGUAGES; what the articles say stays as it is."""
    return "\n".join(_Page(language).lines(found))


class _Page:
    def __init__(self, language: str) -> None:
        self.language = language

    def lines(self, found: Report) -> Iterator[str]:
        yield self.title("#", Text("图谱报告", "Graph report"))
        yield from self.counts(found)
        yield from self.skipped(found)
        yield from self.connected(found)
        yield from self.lists(found)
        yield from self.unsure(found)
        yield from self.conflicts(found)
        yield from self.undated(found)
        yield from self.validation(found.validation)
        yield self.title("##", Text("版本", "Versions"))
        head = Text("组件", "part"), Text("版本", "version")
        parts = [(_PARTS.get(name, name), one) for name, one in found.versions.items()]
        yield from self.table(head, parts)

    def counts(self, found: Report) -> Iterator[str]:
        yield self.title("##", Text("找到了什么", "What was found"))
        yield from self.table(
            (Text("内容", "what"), Text("数量", "count")),
            [
                (Text("文章", "articles"), found.articles),
                (Text("句子", "sentences"), found.sentences),
                (Text("目标", "targets"), found.targets),
                (Text("政策工具", "instruments"), found.instruments),
                (Text("跳过的输入", "skipped inputs"), len(found.skipped)),
            ],
        )
        yield from self.table(
            (Text("类型", "type"), Text("提及", "mentions"), Text("实体", "entities")),
            [(_class(label), found.mentions[label], n) for label, n in found.entities.items()],
        )
        yield from self.table(
            (Text("关系", "relations"), Text("数量", "count")),
            [(_predicate(name), n) for name, n in found.facts.items() if n],
        )

    def skipped(self, found: Report) -> Iterator[str]:
        yield self.title("##", Text("跳过了什么，为什么", "What was skipped, and why"))
        reasons = Counter(skip.reason for skip in sorted(found.skipped, key=lambda one: one.reason))
        if len(reasons) < len(found.skipped):  # a summary says something that the rows do not
            head = Text("原因", "reason"), Text("数量", "count")
            yield from self.table(head, reasons.most_common())
        yield from self.table(
            (Text("输入", "input"), Text("原因", "reason")),
            [(skip.where, skip.reason) for skip in found.skipped],
        )

    def connected(self, found: Report) -> Iterator[str]:
        yield self.title("##", Text("联系最多的实体", "Most connected entities"))
        yield from self.table(
            (Text("实体", "entity"), Text("类型", "type"), Text("关系数", "relations")),
            [(row.name, _class(row.label), row.edges) for row in found.connected],
        )

    def lists(self, found: Report) -> Iterator[str]:
        wrong = [row for row in found.lists if row.stated != row.found]
        right = len(found.lists) - len(wrong)
        yield self.title(
            "##",
            Text(
                "自带项数的列举，找到的与所说的不符", "Lists that do not have the length they state"
            ),
        )
        yield self.line(
            Text(
                f"{len(found.lists)} 个列举说了自己有几项，{right} 个相符。",
                f"Of {several(len(found.lists), 'list')} with a stated length {right} have it.",
            )
        )
        yield from self.table(
            (
                Text("文章", "article"),
                Text("列举", "list"),
                Text("应有", "stated"),
                Text("找到", "found"),
            ),
            [(row.article, row.head, row.stated, row.found) for row in wrong],
        )

    def unsure(self, found: Report) -> Iterator[str]:
        yield self.title("##", Text("最没把握的关系", "Least certain facts"))
        if found.unsure:
            yield self.line(_CONFIDENCE)
        yield from self.table(
            (
                Text("把握", "confidence"),
                Text("关系", "fact"),
                Text("文章", "article"),
                Text("原句", "sentence"),
            ),
            [
                (
                    f"{row.confidence:.2f}",
                    self.fact(row),
                    row.article,
                    row.sentence,
                )
                for row in found.unsure
            ],
        )

    def conflicts(self, found: Report) -> Iterator[str]:
        yield self.title("##", Text("互相矛盾的目标", "Targets that contradict each other"))
        yield from self.table(
            (
                Text("主体", "holder"),
                Text("年份", "year"),
                Text("目标", "target"),
                Text("文章", "article"),
                Text("原句", "sentence"),
            ),
            [
                (row.holder, row.deadline, side.figure, side.article, side.sentence)
                for row in found.conflicts
                for side in row.sides
            ],
        )

    def undated(self, found: Report) -> Iterator[str]:
        yield self.title("##", Text("没有日期的政策", "Policies without a date"))
        total = found.entities["POLICY"]
        number = len(found.undated)
        yield self.line(
            Text(
                f"{total} 项政策中有 {number} 项没有发布、施行、失效日期，也没有年限。",
                f"Of {total} policies {number} have no date of publishing, effect or end, and no period.",
            )
        )
        yield from self.table((Text("政策", "policy"),), [(name,) for name in found.undated])

    def validation(self, checked: Checked | None) -> Iterator[str]:
        yield self.title("##", Text("校验", "Validation"))
        if checked is None:
            why = "没有做：没有 SHACL 引擎（pyrudof）"
            yield self.line(Text(why, "not done: there is no SHACL engine (pyrudof)"))
            return
        yield self.line(kg.validate.summary(checked))
        if checked.breaches:
            yield from self.table(
                (Text("何处", "where"), Text("要求", "asks for"), Text("句子", "sentence")),
                [(row.where, row.asks, row.sentence) for row in checked.breaches],
            )

    def fact(self, row: Unsure) -> str:
        more = Text(f"，另有 {row.more} 项", f" and {row.more} more") if row.more else Text("", "")
        predicate = self.say(_predicate(row.predicate))
        return f"{row.subject} —{predicate}→ {row.object}{self.say(more)}"

    def title(self, marks: str, text: Text) -> str:
        return f"{marks} {self.say(text)}\n"

    def line(self, text: Text) -> str:
        return f"{self.say(text)}\n"

    def table(self, head: Sequence[Text], rows: Sequence[Sequence[_Cell]]) -> Iterator[str]:
        """A Markdown table and an empty line; 无 / none if there are no rows."""
        if not rows:
            yield self.line(_NONE)
            return
        yield self.row(head)
        yield self.row(["---"] * len(head))
        yield from map(self.row, rows[:MOST])
        yield ""
        if len(rows) > MOST:
            more = len(rows) - MOST
            yield self.line(
                Text(f"还有 {more} 行，见 report.json。", f"{more} more rows: see report.json.")
            )

    def row(self, cells: Sequence[_Cell]) -> str:
        return "| " + " | ".join(_cell(self.say(same(cell))) for cell in cells) + " |"

    def say(self, text: Text) -> str:
        return text.within(self.language)


def _class(label: str) -> Text:
    return Text(CLASSES[label].zh, CLASSES[label].en)


def _predicate(name: str) -> Text:
    return Text(PREDICATES[name].zh, PREDICATES[name].en)


def _cell(words: str) -> str:
    r"""
    >>> _cell("甲|乙\n丙")
    '甲\\|乙 丙'
    """
    return " ".join(words.replace("|", "\\|").split())
