"""政图：从中文政策新闻到有据可查的知识图谱。
Chinese policy news in, an evidence-backed knowledge graph out."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import kg
from kg.config import Config
from kg.errors import InputError, KgError
from kg.schema import CLASSES, PREDICATES
from kg.types import Skip

if TYPE_CHECKING:
    from kg.build import Progress
    from kg.report import Report

DONE, FINDINGS, WRONG = 0, 1, 2  # exit codes
SHOWN = 20  # skipped inputs that are printed; the report lists all of them

TOLD = ("issues", "covers", "repeals", "sets_target", "offers")  # examples that demo prints

LATER = """\
以后的版本 / in later releases: validate, diff, remove, train"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. 0 done, 1 findings (such as skipped inputs with --strict), 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):  # whatever the platform's encoding is
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    verbose = False
    try:
        args = parser().parse_args(argv)
        verbose = args.verbose
        code: int = args.run(args)
        sys.stdout.flush()
    except KgError as error:
        return _failed(error, str(error), verbose)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        where = error.filename or "system"
        return _failed(error, f"{where}: {error.strerror or error}", verbose)
    except KeyboardInterrupt:
        print("kg: 已停止，完成的部分已保存 / stopped; what is done is kept", file=sys.stderr)
        return 130  # as shells number it: 128 + SIGINT
    except SystemExit as stop:  # --help, --version
        return int(stop.code or 0)
    return code


def _failed(error: Exception, line: str, verbose: bool) -> int:
    if verbose:
        traceback.print_exception(error)
    print("kg: " + " ".join(line.split()), file=sys.stderr)
    return WRONG


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(
            self.prog.removeprefix("kg ") or "kg", f"{message}; see {self.prog} --help"
        )


def parser() -> argparse.ArgumentParser:
    """The commands and their options; the table of the README."""
    top = _Parser(
        prog="kg",
        description=__doc__,
        epilog=LATER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"zhengtu {kg.__version__}")
    top.add_argument("-v", "--verbose", action="store_true", help="出错时给出细节 / details")
    commands = top.add_subparsers(required=True, metavar="COMMAND", dest="command")

    def command(name: str, run: Callable[[argparse.Namespace], int], what: str) -> _Parser:
        made: _Parser = commands.add_parser(name, help=what, description=what)
        made.add_argument(
            "-v", "--verbose", action="store_true", default=argparse.SUPPRESS, help="细节 / details"
        )
        made.set_defaults(run=run)
        return made

    demo = command("demo", _demo, "用自带样例生成图谱 / build the graph of the bundled samples")
    demo.add_argument("-o", "--out", type=Path, default=Path("output/demo"), metavar="DIR")
    _options(demo)

    build = command("build", _build, "从文章生成图谱 / build a graph from articles")
    _inputs(build)
    build.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    build.add_argument(
        "--strict",
        action="store_true",
        help="有跳过的输入则退出码为 1 / exit 1 if inputs are skipped",
    )
    _options(build)

    annotate = command("annotate", _annotate, "标注文章，输出 JSON 行 / annotate; JSON lines")
    _inputs(annotate)
    annotate.add_argument(
        "--dates",
        type=Path,
        metavar="FILE.csv",
        help="文章日期，列 id,date / dates of the articles",
    )
    annotate.add_argument(
        "--strict",
        action="store_true",
        help="有跳过的输入则退出码为 1 / exit 1 if inputs are skipped",
    )
    _options(annotate)

    query = command("query", _query, "用 SPARQL 查询图谱 / query a graph")
    _folder(query)
    query.add_argument("sparql", nargs="?", metavar="SPARQL")
    query.add_argument("-f", "--file", type=Path, help="从文件读查询 / read the query from a file")
    query.add_argument("--format", choices=("table", "csv", "json", "ttl"), default="table")

    serve = command("serve", _serve, "在本机打开图谱和 SPARQL 端点 / page and SPARQL on 127.0.0.1")
    _folder(serve)
    serve.add_argument("--port", type=int, default=7878)

    export = command("export", _export, "导出，格式看后缀 / export; format by suffix")
    _folder(export)
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument(
        "--node", metavar="N", help="只取一个节点周围 / around this node (id, name)"
    )
    export.add_argument("--hops", type=int, default=2, metavar="K", help="几步以内 / how far")

    stats = command("stats", _stats, "统计 / counts")
    _folder(stats)
    stats.add_argument("--json", action="store_true")

    evaluate = command("eval", _eval, "与标准答案比较 / compare with gold annotations")
    evaluate.add_argument("gold", type=Path, metavar="GOLD_DIR")
    evaluate.add_argument("predictions", type=Path, nargs="?", metavar="PREDICTIONS")
    evaluate.add_argument(
        "--gold-mentions", action="store_true", help="从标准提及开始 / start from gold mentions"
    )
    evaluate.add_argument("--errors", action="store_true", help="逐条列出差异 / list differences")
    evaluate.add_argument("--json", action="store_true")
    _options(evaluate)

    bench = command("bench", _bench, "测速 / measure speed")
    bench.add_argument("what", choices=("annotate",))
    _options(bench)
    return top


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("out", type=Path, metavar="OUT", help="kg build 的结果 / made by kg build")


def _inputs(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="文件、文件夹、通配符或 - / files, folders, globs or -",
    )


def _options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", type=Path, metavar="FILE.toml", help="设置 / settings")
    command.add_argument(
        "--recogniser", metavar="NAME", help="识别模型：lac、none、spacy:管道名 / model"
    )
    command.add_argument(
        "--lexicon",
        type=Path,
        action="append",
        metavar="FILE.csv",
        help="自己的词表，可多次 / word list of your own, repeatable",
    )


