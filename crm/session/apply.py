"""``crm apply``: actions as JSON lines in, one JSON object a line out, each once its change is durable."""

from collections.abc import Iterable, Iterator
from typing import Any

from crm.domain.record import Refusal
from crm.session import actions
from crm.session.reading import read_action
from crm.session.session import Session
from crm.session.verbs.offers import Stopped, ahead_answer
from crm.storage.change import SaveFailed


def applied(session: Session, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Carry out each line and tell how it went, in order. A line that fails changes nothing."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            outcome = _durably(session, read_action(line))
        except Stopped as stopped:
            yield {
                "ok": False,
                "line": number,
                "error": f"the look-ahead stops this offer: {stopped}; give an override_reason to make it",
                "stop": list(stopped.stops),
                "look_ahead": ahead_answer(stopped.ahead),
            }
        except SaveFailed as reason:
            yield {"ok": False, "line": number, "error": f"not saved: {reason}"}
        except Refusal as refusal:
            yield {"ok": False, "line": number, "error": str(refusal)}
        else:
            yield _told(outcome)


def _durably(session: Session, action: actions.AnyAction) -> actions.Outcome:
    """Do it and wait until it is in the file; what cannot be saved is taken back in memory too.

    Raises:
        SaveFailed: with the reason; the book is as before.
    """
    before = session.book
    outcome = session.do(action)
    if session.book is before:
        return outcome
    try:
        session.saved()
    except SaveFailed:
        session.redo() if isinstance(action, actions.Undo) else session.undo()
        raise
    return outcome


def _told(outcome: actions.Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"ok": True}
    if outcome.id is not None:
        told["id"] = outcome.id
    if outcome.what:
        told["what"] = outcome.what
    return told | outcome.answer
