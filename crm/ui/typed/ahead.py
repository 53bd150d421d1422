"""Keys wait for what the keys before them have set going: those of a dialog never reach the lists behind it.

Keys may come faster than a screen follows: typed ahead, held down, or pasted into the terminal all at once. So one
key is typed after the other. The next one is let go when what the last one has caused is through (``Through``), no
flow is at work, and no dialog is on its way. Letters for a field of text need not wait for each other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import Any, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

PAUSE = 0.005
"""Seconds between two looks at what keys wait for."""

LIMIT = 1.5
"""Seconds after which a key waits no longer, whatever is still on its way."""

ResultT = TypeVar("ResultT")


class Through(Message):
    """Sent after a key, the way that it takes: where this has come back to the app, the key has been heard.

    What a key causes may itself send a message on that way, as the Enter of a field does. So it goes twice.
    """

    def __init__(self, number: int, *, again: bool = True) -> None:
        super().__init__()
        self.number = number
        self.again = again


class TypedAhead:
    """The keys of one app that wait, and what they wait for: a key, a flow at work, a dialog that is not drawn yet."""

    def __init__(self) -> None:
        self._at_work = 0
        self._typed = 0
        self._through = 0
        self._target: MessagePump | None = None
        self._coming: Screen[Any] | None = None
        self._since = 0.0
        self._keys: list[events.Key] = []

    def works(self, by: int) -> None:
        """A flow begins to work (1), or it ends or waits for an answer (-1)."""
        self._at_work += by
        self._since = monotonic()

    def types(self, target: MessagePump) -> int:
        """A key is on its way to a field, or to the screen: its number."""
        self._typed += 1
        self._target = target
        self._since = monotonic()
        return self._typed

    def goes_on(self, number: int, target: MessagePump) -> None:
        """What the key of that number has sent is on its way to another field."""
        if number == self._typed:
            self._target = target

    def is_heard(self, number: int) -> bool:
        """Whether the key of that number has been heard, and what it sent."""
        return number <= self._through

    @property
    def is_lost(self) -> bool:
        """Whether what the last key was sent to has gone: then nothing will come back from it."""
        return self._target is not None and not self._target.is_running

    @property
    def typed(self) -> int:
        """How many keys have been sent on their way: the number of the last one."""
        return self._typed

    def is_through(self, number: int) -> None:
        """The key of that number has been heard, and so has what it sent."""
        self._through = max(self._through, number)

    def expects(self, dialog: Screen[Any]) -> None:
        """A dialog is on its way."""
        self._coming = dialog
        self._since = monotonic()

    def awaits(self, dialog: Screen[Any]) -> bool:
        """Whether keys wait for this dialog."""
        return self._coming is dialog

    def has_come(self, dialog: Screen[Any]) -> None:
        """It is drawn and has the focus, or it has gone already."""
        if self._coming is dialog:
            self._coming = None

    @property
    def is_due(self) -> bool:
        """Whether something is on its way."""
        return self._at_work > 0 or not self.is_heard(self._typed) or self._coming is not None

    @property
    def waits(self) -> bool:
        """Whether a key waits."""
        return bool(self._keys)

    def keep(self, key: events.Key) -> bool:
        """Whether the key has to wait, if only for those that wait already; it is kept then."""
        if self._keys or (self.is_due and not self.is_stuck):
            self._keys.append(key)
            return True
        return False

    @property
    def is_stuck(self) -> bool:
        """Whether what the keys wait for takes too long."""
        return monotonic() - self._since >= LIMIT

    def take(self) -> events.Key | None:
        """The next key that waited, once nothing is on its way."""
        return self._keys.pop(0) if self._keys and not self.is_due else None

    def take_all(self) -> list[events.Key]:
        """The keys that waited."""
        keys, self._keys = self._keys, []
        return keys


@runtime_checkable
class KeepsKeys(Protocol):
    """An app that lets keys wait."""

    ahead: TypedAhead

    async def let_go(self) -> None:
        """Type the next key that waited, unless something is still on its way."""
        ...


@runtime_checkable
class FillsItself(Protocol):
    """A screen that puts its fields up bit by bit."""

    @property
    def is_filled(self) -> bool:
        """Whether the fields stand there that keys are meant for."""
        ...


def is_ready(screen: Screen[Any]) -> bool:
    """Whether a screen can hear keys."""
    return screen.is_mounted and (not isinstance(screen, FillsItself) or screen.is_filled)


def is_letter_for(field: Widget | None, key: events.Key) -> bool:
    """Whether a key does no more than stand in a field of text."""
    return field is not None and key.is_printable and field.check_consume_key(key.key, key.character)


@contextmanager
def at_work(app: App[Any]) -> Iterator[None]:
    """A flow runs in here."""
    if not isinstance(app, KeepsKeys):
        yield
        return
    app.ahead.works(1)
    try:
        yield
    finally:
        app.ahead.works(-1)
        app.call_later(app.let_go)


async def answer(app: App[Any], dialog: Screen[ResultT]) -> ResultT | None:
    """What a dialog ends with, shown by a flow at work; what was typed before it was drawn is typed into it."""
    if not isinstance(app, KeepsKeys):
        return await app.push_screen_wait(dialog)
    ahead = app.ahead
    wait_for(app, dialog)
    ahead.works(-1)
    try:
        return await app.push_screen_wait(dialog)
    finally:
        ahead.has_come(dialog)
        ahead.works(1)


def wait_for(app: App[Any], dialog: Screen[Any]) -> None:
    """Let keys wait until a dialog is drawn."""
    if isinstance(app, KeepsKeys):
        app.ahead.expects(dialog)
        app.set_timer(PAUSE, partial(_see_it_come, app, dialog))


def _see_it_come(app: App[Any], dialog: Screen[Any]) -> None:
    """Once a dialog is drawn and has put the focus where it wants it, nothing needs to wait any more."""
    assert isinstance(app, KeepsKeys)
    ahead, let_go = app.ahead, app.let_go

    def has_come() -> None:
        ahead.has_come(dialog)
        app.call_later(let_go)

    if is_ready(dialog):
        dialog.call_after_refresh(has_come)
    elif ahead.is_due:
        app.set_timer(PAUSE, partial(_see_it_come, app, dialog))
