"""How the app is to be: the settings in force, brought to the app, its screens and the session."""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.constants import TEXTUAL_ANIMATIONS
from textual.filter import LineFilter

from crm.session.session import Session
from crm.settings.file import SettingsFile
from crm.settings.values import Settings
from crm.ui.glyphs import is_plain_terminal
from crm.ui.keys import Keys
from crm.ui.plain_signs import PlainSigns
from crm.ui.themes import DARK, wear

FAULTS_SHOWN = 3
"""Faults of the settings file that are told one by one; ``crm settings`` has them all."""


class Manner:
    """What the settings mean for the app. ``environ`` tells what the terminal can draw."""

    def __init__(self, file: SettingsFile, environ: Mapping[str, str]) -> None:
        self.file = file
        self._environ = environ
        self._signs = PlainSigns()

    @property
    def settings(self) -> Settings:
        return self.file.settings

    @property
    def keys(self) -> Keys:
        """The keys in force."""
        return Keys(self.settings.keys)

    @property
    def is_ascii(self) -> bool:
        """Whether screens are drawn without box characters."""
        wish = self.settings.glyphs
        return wish == "ascii" or (wish == "auto" and is_plain_terminal(self._environ))

    def filters(self) -> list[LineFilter]:
        """What every line that is drawn goes through."""
        return [self._signs] if self.is_ascii else []

    def apply(self, app: App[Any], session: Session) -> None:
        """Bring the app and the session to what is set."""
        known = app.available_themes
        wear(app, self.settings.theme if self.settings.theme in known else DARK.name)
        app.animation_level = "none" if self.settings.motion == "reduced" else TEXTUAL_ANIMATIONS
        app.set_keymap(self.keys.keymap)
        session.thresholds, session.calendar = self.settings.thresholds, self.settings.calendar

    def faults(self) -> list[str]:
        """What of the file does not hold, in lines to be shown; empty where all does."""
        told = [f"{self.file.path.name}, line {one.line}: {one.what}" for one in self.file.faults]
        more = len(told) - FAULTS_SHOWN
        return [*told[:FAULTS_SHOWN], *([f"and {more} more: see crm settings"] if more > 0 else [])]


@runtime_checkable
class Blinks(Protocol):
    """A field with a cursor of its own."""

    cursor_blink: bool


def hold_still(app: App[Any], field: object) -> None:
    """Keep the cursor of a field from blinking where nothing is to move."""
    if app.animation_level == "none" and isinstance(field, Blinks):
        field.cursor_blink = False
