"""The command line: arguments first; what a command needs is imported when it runs.

Not even days and paths are loaded here before an argument is one: ``--help`` answers at once.
"""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

from crm.usage import ABOUT, APP, COMMANDS, ON_A_BOOK, Argument, Usage, named

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

DONE, FAULTS, USAGE = 0, 1, 2
"""Exit codes: done; done with faults, or not done because of a fault; wrong usage."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``crm`` with these arguments and return its exit code. Bad input never ends in a traceback."""
    if sys.stderr is None:  # closed by whoever started this: what is told there stands in no result instead
        sys.stderr = StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what the terminal has no character for is shown as its escape
            stream.reconfigure(errors="backslashreplace")
    arguments = _command_first(list(sys.argv[1:] if argv is None else argv))
    try:
        parser = _parser(arguments)
        options = parser.parse_args(arguments)
        if (mistaken := _mistaken(getattr(options, "book", None))) is not None:
            parser.error(mistaken)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USAGE
    from crm.domain.record import Refusal  # noqa: PLC0415 - --help starts without it
    from crm.storage.change import SaveFailed  # noqa: PLC0415 - likewise

    try:
        return int(_loaded(options.command).run(options))
    except BrokenPipeError:
        sys.stderr.close()
        return FAULTS
    except KeyboardInterrupt:
        return 130
    except SaveFailed as reason:
        print(f"crm: NOT SAVED: {reason}", file=sys.stderr)
        return FAULTS
    except (Refusal, OSError) as refusal:
        print(f"crm: {refusal}", file=sys.stderr)
        return FAULTS


def _loaded(command: str) -> Any:
    """The module of a command, loaded without the garbage collector in the way: modules stay until the end."""
    gc.disable()
    try:
        return import_module(f"crm.commands.{command}")
    finally:
        gc.freeze()
        gc.enable()


def _mistaken(book: "Path | None") -> str | None:
    """What to say where a new book bears nearly the name of a command: more likely the command was meant."""
    if book is None or str(book) != book.stem or book.exists():
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only for a new book without an ending

    near = get_close_matches(str(book), [one.name for one in COMMANDS], n=1, cutoff=0.75)
    if not near:
        return None
    return (
        f"there is no file {str(book)!r}; did you mean: crm {near[0]} (or for a new book: crm ./{book}.json)"
    )


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """What reads these arguments: only the command that they name is put together."""
    parser = _described(argparse.ArgumentParser(prog="crm"), APP, ABOUT)
    parser.add_argument("--version", action="version", version=_version())
    used = named(arguments[0]) if arguments else None
    if used is None and not any(word in ("-h", "--help") for word in arguments):
        return _taking(parser, APP)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for one in COMMANDS if used is None else (used,):
        _taking(_described(commands.add_parser(one.name, help=one.words), one, one.words), one)
    if used is None:
        commands.add_parser("[FILE]", help=APP.words)
    return parser


def _command_first(arguments: list[str]) -> list[str]:
    """The same arguments with the command before its options, wherever it stood."""
    valued = {name for one in ON_A_BOOK if one.kind != "flag" for name in one.names}
    for place, word in enumerate(arguments):
        is_value = place > 0 and arguments[place - 1] in valued
        if not word.startswith("-") and not is_value:
            return [word, *arguments[:place], *arguments[place + 1 :]] if named(word) else arguments
    return arguments


def _described(parser: argparse.ArgumentParser, usage: Usage, words: str) -> argparse.ArgumentParser:
    """With what it is for, and with its examples."""
    width = max(len(line) for line, _ in usage.examples)
    shown = (f"  {line:<{width}}  {what}" for line, what in usage.examples)
    parser.description = f"{words[:1].upper()}{words[1:].removesuffix('.')}."
    parser.epilog = "\n".join(("examples:", *shown))
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    return parser


def _taking(parser: argparse.ArgumentParser, usage: Usage) -> argparse.ArgumentParser:
    for one in usage.takes:
        _add(parser, one)
    parser.set_defaults(command=usage.module or usage.name)
    return parser


def _add(parser: argparse.ArgumentParser, one: Argument) -> None:
    if one.is_option and one.kind == "flag":
        parser.add_argument(*one.names, help=one.words, action="store_true")
        return
    parser.add_argument(
        *one.names,
        help=one.words,
        metavar=one.value,
        type=_TYPES[one.kind],
        choices=one.choices or None,
        **_MANY[one.many],
    )


_MANY: dict[str, dict[str, Any]] = {"one": {}, "perhaps": {"nargs": "?"}, "some": {"nargs": "+"}}


def _file(text: str) -> "Path":
    from pathlib import Path  # noqa: PLC0415 - --help starts without it

    return Path(text)


def _day(text: str) -> "date":
    from datetime import date  # noqa: PLC0415 - likewise

    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write YYYY-MM-DD") from None
    if not 1900 <= day.year < 3000:  # the rules look months and years around
        raise argparse.ArgumentTypeError(f"{text!r} is too far from now: choose a day from 1900 to 2999")
    return day


_TYPES: dict[str, Callable[[str], Any]] = {
    "file": _file,
    "day": _day,
    "word": str,
    "number": int,
    "either": str,
}


def _version() -> str:
    from crm import __version__  # noqa: PLC0415 - one place for it

    return f"crm {__version__}"


if __name__ == "__main__":
    sys.exit(main())
