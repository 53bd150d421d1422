"""Changing how the app is."""

from crm.settings.file import load
from crm.ui.flows.desk import Desk
from crm.ui.names import names
from crm.ui.screens.settings import SettingsScreen


async def change(desk: Desk) -> None:
    """Every setting with what holds; each change is written and in force at once."""
    await desk.ask(SettingsScreen(load(names())))
