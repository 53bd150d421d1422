"""Recording what one side answered; after a no, its reflection opens at once. And the way back, step by step."""

from crm.domain.offer import SIDES, AnswerWord, Offer, Side, SideKey, Worth
from crm.session.actions import Introduce, MarkAsked, RecordAnswer, TellOutcome, Withdraw
from crm.ui.flows.desk import Desk
from crm.ui.flows.reflecting import reflect_on
from crm.ui.flows.sides import chosen_offer, side_for
from crm.ui.screens.answer import AnswerDialog
from crm.ui.screens.which_side import WhichSide


def _is_waiting(side: Side) -> bool:
    return side.is_waiting


def _is_undecided(side: Side) -> bool:
    return side.answer in (None, "later")


async def _side(desk: Desk, question: str) -> tuple[Offer, SideKey | None]:
    """The side that answers. In a closed offer nobody is expected to answer: there it is always asked who did."""
    offer = chosen_offer(desk)
    fits = (_is_waiting, _is_undecided) if offer.is_open else ()
    return offer, await side_for(desk, offer, question, *fits)


async def record_yes(desk: Desk) -> None:
    """A yes needs no words: it is recorded at once."""
    offer, side = await _side(desk, "Who said yes?")
    if side is not None:
        desk.recorded(desk.do(RecordAnswer(offer=offer.id, side=side, answer="yes")))


async def record_no(desk: Desk) -> None:
    """Their words and reasons, then the four questions."""
    outcome = await _record(desk, "Who said no?", "no")
    if outcome is not None:
        await reflect_on(desk, outcome)


async def record_later(desk: Desk) -> None:
    """The day to come back to it."""
    await _record(desk, "Who said later?", "later")


async def _record(desk: Desk, question: str, answer: AnswerWord) -> int | None:
    """Record an answer through its dialog. The id of the reflection that it owes, or None."""
    offer, side = await _side(desk, question)
    if side is None:
        return None
    outcome = await desk.ask(AnswerDialog(desk.session, offer.id, side, answer))
    if outcome is None:
        return None
    desk.recorded(outcome)
    reflection = outcome.answer.get("reflection")
    return reflection if isinstance(reflection, int) else None


async def record_silence(desk: Desk, offer: int | None = None, side: SideKey | None = None) -> None:
    """Let an ask lapse."""
    found = chosen_offer(desk, offer)
    side = side or await side_for(desk, found, "Whose silence?", _is_waiting)
    if side is not None:
        desk.recorded(desk.do(RecordAnswer(offer=found.id, side=side, answer="no_reply")))


async def take_back(desk: Desk) -> None:
    """Take the last step of an offer back, as if it had not been taken: what came of it first, then its answers and asks."""
    offer = chosen_offer(desk)
    if offer.introduced_on is not None:
        await _take_introduction_back(desk, offer)
    elif offer.withdrawn_on is not None:
        desk.recorded(desk.do(Withdraw(offer=offer.id, withdrawn=False)))
    else:
        await _take_answer_back(desk, offer)


async def _take_introduction_back(desk: Desk, offer: Offer) -> None:
    """What was told of it goes first, one side at a time."""
    told = [key for key in SIDES if getattr(offer.outcome, key) != Worth()]
    if not told:
        desk.recorded(desk.do(Introduce(offer=offer.id, introduced=False)))
        return
    side = (
        told[0] if len(told) == 1 else await desk.ask(WhichSide(desk.session, offer.id, "Whose word on it?"))
    )
    if side is not None:
        desk.recorded(desk.do(TellOutcome(offer=offer.id, side=side, worth_it=None)))


async def _take_answer_back(desk: Desk, offer: Offer) -> None:
    side = await side_for(desk, offer, "Whose answer?", lambda side: side.answer is not None, _is_waiting)
    if side is None:
        return
    if offer.side(side).is_waiting:
        desk.recorded(desk.do(MarkAsked(offer=offer.id, side=side, asked=False)))
    else:
        desk.recorded(desk.do(RecordAnswer(offer=offer.id, side=side, answer=None)))
