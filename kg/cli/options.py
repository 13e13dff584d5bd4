"""Groups of options that several commands have, and what they mean."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, system_reason
from kg.lang import LANGUAGES, say

if TYPE_CHECKING:
    from kg.cli.parsing import Parser
    from kg.config import Config


def everywhere(parser: Parser, top: bool = False) -> None:
    """What may stand before the command and after it."""
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        default=False if top else SUPPRESS,
        help=say("给出细节", "details"),
    )
    parser.add_argument(
        "--json-logs",
        action="store_true",
        default=False if top else SUPPRESS,
        help=say("标准错误上每行一个 JSON 对象", "on standard error one JSON object a line"),
    )
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=None if top else SUPPRESS,
        help=say("语言；不给则看系统设置", "language; without it as the system is set"),
    )


def folder(parser: Parser) -> None:
    parser.add_argument(
        "out", type=Path, metavar="OUT", help=say("kg build 的结果", "made by kg build")
    )


def inputs(parser: Parser) -> None:
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help=say(
            "文件、文件夹、通配符或 -（标准输入）", "files, folders, globs or - (standard input)"
        ),
    )


def strict(parser: Parser) -> None:
    parser.add_argument(
        "--strict",
        action="store_true",
        help=say("有跳过的输入则退出码为 1", "exit 1 if inputs are skipped"),
    )


def json(parser: Parser) -> None:
    parser.add_argument(
        "--json", action="store_true", help=say("给程序读的 JSON", "JSON for programs")
    )


def settings(parser: Parser) -> None:
    """What :func:`config` reads."""
    parser.add_argument(
        "--config", type=Path, metavar="FILE.toml", help=say("设置文件", "file of settings")
    )
    parser.add_argument(
        "--recogniser",
        metavar="NAME",
        help=say("识别模型：own、lac、none、spacy:管道名", "model: own, lac, none, spacy:PIPELINE"),
    )
    parser.add_argument(
        "--lexicon",
        type=Path,
        action="append",
        metavar="FILE.csv",
        help=say("自己的词表，可多次", "word list of your own, repeatable"),
    )
    parser.add_argument(
        "--domain",
        type=Path,
        metavar="FILE.toml",
        help=say("自己的类型、名称、模式、关系", "types, names, patterns, predicates of your own"),
    )
    parser.add_argument(
        "--min-confidence",
        type=float,
        metavar="0..1",
        help=say("把握低于此数的不要", "leave out what is less sure than this"),
    )


def reading(parser: Parser) -> None:
    """How inputs are read; :func:`config` reads these too."""
    parser.add_argument(
        "--column",
        action="append",
        metavar="KEY=NAME",
        help=say(
            "表格的列，如 text=正文；键 text title date source url，可多次",
            "column of a table, such as text=Body; keys text title date source url; repeatable",
        ),
    )
    parser.add_argument(
        "--field",
        action="append",
        metavar="KEY=PATH",
        help=say(
            "JSON 的字段，如 text=data.content，文章列表用 articles=PATH，可多次",
            "field of JSON, such as text=data.content; articles=PATH is their list; repeatable",
        ),
    )
    parser.add_argument(
        "--main-text",
        metavar="FINDER",
        help=say(
            "网页正文由谁找：own、trafilatura", "who finds the article on a page: own, trafilatura"
        ),
    )


def validating(parser: Parser) -> None:
    parser.add_argument(
        "--validate",
        action="store_true",
        help=say("校验全部文章，而不只是样本", "validate every article, not a sample"),
    )


def config(args: Namespace) -> Config:
    """The settings of a file and of the options, which win."""
    from kg.config import Config

    made = Config.load(args.config) if args.config else Config()
    if getattr(args, "validate", False):
        made = replace(made, validate=True)
    if args.recogniser:
        made = replace(made, recogniser=args.recogniser)
    if args.lexicon:
        made = replace(made, lexicon=(*made.lexicon, *args.lexicon))
    if args.min_confidence is not None:
        made = replace(made, min_confidence=args.min_confidence)
    if args.domain:
        made = replace(made, domain=args.domain)
    if getattr(args, "column", None):
        made = replace(made, columns=(*made.columns, *args.column))
    if getattr(args, "field", None):
        made = replace(made, fields=(*made.fields, *args.field))
    if getattr(args, "main_text", None):
        made = replace(made, main_text=args.main_text)
    if args.lang:
        made = replace(made, language=args.lang)
    return made


def extend_schema(args: Namespace) -> None:
    """Add the classes of a domain, or of the domain that a folder was built with, before anything
    is derived from them.

    Raises:
        InputError: the domain, or what the folder says of it, is wrong.
    """
    if "domain" in args:
        domain = config(args).domain
        if domain:
            from kg.domain import install, load

            install(load(domain))
    elif out := getattr(args, "out", None):
        from kg.domain import install_saved

        install_saved(out)


def text_of(path: Path) -> str:
    """A file of the user's in any encoding that articles may have.

    Raises:
        InputError: it cannot be read, or no encoding fits.
    """
    from kg.ingest.decode import decode

    try:
        return decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(path, system_reason(error)) from error
