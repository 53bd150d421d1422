"""What is said after a change: what was done, and the key that undoes it."""

from crm.session.actions import Outcome
from crm.ui.commands import command
from crm.ui.keys import keys_of

_UNCHANGED = "nothing was changed: it stood like that already"


def told(outcome: Outcome, app: object) -> str:
    """What was recorded and how to take it back, as one line; "" for what goes without saying."""
    if not outcome.changed:
        return sentence(_UNCHANGED)
    return (
        sentence(f"{outcome.what}. {keys_of(app).shown(command('undo'))} undoes it") if outcome.what else ""
    )


def to_take_back(outcome: Outcome, app: object) -> str:
    """The same on one line of a dialog in which things are done."""
    if not outcome.changed:
        return _UNCHANGED
    return f"{outcome.what}: {keys_of(app).shown(command('undo'))} takes it back"


def sentence(words: str) -> str:
    """Words with a capital at their start."""
    return words[:1].upper() + words[1:]
