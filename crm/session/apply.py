"""``crm apply``: actions as JSON lines in, one JSON object a line out, each once its change is durable."""

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

import msgspec

from crm.domain.record import Refusal
from crm.session import actions
from crm.session.session import Session
from crm.session.verbs.offers import Stopped, ahead_answer
from crm.storage.change import SaveFailed

ACTIONS: dict[str, type[actions.Action]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(actions.AnyAction)
}
"""Every action by its name in ``do``."""


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


def read_action(line: str) -> actions.AnyAction:
    """One line as an action.

    Raises:
        Refusal: for a line that is no JSON object, an unknown verb or field (naming the nearest known one), or a
            value of the wrong type, with its place.
    """
    try:
        given = json.loads(line)
    except ValueError as error:
        raise Refusal(f"this line is no JSON: {error}") from None
    except RecursionError:
        raise Refusal("this line is no action: it is nested too deeply") from None
    if not isinstance(given, dict):
        raise Refusal("an action is a JSON object, such as " + '{"do": "add_contact", "name": "Ada Novak"}')
    verb = given.get("do")
    if not isinstance(verb, str):
        raise Refusal('an action says what to do: {"do": "add_contact", ...}')
    if verb not in ACTIONS:
        raise Refusal(f"there is no action {verb!r}" + _nearest(verb, ACTIONS))
    kind = ACTIONS[verb]
    for field in given:
        if field != "do" and field not in kind.__struct_fields__:
            raise Refusal(f"{verb} has no field {field!r}" + _nearest(field, kind.__struct_fields__))
    try:
        converted: Any = msgspec.convert(given, type=kind)
    except msgspec.ValidationError as error:
        raise Refusal(f"{verb}: {_placed(str(error))}") from None
    action: actions.AnyAction = converted
    return action


def _nearest(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(sorted(known))}"


def _placed(message: str) -> str:
    """``Expected `int`, got `str` - at `$.offer``` in the order a person reads: place first."""
    what, found, place = message.partition(" - at `$")
    what = what.replace("`", "").replace("Object missing required field", "missing").lower()
    return f"{place.strip('`').lstrip('.')}: {what}" if found and place.strip("`") else what
