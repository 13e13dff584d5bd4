"""argparse in two languages, and with a guess at what a mistyped word was meant to be."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from kg.errors import InputError, UsageError, nearest
from kg.lang import Text, clauses, joined, language, same, say

_TITLES = {
    "positional arguments": Text("参数", "arguments"),
    "options": Text("选项", "options"),
}
# What argparse says, as it says it from 3.11 to 3.13, and what we say.
_MESSAGES: tuple[tuple[re.Pattern[str], Text], ...] = tuple(
    (re.compile(pattern), Text(zh, en))
    for pattern, zh, en in (
        (
            r"one of the arguments (.+) is required",
            r"这些参数要给一个：\1",
            r"one of the arguments \1 is required",
        ),
        (r"not allowed with argument (.+)", r"不能与 \1 同用", r"not allowed with argument \1"),
        (r"ignored explicit argument (.+)", r"不带值，却给了 \1", r"takes no value, but got \1"),
        (r"expected one argument", "要带一个值", "expected one argument"),
        (r"expected at least one argument", "至少要带一个值", "expected at least one argument"),
        (r"expected at most one argument", "最多带一个值", "expected at most one argument"),
        (r"expected (\d+) arguments?", r"要带 \1 个值", r"expected \1 arguments"),
        (r"invalid int value: (.+)", r"应当是整数，而不是 \1", r"must be a whole number, not \1"),
        (r"invalid float value: (.+)", r"应当是数字，而不是 \1", r"must be a number, not \1"),
    )
)
_MISSING = re.compile(r"the following arguments are required: (?P<names>.+)")
_ARGUMENT = re.compile(r"argument (?P<name>.+?): (?P<problem>.+)")
_COMMAND = re.compile(r"argument COMMAND: (?P<problem>.+)")
_CHOICE = re.compile(r"invalid choice: (?P<given>.+) \(choose from (?P<known>.+)\)")
_LONG_OPTION = re.compile(r"(--[^\s=]+)(?:=.*)?")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, f"{say('用法', 'usage')}: ")


class Parser(argparse.ArgumentParser):
    """Options are written in full, and wrong use is an :class:`InputError`.

    Texts are taken in the language that is chosen when the parser is made.
    """

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,  # an abbreviation in a script breaks with the next option
        )
        self.add_argument("-h", "--help", action="help", help=say("显示帮助", "show this help"))

    @property
    def actions(self) -> Sequence[argparse.Action]:
        """The options and arguments in order of their making."""
        return tuple(self._actions)  # argparse offers no public list

    def add_argument_group(self, *args: Any, **kwargs: Any) -> Any:
        title, *rest = args or (kwargs.pop("title", None),)
        return super().add_argument_group(str(_TITLES.get(title, title)), *rest, **kwargs)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self._check_options(args or ())
        return super().parse_known_args(args, namespace)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            where = " ".join((self.prog, getattr(found, "command", ""))).split()
            self._fail(where, Text(f"不认识的参数：{rest[0]}", f"unknown argument: {rest[0]}"))
        return found

    def error(self, message: str) -> NoReturn:
        if match := _MISSING.fullmatch(message):
            self._fail(self.prog.split(), self._missing(match["names"].split(", ")))
        self._fail(self.prog.split(), _translated(message))

    def _missing(self, names: Sequence[str]) -> Text:
        """With what each is, as the help says it, if that is in one language."""
        known = {} if language() == "both" else self._helps()
        listed = [f"{name} ({known[name]})" if known.get(name) else name for name in names]
        zh, en = "、".join(listed), ", ".join(listed)
        return Text(f"缺少参数：{zh}", f"the following arguments are required: {en}")

    def _helps(self) -> dict[str, str]:
        return {
            "/".join(one.option_strings) or str(one.metavar): one.help or "" for one in self.actions
        }

    def _check_options(self, args: Sequence[str]) -> None:
        """
        Raises:
            InputError: a long option is none of ours; argparse would first miss other things.
        """
        options = [option for action in self.actions for option in action.option_strings]
        for name in _long_options(args, self._subparsers is not None):
            if name not in options:
                near = nearest(name, options)
                problem = Text(f"没有选项 {name}", f"no option {name}")
                if near:
                    hint = Text(f"是不是 {near}？", f"did you mean {near}?")
                    problem = clauses(problem, hint)
                self._fail(self.prog.split(), problem)

    def _fail(self, command: Sequence[str], problem: Text) -> NoReturn:
        whole = " ".join(command)
        hint = Text(f"见 {whole} --help", f"see {whole} --help")
        if len(command) > 1:
            raise InputError(" ".join(command[1:]), clauses(problem, hint))
        raise UsageError(clauses(problem, hint))


def _long_options(args: Sequence[str], until_command: bool) -> Iterator[str]:
    """The names of long options; of a parser with commands only those before the command."""
    for argument in args:
        if argument == "--" or (until_command and not argument.startswith("-")):
            return
        if match := _LONG_OPTION.fullmatch(argument):
            yield match[1]


def _translated(message: str) -> Text:
    if match := _COMMAND.fullmatch(message):
        return _translated(match["problem"])  # what is wrong with "COMMAND" is the word given
    if match := _ARGUMENT.fullmatch(message):
        return joined(": ", match["name"], _translated(match["problem"]))
    if match := _CHOICE.fullmatch(message):
        return _no_such_choice(match["given"].strip("'"), match["known"].replace("'", ""))
    for pattern, text in _MESSAGES:
        if match := pattern.fullmatch(message):
            return Text(match.expand(text.zh), match.expand(text.en))
    return same(message)


def _no_such_choice(given: str, known: str) -> Text:
    near = nearest(given, known.split(", "))
    problem = Text(f"没有 {given}", f"there is no {given}")
    if near:
        return clauses(problem, Text(f"是不是 {near}？", f"did you mean {near}?"))
    choices = known.replace(", ", "、")
    return clauses(problem, Text(f"可用：{choices}", f"known: {known}"))
