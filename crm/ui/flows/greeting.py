"""What is said once the book has been opened: words that a crash interrupted, and copies beside the book."""

import asyncio

from crm.domain.record import Refusal
from crm.session.keeping import copies_beside
from crm.storage.drafts import LeftBehind
from crm.ui.flows import flow_of
from crm.ui.flows.desk import Desk


async def greet(desk: Desk, left: LeftBehind) -> None:
    """Offer what was interrupted, then the copies beside the book."""
    if left.interrupted:
        await flow_of("reopen")(desk, left)
    try:
        found = await asyncio.to_thread(copies_beside, desk.session)
    except (Refusal, OSError):
        return  # the file is not to be read at this moment: the header says so
    if found:
        await flow_of("beside")(desk, found)