def _config(args: argparse.Namespace) -> Config:
    config = Config.load(args.config) if args.config else Config()
    if args.recogniser:
        config = replace(config, recogniser=args.recogniser)
    if args.lexicon:
        config = replace(config, lexicon=(*config.lexicon, *args.lexicon))
    return config


def _demo(args: argparse.Namespace) -> int:
    from kg.build import build_from
    from kg.build.samples import samples

    with _progress() as progress:
        found = build_from(samples, args.out, _config(args), progress=progress)
    _summary(found)
    print("\n例 · examples")
    for example in (row for row in found.examples if row.predicate in TOLD):
        print(f"  {example.subject} —{PREDICATES[example.predicate].zh}→ {example.object}")
        print(f"    {example.sentence}")
    print(f"\n打开 · open  {args.out / 'graph.html'}")
    print("  搜索名称，点击节点看原句 · search a name, click a node, read its sentences")
    print(f"查询 · query  kg serve {args.out}")
    return DONE


def _build(args: argparse.Namespace) -> int:
    from kg.build import build

    with _progress() as progress:
        found = build(args.inputs, args.out, _config(args), progress)
    for skip in found.skipped[: None if args.verbose else SHOWN]:
        _tell(skip)
    if len(found.skipped) > SHOWN and not args.verbose:
        print(f"kg: … {len(found.skipped)} skipped, see {args.out / 'report.md'}", file=sys.stderr)
    _summary(found)
    print(f"\n打开 · open  {args.out / 'graph.html'}")
    return FINDINGS if args.strict and found.skipped else DONE


def _annotate(args: argparse.Namespace) -> int:
    from kg.evaluate.shape import to_object
    from kg.ingest import read
    from kg.pipeline import annotate

    dates = _dates(args.dates) if args.dates else {}
    skipped: list[Skip] = []
    articles = (
        replace(article, date=dates.get(article.name, article.date))
        for article in read(args.inputs, skipped.append)
    )
    found = False
    for document in annotate(articles, _config(args)):
        print(json.dumps(to_object(document), ensure_ascii=False))
        found = True
    for skip in skipped:
        _tell(skip)
    if not found:
        raise InputError("inputs", f"no article found; {len(skipped)} skipped")
    return FINDINGS if args.strict and skipped else DONE


def _query(args: argparse.Namespace) -> int:
    if (args.sparql is None) == (args.file is None):
        raise InputError("query", "give either SPARQL or -f FILE; see kg query --help")
    from kg.rdf.results import format_result
    from kg.report import base_of
    from kg.store import open_store, query

    base = base_of(args.out)
    sparql = args.sparql if args.file is None else _read(args.file)
    print(format_result(query(open_store(args.out), sparql, base), args.format, base), end="")
    return DONE


def _serve(args: argparse.Namespace) -> int:
    from kg.report import base_of
    from kg.serve import serve

    serve(args.out, args.port, base_of(args.out))
    return DONE


def _export(args: argparse.Namespace) -> int:
    from kg.export import write
    from kg.graph import build, find
    from kg.report import base_of
    from kg.tables import read

    base = base_of(args.out)
    documents = read(args.out / "tables")
    graph = build(documents)
    node = args.node
    if node is not None and node not in graph:
        node = next(iter(find(graph, node)), node)
    write(graph, documents, args.file, node, args.hops, base)
    return DONE


def _stats(args: argparse.Namespace) -> int:
    from kg.report import load

    print(load(args.out, "report.json" if args.json else "report.md"), end="")
    return DONE


def _eval(args: argparse.Namespace) -> int:
    from kg.evaluate import figures, read_gold, read_predictions
    from kg.evaluate.differences import differences

    gold = read_gold(args.gold)
    if args.predictions is None:
        from kg.evaluate.predict import predict

        found = predict(gold, _config(args), args.gold_mentions)
    else:
        found = read_predictions(args.predictions)
        missing = sorted(gold.keys() - found.keys())
        if missing:
            print(f"kg: no prediction for: {', '.join(missing)}", file=sys.stderr)
    result = figures(gold, found)
    if args.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:16} {'-' if value is None else f'{value:6.1f}'}")
    if args.errors:
        for row in differences(gold, found):
            print(f"{row.article}\t{row.kind}\t{row.side}\t{row.what}\t{row.sentence}")
    return DONE


def _bench(args: argparse.Namespace) -> int:
    from kg.bench import annotate_speed

    print(annotate_speed(_config(args)))
    return DONE


def _summary(found: Report) -> None:
    print(f"{found.articles} 篇文章 articles · {found.sentences} 句 sentences")
    rows = [
        *((CLASSES[label], number) for label, number in found.entities.items()),
        (CLASSES["TARGET"], found.targets),
        (CLASSES["INSTRUMENT"], found.instruments),
    ]
    for kind, number in rows:
        print(f"{number:6}  {kind.zh} {kind.en}")
    print(f"{sum(found.facts.values()):6}  关系 relations")


def _tell(skip: Skip) -> None:
    print(f"kg: skipped {skip.where}: {skip.reason}", file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, if someone watches."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("识别 · recognising", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _dates(path: Path) -> dict[str, str]:
    """Article name to date, from a CSV file with the columns id and date.

    Raises:
        InputError: a column is missing, or a date is no day, month or year.
    """
    rows = csv.DictReader(io.StringIO(_read(path)))
    if not {"id", "date"} <= set(rows.fieldnames or ()):
        raise InputError(path, 'the first line must name the columns "id" and "date"')
    dates = {}
    for row in rows:
        if not _is_date(row["date"] or ""):
            raise InputError(f"{path}, line {rows.line_num}", f"no date: {row['date']!r}")
        dates[row["id"]] = row["date"]
    return dates


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text)
    except ValueError:
        return False
    return True


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(path, "not UTF-8") from error
