"""An app that types one key after the other (``crm.ui.typed.ahead``)."""

from functools import partial

from textual import events
from textual.app import App

from crm.ui.typed.ahead import LIMIT, PAUSE, Through, TypedAhead, is_letter_for, is_ready, wait_for


class OneByOne(App[int]):
    """Lets a key wait until what the key before it has set going has come."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = TypedAhead()

    async def on_event(self, event: events.Event) -> None:
        """Keys are typed one after the other."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._mind_screen()
        is_first = not self.ahead.waits
        if not self.ahead.keep(event):
            await self._type(event)
        elif is_first:
            self.set_timer(LIMIT, self.give_up)

    async def _type(self, key: events.Key) -> None:
        """Send a key where the focus is; the next one waits until it has been heard there."""
        target = self.focused or self.screen
        if is_letter_for(self.focused, key):
            await super().on_event(key)
            self.call_next(self.let_go)
            return
        number = self.ahead.types(target)
        await super().on_event(key)
        target.post_message(Through(number))
        self.set_timer(PAUSE, partial(self._look_after, number))

    async def on_through(self, event: Through) -> None:
        """A key has been heard; with the second time also what it has sent."""
        if not event.again:
            await self.heard(event.number)
            return
        target = self.focused or self.screen
        self.ahead.goes_on(event.number, target)
        target.post_message(Through(event.number, again=False))

    def _look_after(self, number: int) -> None:
        """Until a key has been heard: see that what it was sent to still stands, for else nothing comes back."""
        if not self.ahead.is_heard(number):
            then = self.heard if self.ahead.is_lost else self._look_after
            self.set_timer(PAUSE, partial(then, number))

    def _mind_screen(self) -> None:
        """Wait for a screen that is not filled yet, whoever has put it up."""
        if not is_ready(self.screen) and not self.ahead.awaits(self.screen):
            wait_for(self, self.screen)

    async def heard(self, number: int) -> None:
        """A key has been heard: the next one may go."""
        self.ahead.is_through(number)
        if self.ahead.waits:
            self._mind_screen()
        await self.let_go()

    async def let_go(self) -> None:
        """Type the next key that waited, unless something is still on its way."""
        key = self.ahead.take()
        if key is not None:
            await self._type(key)

    async def give_up(self) -> None:
        """Type the keys that waited too long."""
        if not self.ahead.is_stuck:
            if self.ahead.waits:
                self.set_timer(LIMIT, self.give_up)
            return
        for key in self.ahead.take_all():
            await super().on_event(key)
