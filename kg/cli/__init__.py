"""The command line: parse, call one function, print.

A command is a module of :mod:`kg.cli.commands` and a row of :data:`kg.cli.table.COMMANDS`.
Nothing heavy is imported before the command runs, so that ``kg --help`` is there at once.
Results go to standard output, talk goes to standard error.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence

from kg.cli import options, talk
from kg.cli.command import DONE, STOPPED, WRONG
from kg.cli.table import language_of, parser
from kg.errors import KgError, system_reason
from kg.lang import Text, using

__all__ = ["main", "parser"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. 0 done, 1 findings (such as skipped inputs with --strict), 2 wrong use."""
    if argv is None:
        _in_utf8()
    given = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):  # whatever the platform's encoding is
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with using(language_of(given)), talk.to_machines("--json-logs" in given):
        code = _run(given)
        talk.done(code)
    return code


def _run(argv: Sequence[str]) -> int:
    verbose = False
    try:
        if not argv:
            parser().print_help(sys.stderr)
            return WRONG
        args = parser().parse_args(argv)
        verbose = args.verbose
        options.extend_schema(args)
        code: int = args.run(args)
        sys.stdout.flush()
    except KgError as error:
        return _failed(error, verbose)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "kg":
            raise
        missing = Text(
            "没有安装；kg doctor 会说怎么办", "is not installed; kg doctor says what to do"
        )
        return _failed(KgError(error.name, missing), verbose)
    except OSError as error:
        where = error.filename or Text("系统", "system")
        return _failed(KgError(where, system_reason(error)), verbose)
    except KeyboardInterrupt:
        talk.note(Text("已停止，完成的部分已保存", "stopped; what is done is kept"))
        return STOPPED
    except SystemExit as stop:  # --help, --version
        return int(stop.code or 0)
    return code


def _in_utf8() -> None:
    """Start again in UTF-8 mode where the locale is C in earnest (PYTHONUTF8=0, no coercion).

    There Python holds names beyond ASCII as bytes in disguise, which Arrow and Oxigraph refuse.
    """
    if sys.getfilesystemencoding() == "ascii":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _failed(error: KgError, verbose: bool) -> int:
    talk.failed(error, traceback.format_exc() if verbose else "")
    return WRONG
