"""``crm completion SHELL``: what a shell needs to complete commands, options and files, made from the one table."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from shlex import quote

from crm.usage import APP, COMMANDS, Argument, Usage

NAMES = " ".join(one.name for one in COMMANDS)


def run(options: Namespace) -> int:
    """Print the script for a shell."""
    print({"bash": bash, "zsh": zsh, "fish": fish}[options.shell](), end="")
    return 0


def _flags(arguments: Iterable[Argument]) -> list[str]:
    return [name for one in arguments if one.is_option for name in one.names]


def _valued(usage: Usage, *, files: bool) -> list[str]:
    """The options of a command that want a file behind them, or something else."""
    takes = [one for one in usage.takes if one.is_option and one.kind != "flag"]
    return _flags(one for one in takes if _is_file(one) == files)


def _is_file(one: Argument) -> bool:
    return one.kind in ("file", "either")


def _placed(usage: Usage) -> list[Argument]:
    return [one for one in usage.takes if not one.is_option]


# bash -----------------------------------------------------------------------------------------------------

_BASH = """\
_crm() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} command= word
    local flags= words= files= valued= wants_file= choices=
    COMPREPLY=()
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $word in {names}) command=$word; break;; esac
    done
    case $command in
{cases}    esac
    if [[ -n $choices ]]; then
        words=$choices flags= files=
    elif [[ " $valued " == *" $prev "* ]]; then
        return
    elif [[ " $wants_file " == *" $prev "* ]]; then
        words= flags= files=yes
    elif [[ $cur == -* ]]; then
        words= files=
    else
        flags=
    fi
    local IFS=$'\\n'
    COMPREPLY=($(IFS=' '; compgen -W "$words $flags" -- "$cur"))
    if [[ -n $files ]]; then
        compopt -o filenames 2> /dev/null
        COMPREPLY+=($(compgen -f -- "$cur"))
    fi
}}
complete -F _crm crm
"""


def bash() -> str:
    """The script for bash."""
    cases = "".join(_bash_case(usage) for usage in (*COMMANDS, APP))
    return _BASH.format(names="|".join(NAMES.split()), cases=cases)


def _bash_case(usage: Usage) -> str:
    placed = _placed(usage)
    words = [choice for one in placed for choice in one.choices] or ([] if usage.name else NAMES.split())
    files = "yes" if any(map(_is_file, placed)) else ""
    flags = [*_flags(usage.takes), "--help", *(["--version"] if usage is APP else [])]
    chosen = "".join(
        f'            case $prev in {"|".join(one.names)}) choices="{" ".join(one.choices)}";; esac\n'
        for one in usage.takes
        if one.is_option and one.choices
    )
    return (
        f"        {usage.name or '*'})\n"
        f'            flags="{" ".join(flags)}" words="{" ".join(words)}" files={files}\n'
        f'            wants_file="{" ".join(_valued(usage, files=True))}"'
        f' valued="{" ".join(_valued(usage, files=False))}"\n'
        f"{chosen}            ;;\n"
    )


# zsh ------------------------------------------------------------------------------------------------------


def zsh() -> str:
    """The script for zsh; it can be evaluated, or kept as ``_crm`` in a folder of ``fpath``."""
    described = "\n".join(f"        {quote(f'{one.name}:{one.words}')}" for one in COMMANDS)
    cases = "".join(
        f"        {one.name})\n            shift words; (( CURRENT-- ))\n            _arguments {_zsh_takes(one)};;\n"
        for one in COMMANDS
    )
    return f"""\
#compdef crm
_crm() {{
    local -a commands
    commands=(
{described}
    )
    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
        _describe -t commands command commands
        _files
        return
    fi
    case $words[2] in
{cases}        *)
            _arguments '--version[say which version this is]' {_zsh_takes(APP)};;
    esac
}}
if [[ $funcstack[1] == _crm ]]; then _crm "$@"; else compdef _crm crm; fi
"""


def _zsh_takes(usage: Usage) -> str:
    return " ".join((*(quote(one) for one in _zsh_arguments(usage)), quote("--help[show help]")))


def _zsh_arguments(usage: Usage) -> Iterator[str]:
    for one in usage.takes:
        words = one.words.replace("[", "(").replace("]", ")").replace(":", ",")
        action = "_files" if _is_file(one) else f"({' '.join(one.choices)})"
        value = "" if one.kind == "flag" else f":{one.shown}:{action}"
        if one.is_option:
            yield from (f"{name}[{words}]{value}" for name in one.names)
        else:
            yield f"{'*' if one.many == 'some' else ''}:{one.shown}:{action}"


# fish -----------------------------------------------------------------------------------------------------


def fish() -> str:
    """The script for fish."""
    return "".join(f"complete -c crm {line}\n" for line in ("-f", *_fish_lines()))


def _fish_lines() -> Iterator[str]:
    first = f"-n {quote(f'not __fish_seen_subcommand_from {NAMES}')}"
    for one in COMMANDS:
        yield f"{first} -a {one.name} -d {quote(one.words)}"
    yield f"{first} -l version -d 'say which version this is'"
    yield from (f"{first} {line}" for line in _fish_takes(APP))
    for usage in COMMANDS:
        seen = f"-n {quote(f'__fish_seen_subcommand_from {usage.name}')}"
        yield from (f"{seen} {line}" for line in _fish_takes(usage))


def _fish_takes(usage: Usage) -> Iterator[str]:
    yield "-s h -l help -d 'show help'"
    for one in usage.takes:
        if one.is_option:
            names = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in one.names)
            choices = f" -a {quote(' '.join(one.choices))}" if one.choices else ""
            value = "" if one.kind == "flag" else " -r -F" if _is_file(one) else f" -x{choices}"
            yield f"{names}{value} -d {quote(one.words)}"
        elif one.choices:
            yield f"-a {quote(' '.join(one.choices))}"
        else:
            yield "-F"
