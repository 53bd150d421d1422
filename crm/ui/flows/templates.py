"""The words of the drafts, written by yourself."""

from crm.ui.flows.desk import Desk
from crm.ui.screens.templates import TemplatesScreen


async def choose(desk: Desk) -> None:
    """All drafts, each to be written anew or taken back."""
    await desk.ask(TemplatesScreen(desk.session))
