"""A file to be named: names complete as they are typed, and a path dropped onto the terminal is understood."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from crm.ui.outside.paths import beginning_so, completed, listed, path_of, suggested


class PathSuggester(Suggester):
    """Suggests the first file or folder that begins as the text does."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return suggested(value)


class PathInput(Input):
    """A line for a path, ``~`` is home. Tab completes as far as it is certain and says what there is to choose from.

    With nothing to complete, and where that was said already, it goes on. A file that is to be ``written`` need not be
    there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete, or go on", show=False)]

    @dataclass
    class Said(Message):
        """What a path could go on with; it is about what stands there now."""

        field: "PathInput"
        words: str

    def __init__(
        self, value: str = "", placeholder: str = "", *, written: bool = False, id: str | None = None
    ) -> None:
        super().__init__(value, placeholder=placeholder, suggester=PathSuggester(), id=id)
        self._written = written
        self._said_of: str | None = None

    @property
    def path(self) -> Path:
        return path_of(self.value)

    def action_complete(self) -> None:
        more, said_of = completed(self.value), self._said_of
        is_more = more is not None and more != self.value
        if more is not None and is_more:
            self.value = more
            self.cursor_position = len(more)
        words = self._words()
        if words and said_of != self.value:
            self._said_of = self.value
            self.post_message(self.Said(self, words))
        elif not is_more:
            self.screen.focus_next()

    def _words(self) -> str:
        """What there is to choose from, or that there is nothing; "" where there is nothing to say."""
        head, _, start = self.value.rpartition("/")
        try:
            names = beginning_so(self.value)
        except OSError:
            return f"there is no folder {head} that can be read"
        if len(names) > 1:
            return listed(names)
        if names or (self._written and start):
            return ""
        return (
            f"nothing there begins with {start}" if start else f"there is nothing in {head or 'this folder'}"
        )
