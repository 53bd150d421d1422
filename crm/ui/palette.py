"""The command palette: the table of commands, found by part of a name."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from crm.ui.commands import COMMANDS, Command, availability
from crm.ui.context import Context
from crm.ui.keys import Keys, keys_of
from crm.ui.screens.main import MainScreen


class CommandTable(Provider):
    """Every command of the main screen with its key; one that can do nothing just now says why."""

    async def discover(self) -> Hits:
        keys = keys_of(self.app)
        for one, run in self._commands():
            yield DiscoveryHit(_shown(one, keys), run, text=one.tooltip, help=self._help(one))

    async def search(self, query: str) -> Hits:
        matcher, keys = self.matcher(query), keys_of(self.app)
        for one, run in self._commands():
            score = matcher.match(f"{one.label} {one.tooltip}")
            if score > 0:
                yield Hit(score, _shown(one, keys), run, text=one.tooltip, help=self._help(one))

    def _commands(self) -> "Iterator[tuple[Command, partial[None]]]":
        main = self.screen
        if isinstance(main, MainScreen):
            for one in COMMANDS:
                if one.owner == "main" and one.id != "palette":
                    yield one, partial(main.action_run, one.id)

    def _help(self, one: Command) -> str:
        context = self._context()
        reason = availability(one, context) if context is not None else None
        return f"{one.tooltip} Now: {reason}." if reason else one.tooltip

    def _context(self) -> Context | None:
        return self.screen.context if isinstance(self.screen, MainScreen) else None


def _shown(one: Command, keys: Keys) -> str:
    return f"{one.label}  ({keys.shown(one)})"
