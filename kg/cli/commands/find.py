"""``kg find``"""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from kg.cli import options, talk
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.lang import Text, say, several

if TYPE_CHECKING:
    from kg.lookup import Thing, Told

_FACTS = 10  # shown without --all: what fits on a screen with the sentences
_OTHERS = 8  # other things of that name


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    parser.add_argument(
        "words",
        metavar="NAME",
        help=say("名称、别名、其中几个字，或编号", "name, alias, a part of one, or id"),
    )
    parser.add_argument("--all", action="store_true", help=say("列出全部关系", "all facts"))
    options.json(parser)


def _run(args: Namespace) -> int:
    from kg.codec import encode
    from kg.lookup import facts, things

    best, *others = things(args.out, args.words)
    told = facts(args.out, best.id)
    if args.json:
        found = {"thing": best, "facts": tuple(told), "others": tuple(others)}
        print(json.dumps(encode(found), ensure_ascii=False, indent=1))
        return DONE
    _print_thing(best)
    for fact in told if args.all else told[:_FACTS]:
        _print_fact(fact)
    if len(told) > _FACTS and not args.all:
        more = len(told) - _FACTS
        talk.note(Text(f"还有 {more} 条关系，加 --all 列出", f"{more} more facts: add --all"))
    if others:
        names = [other.id if other.name == best.name else other.name for other in others]
        rest = "…" if len(names) > _OTHERS else ""
        zh, en = (mark.join(names[:_OTHERS]) for mark in ("、", ", "))
        talk.note(Text(f"名称里有它的还有：{zh}{rest}", f"also of that name: {en}{rest}"))
    return DONE


def _print_thing(thing: Thing) -> None:
    from kg.schema import CLASSES

    kind = CLASSES[thing.label]
    facts, articles = several(thing.facts, "fact"), several(thing.articles, "article")
    counts = say(f"{thing.facts} 条关系，{thing.articles} 篇文章", f"{facts}, {articles}")
    print(f"{thing.name}  {say(kind.zh, kind.en)}  {thing.id}  {counts}")
    if thing.aliases:
        print(say("又名：", "also: ") + say("、".join(thing.aliases), ", ".join(thing.aliases)))


def _print_fact(fact: Told) -> None:
    from kg.schema import MODALITIES, PREDICATES

    predicate = PREDICATES[fact.predicate]
    modality = say(*MODALITIES[fact.modality])
    print(f"\n{fact.subject} —{say(predicate.zh, predicate.en)}→ {fact.object}  [{modality}]")
    print(f"  {' '.join(fact.sentence.split())}")
    more = fact.articles - 1
    also = say(f"另有 {more} 篇", f"and {more} more") if more else ""
    print("  " + "  ".join(filter(None, (f"— {fact.title}", fact.day, fact.url, also))))


COMMAND = Command(
    "find",
    Text(
        "某个名称在图里有什么关系，出自哪一句", "what the graph says of a name, and in which words"
    ),
    _arguments,
    _run,
)
