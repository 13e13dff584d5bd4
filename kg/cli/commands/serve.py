"""``kg serve``"""

from __future__ import annotations

from argparse import Namespace

from kg.cli import options
from kg.cli.command import DONE, Command
from kg.cli.parsing import Parser
from kg.errors import InputError
from kg.lang import Text, say


def _arguments(parser: Parser) -> None:
    options.folder(parser)
    parser.add_argument(
        "--port",
        type=int,
        default=7878,
        metavar="N",
        help=say(
            "端口，默认 7878；0 为任意空闲端口", "port, 7878 if not given; 0 takes a free one"
        ),
    )

    parser.add_argument(
        "--timeout",
        type=float,
        metavar="S",
        help=say("每个查询最多几秒，默认 30", "seconds for a query, 30 if not given"),
    )
    parser.add_argument(
        "--max-result",
        type=float,
        metavar="MB",
        help=say("一个结果最大多少 MB，默认 64", "size of a result in MB, 64 if not given"),
    )
    parser.add_argument(
        "--max-memory",
        type=float,
        metavar="MB",
        help=say(
            "一个查询最多占用多少 MB 内存，默认 1024", "memory of a query in MB, 1024 if not given"
        ),
    )
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help=say("同时运行几个查询，默认处理器数加 2", "queries at once, processors + 2"),
    )
    parser.add_argument(
        "--cors",
        action="append",
        default=[],
        metavar="ORIGIN",
        help=say(
            "允许哪个网站的网页读取（如 https://example.org，或 *），可多次",
            "a site whose pages may read (as https://example.org, or *), repeatable",
        ),
    )
    parser.add_argument(
        "--host-name",
        action="append",
        default=[],
        metavar="NAME",
        help=say(
            "经反向代理或隧道访问时所用的主机名，可多次",
            "a host name that a proxy or tunnel is reached by, repeatable",
        ),
    )


def _run(args: Namespace) -> int:
    from dataclasses import replace

    from kg.report import base_of
    from kg.serve import Limits, Options, serve

    given = {
        "--timeout": ("seconds", args.timeout),
        "--max-result": ("result_bytes", _bytes(args.max_result)),
        "--max-memory": ("memory_bytes", _bytes(args.max_memory)),
        "--workers": ("workers", args.workers),
    }
    for option, (_, value) in given.items():
        if value is not None and value <= 0:
            raise InputError(option, Text("须大于 0", "must be above 0"))
    limits = replace(Limits(), **{name: value for name, value in given.values() if value})
    hosts = (*Options().hosts, *args.host_name)
    options_ = Options(limits=limits, origins=tuple(args.cors), hosts=hosts)
    serve(args.out, args.port, base_of(args.out), options_)
    return DONE


def _bytes(mebibytes: float | None) -> int | None:
    return None if mebibytes is None else int(mebibytes * (1 << 20))


COMMAND = Command(
    "serve",
    Text("在本机打开图谱和 SPARQL 端点", "the page and SPARQL on 127.0.0.1"),
    _arguments,
    _run,
)
