"""What the panes say. Data goes down to them by binding; this is all that comes back up."""

from collections.abc import Hashable
from typing import Protocol, runtime_checkable

from textual.message import Message

from crm.settings.file import SettingsFile


class Scoped(Message):
    """The contacts cursor rests on a person, or with None on *Everyone*. ``offer`` is one to go to, if any."""

    def __init__(self, contact: int | None, offer: int | None = None) -> None:
        super().__init__()
        self.contact = contact
        self.offer = offer


class OfferChosen(Message):
    """The offers cursor rests on an offer, or on none."""

    def __init__(self, offer: int | None) -> None:
        super().__init__()
        self.offer = offer


class ActChosen(Message):
    """The insight cursor rests on a line that proposes something to do, or on none."""

    def __init__(self, act: Hashable | None) -> None:
        super().__init__()
        self.act = act


class OpenContact(Message):
    """Enter on a person."""

    def __init__(self, contact: int) -> None:
        super().__init__()
        self.contact = contact


class OpenEveryone(Message):
    """Enter on *Everyone*."""


class OpenOffer(Message):
    """Enter on an offer."""

    def __init__(self, offer: int) -> None:
        super().__init__()
        self.offer = offer


class DoAct(Message):
    """Enter on a line of Insight."""

    def __init__(self, act: Hashable) -> None:
        super().__init__()
        self.act = act


class AddNamed(Message):
    """The search found nobody: add a contact of that name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class RunCommand(Message):
    """A command was clicked or chosen by name."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self.command = command


class SettingsChanged(Message):
    """A setting was changed and written; ``file`` is the settings file as it is now."""

    def __init__(self, file: SettingsFile) -> None:
        super().__init__()
        self.file = file


@runtime_checkable
class FollowsSettings(Protocol):
    """A screen that shows days, keys or what the rules say, and has to be told when they change."""

    def follow_settings(self) -> None:
        """Show everything anew."""
        ...
