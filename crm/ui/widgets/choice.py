"""Choosing with one letter: ``y yes  p partly  n no  ? unsure``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from crm.ui.widgets.pieces import in_columns, side_by_side
from crm.ui.widgets.plain import plain

HANG = 4
"""Cells before the further lines of a long option: they stand under its word."""


RAGGED = 2
"""Lines up to which options stand side by side as they come; more of them stand in columns."""


_OTHERS = "123456789abcdefghijklmnopqrstuvwxyz0"
"""What an option is given that has no free letter of its own."""


class Option(NamedTuple):
    """Something to choose: the value, the letter that takes it, its word, and one line that explains it."""

    value: str
    letter: str
    label: str
    hint: str = ""


def options(labels: Iterable[str]) -> tuple[Option, ...]:
    """Options whose value is their label, each with a letter of its own: the first free one of the label, else any."""
    made: list[Option] = []
    used: set[str] = set()
    for label in labels:
        letter = next(
            (char for char in label.casefold() + _OTHERS if char.isalnum() and char not in used), ""
        )
        used.add(letter)
        made.append(Option(label, letter, label))
    return tuple(made)


class Choices(Widget, can_focus=True):
    """The row (or with ``tall`` the column) of options that ``Choice`` and ``MultiChoice`` share."""

    DEFAULT_CSS = """
    Choices { width: 1fr; height: auto; padding-left: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "move(-1)", "The option before", show=False),
        Binding("right,down", "move(1)", "The next option", show=False),
        Binding("space", "take", "Choose", show=False),
    ]

    def __init__(self, choices: Sequence[Option], *, tall: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options: tuple[Option, ...] = tuple(choices)
        self.tall = tall
        self.cursor = 0

    def is_chosen(self, option: Option) -> bool:
        """Whether an option is the one, or among those, that are chosen."""
        raise NotImplementedError

    def take(self, index: int) -> None:
        """Choose the option at a place, as its letter or a click does."""
        raise NotImplementedError

    # How it looks -----------------------------------------------------------------------------------------

    def mark(self, option: Option) -> str:
        """The sign before an option that says whether it is chosen."""
        return "●" if self.is_chosen(option) else "○"

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        """The options side by side as far as they fit, each in one piece; with ``tall`` one a line."""
        shown = [self._shown(index, option) for index, option in enumerate(self.options)]
        if self.tall and not any(option.hint for option in self.options):
            return [line for one in shown for line in _wrapped(one, width)]
        shown = [one.truncate(max(1, width), ellipsis=True) for one in shown]
        if self.tall:
            return shown
        lines = side_by_side(shown, width)
        return lines if len(lines) <= RAGGED else in_columns(shown, width) or lines

    def _shown(self, index: int, option: Option) -> Content:
        chosen = self.is_chosen(option)
        here = self.has_focus and index == self.cursor
        style = "$accent bold" if chosen else "$foreground" if here else "$foreground-muted"
        word = f"{self.mark(option)} {self._padded(option)}"
        parts: list[tuple[str, str]] = [(f"{option.letter} ", "$accent"), (word, style)]
        if self.tall and option.hint:
            parts.append((f"  {option.hint}", "$foreground-muted"))
        content = Content.assemble(
            *((plain(text) if not text.isspace() else text, look) for text, look in parts)
        )
        if here:
            content = content.stylize(
                "underline", len(option.letter) + 1, len(option.letter) + 1 + len(word.rstrip())
            )
        return content.stylize(Style.from_meta({"choice": index}))

    def _padded(self, option: Option) -> str:
        return (
            option.label.ljust(max(len(one.label) for one in self.options))
            if self.tall and option.hint
            else option.label
        )

    # Keys and clicks --------------------------------------------------------------------------------------

    def action_move(self, direction: int) -> None:
        self.cursor = (self.cursor + direction) % max(1, len(self.options))
        self.refresh()

    def action_take(self) -> None:
        if self.options:
            self.take(self.cursor)

    def on_key(self, event: events.Key) -> None:
        index = next(
            (i for i, one in enumerate(self.options) if one.letter and one.letter == event.character), None
        )
        if index is not None:
            event.stop()
            event.prevent_default()
            self.take(index)

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("choice")
        if isinstance(index, int):
            event.stop()
            self.take(index)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


def _wrapped(option: Content, width: int) -> list[Content]:
    """A long option over as many lines as it needs, the further ones under its word."""
    if option.cell_length <= width:
        return [option]
    first, *rest = option.wrap(max(1, width - HANG))
    return [first, *(Content(" " * HANG) + one for one in rest)]


class Choice(Choices):
    """One of several. Letters and arrows choose at once; ``value`` is None until something is chosen."""

    @dataclass
    class Changed(Message):
        """Another option was chosen; ``moved`` when it was reached with an arrow."""

        choice: "Choice"
        value: str | None
        moved: bool = False

        @property
        def control(self) -> "Choice":
            return self.choice

    def __init__(
        self,
        choices: Sequence[Option],
        value: str | None = None,
        *,
        tall: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(choices, tall=tall, id=id)
        self._value: str | None = None
        self._set(value)

    @property
    def value(self) -> str | None:
        """The value of the chosen option."""
        return self._value

    @value.setter
    def value(self, value: str | None) -> None:
        self._become(value)

    def _become(self, value: str | None, *, moved: bool = False) -> None:
        if value != self._value:
            self._set(value)
            self.post_message(self.Changed(self, value, moved))

    def _set(self, value: str | None) -> None:
        self._value = value
        self.cursor = next((i for i, one in enumerate(self.options) if one.value == value), 0)
        self.refresh(layout=True)

    def is_chosen(self, option: Option) -> bool:
        return option.value == self._value

    def take(self, index: int) -> None:
        self.value = self.options[index].value

    def action_move(self, direction: int) -> None:
        if self.options:
            at = self.cursor if self._value is None else (self.cursor + direction) % len(self.options)
            self._become(self.options[at].value, moved=True)

    def typed(self) -> object:
        """For drafts: the value."""
        return self._value

    def retype(self, typed: object) -> None:
        """Choose again what a draft says."""
        self.value = typed if isinstance(typed, str) else None


class MultiChoice(Choices):
    """Any of several. Arrows move, space and letters take and leave; ``values`` keeps the options' order."""

    @dataclass
    class Changed(Message):
        """Something was taken or left."""

        choice: "MultiChoice"
        values: tuple[str, ...]

        @property
        def control(self) -> "MultiChoice":
            return self.choice

    def __init__(
        self,
        choices: Sequence[Option],
        values: Iterable[str] = (),
        *,
        tall: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(choices, tall=tall, id=id)
        self._values = frozenset(values)

    @property
    def values(self) -> tuple[str, ...]:
        """The values that are chosen, in the order of the options."""
        return tuple(option.value for option in self.options if option.value in self._values)

    @values.setter
    def values(self, values: Iterable[str]) -> None:
        wanted = frozenset(values)
        if wanted != self._values:
            self._values = wanted
            self.refresh(layout=True)
            self.post_message(self.Changed(self, self.values))

    def mark(self, option: Option) -> str:
        return "■" if self.is_chosen(option) else "□"

    def is_chosen(self, option: Option) -> bool:
        return option.value in self._values

    def take(self, index: int) -> None:
        self.cursor = index
        self.values = self._values ^ {self.options[index].value}
        self.refresh()

    def typed(self) -> object:
        """For drafts: the values."""
        return self.values

    def retype(self, typed: object) -> None:
        """Choose again what a draft says."""
        self.values = tuple(str(one) for one in typed) if isinstance(typed, tuple) else ()
