"""Finding a person by typing part of a name; someone new is named on the spot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from crm.ui.widgets.plain import plain

SHOWN = 6
"""Matches that are shown at once."""


class Person(NamedTuple):
    """A contact as a picker shows it: one line that tells people of one name apart stands in ``detail``."""

    contact: int
    name: str
    detail: str = ""


class NewPerson(NamedTuple):
    """Someone who is not in the book yet."""

    name: str


Picked = Person | NewPerson
Find = Callable[[str], Sequence[Person]]
"""Finds people by part of a name, best match first."""


class PickerInput(Input):
    """The line of a picker: arrows walk through the matches, Tab takes like Enter and goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", "The match before", show=False),
        Binding("down", "walk(1)", "The next match", show=False),
        Binding("tab", "take_and_go_on", "Take and go on", show=False),
        Binding("escape", "close", "Put the matches away, or leave", show=False),
    ]

    @property
    def picker(self) -> "ContactPicker":
        assert isinstance(self.parent, ContactPicker)
        return self.parent

    def action_walk(self, direction: int) -> None:
        self.picker.walk(direction)

    def on_blur(self) -> None:
        self.picker.close()

    async def action_close(self) -> None:
        if self.picker.is_open:
            self.picker.close()
            self.post_message(ContactPicker.Closed(self.picker))
        else:
            await self.screen.run_action("leave")

    def action_take_and_go_on(self) -> None:
        self.picker.take_highlighted()
        self.screen.focus_next()


class Matches(Widget):
    """The people that fit, under the line; drawn over what stands below."""

    DEFAULT_CSS = """
    Matches {
        overlay: screen;
        constrain: inside inflect;
        width: 100%;
        height: auto;
        padding: 0 1;
        background: $panel;
        display: none;

        &:ansi {
            padding: 0;
            border-left: vkey $foreground;
            border-right: vkey $foreground;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Picked, ...] = ()
        self.cursor = 0

    def show(self, found: Sequence[Picked]) -> None:
        self.found = tuple(found)
        self.cursor = 0
        self.display = bool(found)
        self.refresh(layout=True)

    def render(self) -> Content:
        return Content("\n").join([self._line(index, one) for index, one in enumerate(self.found)])

    def _line(self, index: int, one: Picked) -> Content:
        pointer = ("› " if index == self.cursor else "  ", "$accent")
        if isinstance(one, NewPerson):
            content = Content.assemble(pointer, ("new: ", "$accent"), plain(one.name))
        else:
            content = Content.assemble(
                pointer, plain(one.name), (f"  {plain(one.detail)}", "$foreground-muted")
            )
        content = content.truncate(max(8, self.content_size.width or 60), ellipsis=True)
        if index == self.cursor:
            content = content.stylize("bold")
        return content.stylize(Style.from_meta({"match": index}))

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("match")
        if isinstance(index, int) and isinstance(self.parent, ContactPicker):
            event.stop()
            self.parent.take(self.found[index])


class ContactPicker(Vertical):
    """One line for a person, with the matches under it while it is typed, and afterwards who it is.

    ``picked`` is the person taken, ``NewPerson`` for someone named on the spot, or None while nobody is.
    """

    DEFAULT_CSS = """
    ContactPicker { width: 1fr; height: 2; }
    ContactPicker > Static { height: 1; padding: 0 1; color: $text-muted; }
    """

    @dataclass
    class Changed(Message):
        """Someone else, or nobody any more, is picked."""

        picker: "ContactPicker"
        picked: Picked | None

        @property
        def control(self) -> "ContactPicker":
            return self.picker

    @dataclass
    class Closed(Message):
        """The matches were put away; what was typed stays, and nobody is taken."""

        picker: "ContactPicker"

        @property
        def control(self) -> "ContactPicker":
            return self.picker

    def __init__(
        self,
        find: Find,
        picked: Picked | None = None,
        *,
        placeholder: str = "part of a name",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.find = find
        self.picked = picked
        self.placeholder = placeholder

    def compose(self) -> ComposeResult:
        yield PickerInput(plain(self.picked.name) if self.picked else "", placeholder=self.placeholder)
        yield Matches()
        yield Static(self._about(), markup=False)

    # What is asked of it ----------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What is typed, whether or not someone is taken."""
        return self.query_one(PickerInput).value

    @property
    def is_open(self) -> bool:
        """Whether matches are shown."""
        return self.query_one(Matches).display

    def walk(self, direction: int) -> None:
        """Point at another match."""
        matches = self.query_one(Matches)
        if matches.found:
            matches.cursor = (matches.cursor + direction) % len(matches.found)
            matches.refresh()

    def take_highlighted(self) -> None:
        """Take the match that is pointed at, if matches are shown."""
        matches = self.query_one(Matches)
        if matches.display and matches.found:
            self.take(matches.found[matches.cursor])

    def take(self, picked: Picked | None) -> None:
        """Take a person (None: nobody)."""
        self.query_one(Matches).show(())
        field = self.query_one(PickerInput)
        with field.prevent(Input.Changed):
            field.value = plain(picked.name) if picked else ""
        self._become(picked)

    def close(self) -> None:
        """Put the matches away; what is typed stays."""
        self.query_one(Matches).show(())

    def typed(self) -> object:
        """For drafts: the person taken, or else the text."""
        return self.picked or self.text

    def retype(self, typed: object) -> None:
        """Put back what a draft says."""
        if isinstance(typed, tuple):  # one that came back from the disk is as long as it was, and no more
            kind = next((one for one in (Person, NewPerson) if len(one._fields) == len(typed)), None)
            self.take(kind(*typed) if kind else None)
        elif isinstance(typed, str):
            field = self.query_one(PickerInput)
            with field.prevent(Input.Changed):
                field.value = typed

    # What happens in it -----------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.picked is not None and event.value == plain(self.picked.name):
            return
        text = event.value.strip()
        self.query_one(Matches).show(self._matches(text) if text else ())
        self._become(None)

    def _matches(self, text: str) -> list[Picked]:
        found: list[Picked] = list(self.find(text)[:SHOWN])
        if not any(plain(one.name).casefold() == text.casefold() for one in found):
            found.append(NewPerson(text))
        return found

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self.is_open:
            event.stop()
            self.take_highlighted()
            self.screen.focus_next()

    def _become(self, picked: Picked | None) -> None:
        if picked != self.picked:
            self.picked = picked
            self.query_one(Static).update(self._about())
            self.post_message(self.Changed(self, picked))

    def _about(self) -> Content:
        if isinstance(self.picked, NewPerson):
            return Content("new in your book")
        return Content(plain(self.picked.detail) if self.picked else "")
