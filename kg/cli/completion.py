"""Completion for bash, zsh and fish, made from the parser: options, their choices, else files."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.cli.parsing import Parser


@dataclass(frozen=True, slots=True)
class _Option:
    names: tuple[str, ...]  # empty for what stands without a name
    help: str
    takes: bool  # a value
    choices: tuple[str, ...]  # of the value; empty: a file or anything else


@dataclass(frozen=True, slots=True)
class _Command:
    name: str  # empty: kg itself
    help: str
    options: tuple[_Option, ...]

    @property
    def names(self) -> str:
        return " ".join(name for option in self.options for name in option.names)

    @property
    def values(self) -> str:
        """The choices of what stands without a name."""
        return " ".join(
            one for option in self.options if not option.names for one in option.choices
        )


def script(shell: str, parser: Parser) -> str:
    """What a shell of SHELLS reads to complete ``kg``."""
    return "".join(f"{line}\n" for line in SHELLS[shell](tuple(_commands(parser))))


def _commands(parser: Parser) -> Iterator[_Command]:
    """``kg`` itself first."""
    yield _Command("", "", tuple(_options(parser)))
    for action in parser.actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in action._get_subactions()}
            for name, made in action.choices.items():
                yield _Command(name, helps[name], tuple(_options(made)))


def _options(parser: Parser) -> Iterator[_Option]:
    for action in parser.actions:
        if not isinstance(action, argparse._SubParsersAction):
            yield _Option(
                tuple(action.option_strings),
                action.help or "",
                action.nargs != 0,
                tuple(map(str, action.choices or ())),
            )


def _bash(commands: tuple[_Command, ...]) -> Iterator[str]:
    top, *own = commands
    names = " ".join(command.name for command in own)
    yield "# bash completion of kg"
    yield "_kg() {"
    yield "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}"
    yield "    local command= word words="
    yield '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield f"        case $word in {names.replace(' ', '|')}) command=$word; break ;; esac"
    yield "    done"
    yield '    case "$command $before" in'
    for command in commands:
        for option in command.options:
            if option.names and option.takes:
                patterns = "|".join(f'"{command.name} {name}"' for name in option.names)
                yield f'        {patterns}) words="{" ".join(option.choices)} " ;;'
    yield "    esac"
    yield "    if [[ -z $words && $current == -* ]]; then"
    yield "        case $command in"
    for command in own:
        yield f'            {command.name}) words="{command.names}" ;;'
    yield f'            *) words="{top.names}" ;;'
    yield "        esac"
    yield "    elif [[ -z $words ]]; then"
    yield "        case $command in"
    yield f'            "") words="{names}" ;;'
    for command in own:
        if command.values:
            yield f'            {command.name}) words="{command.values}" ;;'
    yield "        esac"
    yield "    fi"
    yield '    COMPREPLY=($(compgen -W "$words" -- "$current"))'
    yield "}"
    yield "complete -o default -F _kg kg  # where we know no word: files"


def _zsh(commands: tuple[_Command, ...]) -> Iterator[str]:
    top, *own = commands
    yield "#compdef kg"
    yield "_kg() {"
    yield "    local state line"
    yield "    local -a commands=("
    for command in own:
        yield f"        {_quoted(f'{command.name}:{command.help}')}"
    yield "    )"
    yield "    _arguments -C \\"
    for option in top.options:
        yield f"        {_zsh_option(option)} \\"
    yield "        '1: :->command' '*:: :->rest'"
    yield "    case $state in"
    yield "        command) _describe command commands ;;"
    yield "        rest) case $words[1] in"
    for command in own:
        rows = " ".join(map(_zsh_option, command.options))
        yield f"            {command.name}) _arguments {rows} ;;"
    yield "        esac ;;"
    yield "    esac"
    yield "}"
    yield 'if [[ $funcstack[1] == _kg ]]; then _kg "$@"; else compdef _kg kg; fi'


def _zsh_option(option: _Option) -> str:
    action = f"({' '.join(option.choices)})" if option.choices else "_files"
    if not option.names:
        return _quoted(f"*: :{action}")
    about = option.help.translate({ord(c): f"\\{c}" for c in "[]:"})
    value = f": :{action}" if option.takes else ""
    names = option.names[0] if len(option.names) == 1 else f"{{{','.join(option.names)}}}"
    return f"{names}{_quoted(f'[{about}]{value}')}"


def _fish(commands: tuple[_Command, ...]) -> Iterator[str]:
    top, *own = commands
    names = " ".join(command.name for command in own)
    before = f"not __fish_seen_subcommand_from {names}"
    yield "# fish completion of kg"
    for option in top.options:
        yield _fish_option(option, before)
    for command in own:
        about = _quoted(command.help)
        yield f"complete -c kg -f -n '{before}' -a {command.name} -d {about}"
    for command in own:
        for option in command.options:
            if option.names or option.choices:
                yield _fish_option(option, f"__fish_seen_subcommand_from {command.name}")


def _fish_option(option: _Option, when: str) -> str:
    parts = ["complete -c kg", f"-n '{when}'"]
    parts += [
        f"-{'l' if name.startswith('--') else 's'} {name.lstrip('-')}" for name in option.names
    ]
    if option.choices:
        parts.append(f"-{'x' if option.names else 'f'} -a {_quoted(' '.join(option.choices))}")
    elif option.takes:
        parts.append("-r")
    return " ".join([*parts, f"-d {_quoted(option.help)}"])


def _quoted(words: str) -> str:
    """One word of the shell: no quotation mark of it may end it.

    >>> _quoted("it's")
    "'it’s'"
    """
    return "'" + words.replace("'", "’") + "'"


SHELLS: Mapping[str, Callable[[tuple[_Command, ...]], Iterator[str]]] = MappingProxyType(
    {"bash": _bash, "zsh": _zsh, "fish": _fish}
)
