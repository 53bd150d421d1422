"""``crm man``: the manual page, made from the table of the command line."""

from argparse import Namespace
from collections.abc import Iterator

from crm import __version__
from crm.usage import ABOUT, APP, COMMANDS, Argument, Usage

_FILES = (
    ("people.json", "your book, in your user data folder: one JSON file, one document a line"),
    ("settings.toml", "your settings, in your configuration folder; crm settings says where"),
)
_ENVIRONMENT = (
    ("CRM_FILE", "the book that is meant where none is named"),
    ("CRM_CONFIG", "another settings file"),
    (
        "CRM_STATE_DIR",
        "another folder for backups and what is remembered between sessions (else your user state folder)",
    ),
    ("VISUAL, EDITOR", "your editor, for texts of several lines; VISUAL comes first"),
    ("NO_COLOR", "draw without colours"),
    ("TEXTUAL_ANIMATIONS", "none: nothing on the screen moves by itself"),
)
_EXITS = (
    ("0", "done"),
    ("1", "done with faults, or not done because of a fault"),
    ("2", "wrong usage"),
)


def run(_options: Namespace) -> int:
    """Print the manual page."""
    print(page(), end="")
    return 0


def page() -> str:
    """The manual page in the language of man."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield f'.TH CRM 1 "" "crm {__version__}" "User Commands"'
    yield from (".SH NAME", plain(f"crm - {ABOUT[2:].removesuffix('.')}"))
    yield ".SH SYNOPSIS"
    for usage in (APP, *COMMANDS):
        yield from (".TP", f"\\fB{plain(f'crm {usage.name}'.strip())}\\fR", synopsis(usage))
    yield from (".SH DESCRIPTION", plain(ABOUT + " It keeps who you know, what you offered to whom,"))
    yield plain("what each answered, and, after every no, what you learned. Nothing leaves your machine.")
    yield from (".SH COMMANDS", *_command(APP))
    for usage in COMMANDS:
        yield from _command(usage)
    for heading, rows in (("FILES", _FILES), ("ENVIRONMENT", _ENVIRONMENT), ("EXIT STATUS", _EXITS)):
        yield f".SH {heading}"
        for name, words in rows:
            yield from (".TP", f"\\fB{plain(name)}\\fR", plain(words))


def _command(usage: Usage) -> Iterator[str]:
    yield f".SS {plain(f'crm {usage.name}'.strip())}"
    yield plain(f"{usage.words[:1].upper()}{usage.words[1:]}.")
    for one in usage.takes:
        yield from (".TP", argument(one), plain(one.words))
    for line, words in usage.examples:
        yield from (".TP", f"\\fI{plain(line)}\\fR", plain(words))


def synopsis(usage: Usage) -> str:
    """What a command takes, in a line."""
    return " ".join(_in_brackets(one) for one in usage.takes)


def _in_brackets(one: Argument) -> str:
    if one.is_option:
        return f"[{argument(one)}]"
    shown = argument(one)
    return {"one": shown, "perhaps": f"[{shown}]", "some": f"{shown}..."}[one.many]


def argument(one: Argument) -> str:
    """An argument as a manual prints it: what is typed bold, what stands for something else slanted."""
    if not one.is_option:
        return f"\\fI{plain(one.value)}\\fR"
    value = "" if one.kind == "flag" else f" \\fI{plain(one.value)}\\fR"
    return ", ".join(f"\\fB{plain(name)}\\fR{value}" for name in one.names)


def plain(text: str) -> str:
    """A text in which man sees no commands of its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith(".") else text
