"""``kg remove``"""

from __future__ import annotations

from argparse import Namespace

from kg.cli import options, printing, talk
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.errors import InputError
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    parser.add_argument(
        "articles",
        nargs="*",
        metavar="ARTICLE",
        help=say(
            "文章的编号、网址、标题、名称或文件", "id, address, title, name or file of an article"
        ),
    )
    parser.add_argument(
        "--reason",
        default="",
        metavar="WORDS",
        help=say("撤下的原因，写进报告", "why; the report tells it"),
    )
    parser.add_argument(
        "--undo",
        action="store_true",
        help=say(
            "不再撤下；下次 kg build 时回来", "withdraw no longer; the next kg build has them"
        ),
    )
    parser.add_argument(
        "--list", action="store_true", help=say("列出已撤下的", "list what was withdrawn")
    )


def _run(args: Namespace) -> int:
    from kg.build.remove import remove, restore
    from kg.build.withdrawn import read
    from kg.report import base_of

    base_of(args.out)  # a folder that is no build has nothing to withdraw from
    if args.list:
        for row in read(args.out):
            print(row.article, row.title, row.url, row.reason, sep="\t")
        return DONE
    if not args.articles:
        raise InputError("remove", Text("请给出 ARTICLE，或 --list", "give ARTICLE, or --list"))
    if args.undo:
        for row in restore(args.out, args.articles):
            print(row.article, row.title, sep="\t")
        talk.note(Text("下次 kg build 时回来", "the next kg build has them again"))
        return DONE
    with talk.progress() as told:
        gone, found = remove(args.out, args.articles, args.reason, told)
    for article in gone:
        print(article.id, article.title or article.name, sep="\t")
    printing.summary(found)
    return DONE


COMMAND = Command(
    "remove",
    Text("撤下文章，以后的 kg build 也不再收", "withdraw articles; later builds leave them out"),
    _arguments,
    _run,
)
