"""The clipboard: through the terminal, and through the tool of the system where there is one.

A terminal may refuse to hand a text on, and never says so; a tool does, so that "copied" is true.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping

PATIENCE = 2.0
"""Seconds after which a tool that does not answer is given up."""

Tool = tuple[str, ...]
"""A program and its arguments; it takes the text on its standard input."""

Run = Callable[[Tool, bytes], bool]


def tools(environ: Mapping[str, str]) -> Iterator[Tool]:
    """The programs that may reach this person's clipboard, the surest first."""
    if environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environ.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")
    yield ("pbcopy",)
    yield ("clip.exe",)
    yield ("termux-clipboard-set",)


def copy_by_tool(
    text: str,
    environ: Mapping[str, str],
    *,
    which: Callable[[str], str | None] = shutil.which,
    run: "Run | None" = None,
) -> str | None:
    """Hand a text to the first tool that is there and takes it; its name, or None.

    Over a remote shell there is none to use: its clipboard would be that of the other machine.
    """
    if environ.get("SSH_CONNECTION") and not environ.get("DISPLAY"):
        return None
    for tool in tools(environ):
        if which(tool[0]) is not None:
            encoding = "utf-16-le" if tool[0] == "clip.exe" else "utf-8"
            if (run or _run)(tool, text.encode(encoding, "replace")):
                return tool[0]
    return None


def _run(tool: Tool, content: bytes) -> bool:
    """Whether a tool took the text. What it says is not for this screen."""
    try:
        done = subprocess.run(  # noqa: S603 - one of the tools above, with no word of the text among its arguments
            tool,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
