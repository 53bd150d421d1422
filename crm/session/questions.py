"""Questions to the book, answered as ``crm apply`` tells them."""

from typing import Any

from crm.domain.record import Refusal
from crm.insight.agenda.item import Item
from crm.insight.checking_in.rule import check_in_due
from crm.insight.counting.answers import answers, luck
from crm.insight.findings.act import Insight
from crm.insight.next_offer.look_ahead import look_ahead
from crm.insight.reviewing.morning import morning_list
from crm.insight.reviewing.weekly import weekly_review
from crm.insight.suiting.suits import who_suits
from crm.session import actions
from crm.session.plan import Scene
from crm.session.verbs.offers import ahead_answer


def asked(scene: Scene, question: actions.Question) -> dict[str, Any]:
    """The answer to a question, as plain JSON values.

    Raises:
        Refusal: for a contact that is not in the book.
    """
    match question:
        case actions.LookAhead():
            return _look_ahead(scene, question)
        case actions.Answers():
            return _answers(scene, question)
        case actions.WhoSuits():
            return _who_suits(scene, question)
        case actions.Today():
            return today(scene)


def _look_ahead(scene: Scene, question: actions.LookAhead) -> dict[str, Any]:
    a, b = scene.book.contact(question.a), scene.book.contact(question.b)
    if a.id == b.id:
        raise Refusal(f"an offer is between two people, and both sides are {a.name}")
    ahead = look_ahead(
        scene.book, scene.today, question.kind, a.id, b.id, question.requested_by, scene.thresholds
    )
    return ahead_answer(ahead)


def _answers(scene: Scene, question: actions.Answers) -> dict[str, Any]:
    if question.contact is not None:
        scene.book.contact(question.contact)
    counted = answers(scene.book, question.contact, question.kind)
    own = answers(scene.book)
    due = None
    by_luck = None
    if question.contact is not None:
        due = check_in_due(scene.book, question.contact, scene.today, scene.thresholds)
        by_luck = luck(scene.book, question.contact, question.kind)
    return {
        "asked": counted.asked,
        "yes": counted.yes,
        "no": counted.no,
        "later": counted.later,
        "no_reply": counted.no_reply,
        "low": counted.low,
        "high": counted.high,
        "shrunken": counted.shrunken(own),
        "luck": by_luck.chance if by_luck else None,
        "check_in_due": due is not None,
    }


def _who_suits(scene: Scene, question: actions.WhoSuits) -> dict[str, Any]:
    scene.book.contact(question.contact)
    found = who_suits(scene.book, question.contact, scene.today, scene.thresholds)
    return {
        "people": [
            {"contact": one.contact, "score": one.score, "because": list(one.because)} for one in found.people
        ],
        "hidden": [{"contact": one.contact, "why": one.why} for one in found.hidden],
    }


def today(scene: Scene) -> dict[str, Any]:
    """The morning list and the weekly review as plain values."""
    items = morning_list(scene.book, scene.today, scene.thresholds)
    week = weekly_review(scene.book, scene.today, scene.thresholds)
    return {
        "items": [_line(item) for item in items],
        "week": [_line(line) for line in week.lines],
        "happened": week.happened,
    }


def _line(line: Item | Insight) -> dict[str, Any]:
    if isinstance(line, Insight):
        ref, since = line.act.ref, None
        what, text = "finding", f"{line.text} ({line.ground}). {line.act.words}"
    else:
        what, ref, text, since = line.what, line.ref, line.text, line.since.isoformat()
    return {
        "what": what,
        "ref": None if ref is None else {"table": ref[0], "id": ref[1]},
        "text": text,
        "since": since,
    }
