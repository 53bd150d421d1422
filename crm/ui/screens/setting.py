"""One setting, asked for: one of some words, a number, a theme that is tried on, or a key that is pressed."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from crm.domain.record import Refusal
from crm.settings.entries import Entry
from crm.settings.keynames import is_key
from crm.settings.reading import Refused, checked
from crm.settings.values import Value
from crm.ui.commands import COMMANDS, Command
from crm.ui.keys import Keys, shown_key
from crm.ui.names import names
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, Row
from crm.ui.themes import wear
from crm.ui.widgets.choice import Choice, Option, options
from crm.ui.widgets.quiet import Quiet

TAKE = Hint("⏎", "take", "save")


class SettingDialog(Dialog[Value]):
    """What the dialogs share: Enter takes the value."""

    ENTER_SAVES: ClassVar[bool] = True

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry

    def heading(self) -> str:
        return self.entry.path[-1].replace("_", " ").capitalize()

    def about(self) -> Quiet:
        """What is set here."""
        return Quiet(f"{self.entry.words[:1].upper()}{self.entry.words[1:]}.")

    def hints(self) -> tuple[Hint, ...]:
        return (TAKE, LEAVE)


class ChoiceDialog(SettingDialog):
    """One of a few words."""

    def __init__(self, entry: Entry, value: str) -> None:
        super().__init__(entry)
        self.value = value

    def body(self) -> Iterable[Widget]:
        yield self.about()
        yield Choice(options(self.entry.choices), self.value, id="choice")

    def save(self) -> Value:
        return self.query_one("#choice", Choice).value or self.value


class ThemeDialog(SettingDialog):
    """A theme: the whole screen tries on what the cursor is on, and is as it was when the dialog is left."""

    def __init__(self, entry: Entry, value: str, themes: Sequence[str]) -> None:
        super().__init__(entry)
        self.value = value
        self.themes = themes

    def heading(self) -> str:
        return "The colours"

    def body(self) -> Iterable[Widget]:
        yield Choice([Option(theme, "", theme) for theme in self.themes], self.value, id="choice")

    def on_choice_changed(self, event: Choice.Changed) -> None:
        event.stop()
        if event.value in self.app.available_themes:
            wear(self.app, event.value)

    def save(self) -> Value:
        return self.query_one("#choice", Choice).value or self.value

    def action_leave(self) -> None:
        wear(self.app, self.value)
        super().action_leave()


class NumberDialog(SettingDialog):
    """A number within its bounds."""

    def __init__(self, entry: Entry, value: Value) -> None:
        super().__init__(entry)
        self.value = value

    def body(self) -> Iterable[Widget]:
        yield self.about()
        yield Row(
            self.entry.path[-1], Input(str(self.value), select_on_focus=True, id="number"), classes="number"
        )
        yield Quiet(
            f"between {self.entry.least:g} and {self.entry.most:g}; {self.entry.default} where nothing is set"
        )

    def save(self) -> Value:
        text = self.query_one("#number", Input).value.strip()
        try:
            number = int(text) if isinstance(self.entry.default, int) else float(text)
            return checked(self.entry, number)
        except ValueError:
            raise Refusal(
                f'"{text}" is no {"whole " if isinstance(self.entry.default, int) else ""}number'
            ) from None
        except Refused as reason:
            raise Refusal(str(reason)) from None


class Listening(Static, can_focus=True):
    """What hears the key."""


class KeyDialog(Dialog[Value]):
    """The key of a command: the one that is pressed next. More than one key is set in the file."""

    def __init__(self, about: Command, keys: Keys) -> None:
        super().__init__()
        self.about = about
        self.keys = keys

    def heading(self) -> str:
        return f"The key for “{self.about.label}”"

    def hints(self) -> tuple[Hint, ...]:
        return (LEAVE,)

    def body(self) -> Iterable[Widget]:
        now = "  ".join(map(shown_key, self.keys.of(self.about)))
        yield Quiet(self.about.tooltip)
        yield Listening(
            Content.assemble("Press the key that is to do this. Now it is ", (now, "$accent"), ".")
        )

    def on_key(self, event: events.Key) -> None:
        """Any key but those that end a dialog is the new one."""
        if event.key in ("escape", "ctrl+c", "ctrl+q"):
            return
        event.stop()
        event.prevent_default()
        key = event.character if event.is_printable and event.character else event.key
        other = taken_by(key, self.about, self.keys)
        if not is_key(key):
            self.say(f"{shown_key(key)} cannot be set: press another one", refusal=True)
        elif other is not None:
            self.say(f"{shown_key(key)} is the key of “{other.label}”: press another one", refusal=True)
        elif (where := names().fixed_where(key, self.about.id)) is not None:
            self.say(f"{shown_key(key)} always does something else {where}: press another one", refusal=True)
        else:
            self.dismiss((key,))


def taken_by(key: str, about: Command, keys: Keys) -> Command | None:
    """The other command that a key belongs to, where both would hear it."""
    places = frozenset(about.places)
    others = (one for one in COMMANDS if one.id != about.id and key in keys.of(one))
    return next((one for one in others if not places.isdisjoint(one.places)), None)
