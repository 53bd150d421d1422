"""Keys that are typed while a dialog is on its way wait for it: they never reach the lists that stand behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import Any, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.app import App
from textual.screen import Screen

PAUSE = 0.005
"""Seconds between two looks at a dialog that is being built."""

LIMIT = 1.5
"""Seconds after which a key waits no longer, whatever is still on its way."""

ResultT = TypeVar("ResultT")


class TypedAhead:
    """The keys of one app that wait, and what they wait for: flows at work, or a dialog that is not drawn yet."""

    def __init__(self) -> None:
        self._at_work = 0
        self._coming: Screen[Any] | None = None
        self._since = 0.0
        self._keys: list[events.Key] = []

    def works(self, by: int) -> None:
        """A flow begins to work (1), or it ends or waits for an answer (-1)."""
        self._at_work += by
        self._since = monotonic()

    def expects(self, dialog: Screen[Any]) -> None:
        """A dialog is on its way."""
        self._coming = dialog
        self._since = monotonic()

    def has_come(self, dialog: Screen[Any]) -> None:
        """It is drawn and has the focus, or it has gone already."""
        if self._coming is dialog:
            self._coming = None

    @property
    def is_due(self) -> bool:
        """Whether something is on its way."""
        return self._at_work > 0 or self._coming is not None

    def keep(self, key: events.Key) -> bool:
        """Whether the key has to wait; it is kept then."""
        if self.is_due and monotonic() - self._since < LIMIT:
            self._keys.append(key)
            return True
        return False

    def take(self) -> list[events.Key]:
        """The keys that waited, once nothing is on its way."""
        return [] if self.is_due else self.take_all()

    def take_all(self) -> list[events.Key]:
        """The keys that waited."""
        keys, self._keys = self._keys, []
        return keys


@runtime_checkable
class KeepsKeys(Protocol):
    """An app that lets keys wait."""

    ahead: TypedAhead

    async def let_go(self) -> None:
        """Type the keys that waited, unless something is still on its way."""
        ...


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
    ahead.expects(dialog)
    ahead.works(-1)
    app.set_timer(PAUSE, partial(_see_it_come, app, dialog))
    try:
        return await app.push_screen_wait(dialog)
    finally:
        ahead.has_come(dialog)
        ahead.works(1)


def _see_it_come(app: App[Any], dialog: Screen[Any]) -> None:
    """Once a dialog is drawn and has put the focus where it wants it, nothing needs to wait any more."""
    assert isinstance(app, KeepsKeys)
    ahead, let_go = app.ahead, app.let_go

    def has_come() -> None:
        ahead.has_come(dialog)
        app.call_later(let_go)

    if dialog.is_mounted:
        dialog.call_after_refresh(has_come)
    elif ahead.is_due:
        app.set_timer(PAUSE, partial(_see_it_come, app, dialog))
