"""Taking in people from other programs' files."""

from crm.session.triage import wanted
from crm.ui.flows import flow_of
from crm.ui.flows.desk import Desk
from crm.ui.screens.confirm import Confirm
from crm.ui.screens.importing import ImportScreen

_ONE_BY_ONE = "One card at a time: tag, archive, note, or make one of two. You can stop at any card and go on another time."


async def import_files(desk: Desk) -> None:
    """A file, what would come of it, the import as one step; then, if one likes, through who is new."""
    outcome = await desk.ask(ImportScreen(desk.session))
    if outcome is None:
        return
    desk.recorded(outcome)
    added = [
        one for one in outcome.answer.get("added", []) if not desk.session.book.offers_by_contact.get(one)
    ]
    if added:
        wanted(desk.session, added)
        count = f"the {len(added):,} new people" if len(added) > 1 else "the new card"
        if await desk.ask(Confirm(f"Go through {count} now?", _ONE_BY_ONE)):
            await flow_of("triage")(desk)
