"""A file to be named: ``~`` is home, names complete as they are typed, and a path dropped onto the terminal is understood."""

from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input


def path_of(text: str) -> Path:
    """The path that a text names: terminals drop files in quotes, with backslashes before blanks, or as ``file://``."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif "\\ " in text and not Path(text).expanduser().exists():
        text = text.replace("\\ ", " ")
    return Path(text).expanduser()


def completed(text: str) -> str | None:
    """The text with the name that it begins completed: folders end in a slash. None where nothing begins so."""
    head, slash, start = text.rpartition("/")
    try:
        names = sorted(
            Path(f"{head}{slash}" or ".").expanduser().iterdir(), key=lambda one: one.name.casefold()
        )
        found = next((one for one in names if start and one.name.startswith(start)), None)
        return None if found is None else f"{head}{slash}{found.name}{'/' if found.is_dir() else ''}"
    except (OSError, RuntimeError, ValueError):
        return None


class PathSuggester(Suggester):
    """Suggests the first file or folder that begins as the text does."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value)


class PathInput(Input):
    """A line for a path. Tab completes; with nothing to complete it goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete, or go on", show=False)]

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, suggester=PathSuggester(), id=id)

    @property
    def path(self) -> Path:
        return path_of(self.value)

    def action_complete(self) -> None:
        more = completed(self.value)
        if more is not None and more != self.value:
            self.value = more
            self.cursor_position = len(more)
        else:
            self.screen.focus_next()
