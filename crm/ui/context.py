"""What the main screen is looking at, as a plain value, and why a command cannot be done there.

The rules are plain functions of a ``Context``: they need no running app to be tested. Each returns None where the
command can be done, else the reason in one line, which pressing the key shows.
"""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Literal

from msgspec import Struct, field

from crm.domain.contact import Contact
from crm.domain.offer import Offer, Side
from crm.ui.keys import Keys

PaneName = Literal["contacts", "offers", "insight"]
PANES: tuple[PaneName, ...] = ("contacts", "offers", "insight")


class Context(Struct, frozen=True):
    """The focused pane and what is chosen in it.

    ``contact`` is None on the row *Everyone*. ``owed`` counts the reflections owed in the whole book. ``undo``
    and ``redo`` say in words what they would take back or do again. ``locked`` says why nothing can be saved.
    ``undecided`` counts the fields that were changed in two places, ``broken`` the records that cannot be read.
    ``line`` is what a line of Insight stands for, where the cursor is on one.
    ``heard`` names the commands that a screen other than the main one hears; empty: all of them.
    ``keys`` are those in force; a reason that names one writes ``{undo}`` for the key of that command.
    """

    today: date
    pane: PaneName = "contacts"
    contact: Contact | None = None
    offer: Offer | None = None
    act: bool = False
    people: int = 0
    owed: int = 0
    undo: str | None = None
    redo: str | None = None
    locked: str = ""
    undecided: int = 0
    broken: int = 0
    keys: Keys = field(default_factory=Keys)
    line: Hashable | None = None
    heard: tuple[str, ...] = ()


Need = Callable[[Context], str | None]


def writable(context: Context) -> str | None:
    return f"this book cannot be changed now: {context.locked}" if context.locked else None


def a_contact(context: Context) -> str | None:
    if context.contact is not None:
        return None
    return (
        "choose a contact first"
        if context.people
        else "there is nobody here yet: {add_contact} adds a contact"
    )


def an_offer(context: Context) -> str | None:
    return None if context.offer is not None else "there is no offer here yet: {new_offer} makes one"


def something_to_open(context: Context) -> str | None:
    """What Enter needs in each pane."""
    if context.pane == "offers":
        return an_offer(context)
    if context.pane == "insight":
        return None if context.act else "nothing to do here just now"
    return a_contact(context)


def something_to_put_by(context: Context) -> str | None:
    from crm.insight.agenda.item import Item  # noqa: PLC0415 - likewise
    from crm.insight.findings.act import Insight  # noqa: PLC0415 - loaded after the first paint

    line = context.line
    once_a_week = ("tell", "guess", "lesson", "remember")
    if isinstance(line, Insight) or (isinstance(line, Item) and line.what in once_a_week):
        return None
    return "findings, lines of the week and whom to tell can be put by; others go when they are done"


def that_they_were_told(context: Context) -> str | None:
    """What putting by a line means that wants somebody told."""
    from crm.insight.agenda.item import Item  # noqa: PLC0415 - loaded after the first paint

    return "they were told" if isinstance(context.line, Item) and context.line.what == "tell" else None


def something_to_edit(context: Context) -> str | None:
    if context.pane == "offers":
        return an_offer(context) or _not_introduced(context)
    return a_contact(context)


def an_answer_due(context: Context) -> str | None:
    return an_offer(context) or _not_introduced(context) or _not_withdrawn(context)


def an_answer_awaited(context: Context) -> str | None:
    """The offer is open and one side at least has not decided."""
    waits = context.offer is not None and context.offer.is_open
    undecided = any(side.answer in (None, "later") for side in _sides(context))
    return None if waits and undecided else "both have answered"


def someone_to_ask(context: Context) -> str | None:
    if (reason := an_answer_due(context)) is not None:
        return reason
    if any(side.answer == "no" for side in _sides(context)):
        return "a no is not asked again: make a new offer with a new why"
    if (reason := _not_closed(context)) is not None:
        return reason
    can_be = any(can_be_asked(side, context.today) for side in _sides(context))
    return None if can_be else "both have been asked"


def someone_to_nudge(context: Context) -> str | None:
    if (reason := someone_silent(context)) is not None:
        return reason
    waiting = [side for side in _sides(context) if side.is_waiting]
    return (
        None if any(side.nudged_on is None for side in waiting) else "one nudge is enough: it has been sent"
    )


def someone_silent(context: Context) -> str | None:
    if (reason := an_answer_due(context) or _not_closed(context)) is not None:
        return reason
    return None if any(side.is_waiting for side in _sides(context)) else "nobody here is being waited for"


def a_step_taken(context: Context) -> str | None:
    if (reason := an_offer(context)) is not None:
        return reason
    went_on = an_introduction(context) is None or _not_withdrawn(context) is not None
    if went_on or any(side.answer or side.is_waiting for side in _sides(context)):
        return None
    return "there is nothing to take back: no answer, and no ask"


def two_yeses(context: Context) -> str | None:
    if (reason := an_answer_due(context)) is not None:
        return reason
    yeses = sum(side.answer == "yes" for side in _sides(context))
    if yeses == 2:
        return None
    return f"an introduction needs a yes from both: so far {yeses} of 2"


def still_open(context: Context) -> str | None:
    return an_answer_due(context) or _not_closed(context)


def an_introduction(context: Context) -> str | None:
    if (reason := an_offer(context)) is not None:
        return reason
    made = context.offer is not None and context.offer.introduced_on is not None
    return None if made else "they have not been introduced yet"


def someone_to_write_to(context: Context) -> str | None:
    if context.pane == "contacts" and context.contact is not None:
        return None
    return an_offer(context)


def a_reflection_owed(context: Context) -> str | None:
    return None if context.owed else "nothing to reflect on: every no has had its questions"


def something_done(context: Context) -> str | None:
    return None if context.undo else "nothing to undo"


def something_undone(context: Context) -> str | None:
    return None if context.redo else "nothing to do again"


def something_undecided(context: Context) -> str | None:
    return None if context.undecided else "nothing was changed in two places"


def can_be_asked(side: Side, today: date) -> bool:
    """Whether a side may be asked: not asked yet, or their ``later`` has come."""
    if side.answer == "later":
        return side.revisit_on is None or side.revisit_on <= today
    return side.answer is None and side.asked_on is None


def _sides(context: Context) -> tuple[Side, ...]:
    return () if context.offer is None else (context.offer.a, context.offer.b)


def _not_introduced(context: Context) -> str | None:
    made = context.offer is not None and context.offer.introduced_on is not None
    return f"these two have been introduced already{_elsewhere(context)}" if made else None


def _not_withdrawn(context: Context) -> str | None:
    withdrawn = context.offer is not None and context.offer.withdrawn_on is not None
    return f"this offer was withdrawn{_elsewhere(context)}" if withdrawn else None


def _not_closed(context: Context) -> str | None:
    closing = context.offer.closing if context.offer is not None else None
    return f"this offer is closed already: {closing}{_elsewhere(context)}" if closing else None


def _elsewhere(context: Context) -> str:
    """Where the offer is chosen that a key is about, for whoever has the cursor in another pane."""
    return "" if context.pane == "offers" else ". {pane_2} goes to the offers"
