"""The command line: arguments first; what a command needs is imported when it runs."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

DONE, FAULTS, USAGE = 0, 1, 2
"""Exit codes: done; done with faults, or not done because of a fault; wrong usage."""

_EXAMPLES = """\
examples:
  crm                          open your book
  crm friends.json             open another one
  crm demo                     look around in an invented one
  crm import contacts.vcf      take in an address book
  crm today                    what is waiting this morning
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``crm`` with these arguments and return its exit code. Bad input never ends in a traceback."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = _parser(arguments).parse_args(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USAGE
    from crm.domain.record import Refusal  # noqa: PLC0415 - --help starts without it
    from crm.storage.change import SaveFailed  # noqa: PLC0415 - likewise

    try:
        command = import_module(f"crm.commands.{options.command}")
        return int(command.run(options))
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


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="crm",
        description="A full-screen terminal CRM for people who make introductions.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=_version())
    named = next((word for word in arguments if not word.startswith("-")), None)
    asks_help = any(word in ("-h", "--help") for word in arguments) and named not in _COMMANDS
    if named in _COMMANDS or asks_help:
        commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
        for name, (words, build) in _COMMANDS.items():
            build(_common(commands.add_parser(name, help=words, description=words)))
        if asks_help:
            _open(commands.add_parser("[FILE]", help="open the app on a book (your own without FILE)"))
    else:
        _open(_common(parser))
    return parser


def _common(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--file", type=Path, metavar="FILE", help="the book (else CRM_FILE, else your own)")
    parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="take this day as today")
    return parser


def _open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", nargs="?", type=Path, metavar="FILE", help="the book to open")
    parser.set_defaults(command="open")


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the demo book to FILE and keep it")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="an address book; found by content"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
    parser.add_argument("--json", action="store_true", help="tell it as one JSON object")
    parser.set_defaults(command="import_")


def _today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="tell it as one JSON object")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to (else among the book's backups, for good)"
    )


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "copy",
        nargs="?",
        metavar="COPY",
        help="newest (the newest that can be read), a number of the list, or a file; without it the list is shown",
    )


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "ours", type=Path, metavar="OURS", help="its values stand where both changed one field"
    )
    parser.add_argument("theirs", type=Path, metavar="THEIRS", help="the other copy; it is not changed")
    parser.add_argument("--base", type=Path, metavar="BASE", help="the copy that both grew out of")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="the joined book (else OURS, which is kept as it was)",
    )


def _nothing(_parser: argparse.ArgumentParser) -> None:
    """A command without options of its own."""


_COMMANDS = {
    "demo": ("open a throw-away copy of an invented book", _demo),
    "import": ("take address books in", _import),
    "apply": ("carry out actions, one JSON object a line on standard input", _nothing),
    "today": ("what is waiting this morning", _today),
    "check": ("read the whole file strictly and name each problem", _nothing),
    "backup": ("make a dated copy of the book and read it back", _backup),
    "restore": ("list the backups, or take one back; what it replaces is kept", _restore),
    "merge": ("join two copies of one book, field by field", _merge),
}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write YYYY-MM-DD") from None


def _version() -> str:
    from crm import __version__  # noqa: PLC0415 - one place for it

    return f"crm {__version__}"


if __name__ == "__main__":
    sys.exit(main())
