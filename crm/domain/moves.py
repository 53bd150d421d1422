"""The moves of an offer: asked, answered, introduced, and the way back from each.

Every move is a pure function from an offer to the next one; a move that the practice does not allow raises
``Refusal`` with the reason.
"""

from datetime import date

from crm.domain.offer import AnswerWord, Offer, Reason, SideKey, Worth, WorthIt, is_requested, with_side
from crm.domain.record import Refusal, changed


def _require_open(offer: Offer) -> None:
    if offer.introduced_on is not None:
        raise Refusal("these two have been introduced already")
    if offer.withdrawn_on is not None:
        raise Refusal("this offer was withdrawn")


def asked(offer: Offer, key: SideKey, on: date, channel: str = "") -> Offer:
    """Mark a side as asked, or asked once again after a ``later`` on or after its day.

    Raises:
        Refusal: after a no (a new offer with a new why is the way), a yes, silence, or while an ask is open; once the
            offer is closed by the other side.
    """
    _require_open(offer)
    side = offer.side(key)
    if side.answer == "no":
        raise Refusal("they said no: a no is not asked again; make a new offer with a new why")
    if side.answer == "yes":
        raise Refusal("they have said yes already")
    if side.answer == "no_reply":
        raise Refusal("this ask lapsed: make a new offer, or take the silence back")
    _not_closed_before(offer, on)
    if side.answer == "later":
        if side.revisit_on is not None and on < side.revisit_on:
            raise Refusal(
                "they asked to come back to it on {on}: ask again from that day on", on=side.revisit_on
            )
        return with_side(
            offer,
            key,
            asked_on=on,
            nudged_on=None,
            answer=None,
            answered_on=None,
            channel=channel or side.channel,
        )
    if side.asked_on is not None:
        raise Refusal("they were asked on {on}; a nudge is the next step", on=side.asked_on)
    _not_before(on, offer.made_on, "asked", "the offer was made")
    return with_side(offer, key, asked_on=on, channel=channel or side.channel)


def not_asked(offer: Offer, key: SideKey) -> Offer:
    """Take an ask back that was marked by mistake, or came with an answer that was another side's.

    Raises:
        Refusal: when the side was not asked, or has answered: the answer is taken back first; and when it had said
            later before this ask, which would be lost with it.
    """
    _require_open(offer)
    side = offer.side(key)
    if side.asked_on is None:
        raise Refusal("they have not been asked yet")
    if side.answer is not None:
        raise Refusal("they have answered: take the answer back first")
    if side.revisit_on is not None:
        raise Refusal("they had said later before this ask: record that later again instead")
    return with_side(offer, key, asked_on=None, nudged_on=None)


def nudged(offer: Offer, key: SideKey, on: date) -> Offer:
    """Mark the one friendly reminder of an open ask.

    Raises:
        Refusal: when the side was not asked, has answered, or was nudged before; once the other side has closed it.
    """
    _require_open(offer)
    side = offer.side(key)
    if side.asked_on is None:
        raise Refusal("they have not been asked yet")
    if side.answer is not None:
        raise Refusal("they have answered: nudges stop")
    if side.nudged_on is not None:
        raise Refusal("they were nudged on {on}: once is enough", on=side.nudged_on)
    _not_closed_before(offer, on)
    _not_before(on, side.asked_on, "nudged", "they were asked")
    return with_side(offer, key, nudged_on=on)


def answered(
    offer: Offer,
    key: SideKey,
    answer: AnswerWord | None,
    on: date,
    *,
    words: str = "",
    reasons: tuple[Reason, ...] = (),
    guess: str = "",
    revisit_on: date | None = None,
) -> Offer:
    """Record, change or (with ``answer=None``) take back one side's answer.

    An answer to an ask that was never marked counts as asked on the same day.

    Raises:
        Refusal: after the introduction or a withdrawal, for a ``later`` without its day, for a day before the ask.
    """
    if offer.introduced_on is not None:
        raise Refusal("these two have been introduced: take the introduction back first")
    if offer.withdrawn_on is not None and offer.side(key).answer is None:
        raise Refusal("this offer was withdrawn")
    side = offer.side(key)
    if answer is None:
        if side.answer is None:
            raise Refusal("there is no answer to take back")
        return with_side(
            offer, key, answer=None, answered_on=None, words="", reasons=(), guess="", revisit_on=None
        )
    _check_revisit(answer, on, revisit_on)
    asked_on = side.asked_on
    if asked_on is None and not is_requested(offer, key):
        _not_before(on, offer.made_on, "answered", "the offer was made")
        asked_on = on
    if asked_on is not None:
        _not_before(on, asked_on, "answered", "they were asked")
    return with_side(
        offer,
        key,
        asked_on=asked_on,
        answer=answer,
        answered_on=on,
        words=words,
        reasons=reasons,
        guess=guess,
        revisit_on=revisit_on,
    )


def _check_revisit(answer: AnswerWord, on: date, revisit_on: date | None) -> None:
    if answer != "later":
        if revisit_on is not None:
            raise Refusal("only a later has a day to come back")
    elif revisit_on is None:
        raise Refusal("a later needs the day to come back to it")
    elif revisit_on <= on:
        raise Refusal("the day to come back ({back}) must be after the answer ({on})", back=revisit_on, on=on)


def introduced(offer: Offer, on: date) -> Offer:
    """Mark the introduction as made.

    Raises:
        Refusal: before two yeses. There is no override.
    """
    _require_open(offer)
    missing = [key for key, side in offer.sides() if side.answer != "yes"]
    if missing:
        raise Refusal("an introduction needs a yes from both; still missing: " + " and ".join(missing))
    _not_before(
        on, max(side.answered_on or offer.made_on for _, side in offer.sides()), "introduced", "both said yes"
    )
    return changed(offer, introduced_on=on)


def not_introduced(offer: Offer) -> Offer:
    """Take an introduction back that was marked by mistake.

    Raises:
        Refusal: when none was made, or one of the two has told how it went: that is taken back first.
    """
    if offer.introduced_on is None:
        raise Refusal("these two have not been introduced yet")
    if offer.outcome.is_told:
        raise Refusal("they have told how it went: take that back first")
    return changed(offer, introduced_on=None)


def told(offer: Offer, key: SideKey, worth_it: WorthIt | None, on: date, words: str = "") -> Offer:
    """Record what one side told of how the introduction went; with None they have told nothing.

    Raises:
        Refusal: before the introduction, and when there is nothing to take back.
    """
    if offer.introduced_on is None:
        raise Refusal("these two have not been introduced yet")
    if worth_it is None:
        if getattr(offer.outcome, key) == Worth():
            raise Refusal("they have not told how it went")
        return changed(offer, outcome=changed(offer.outcome, **{key: Worth()}))
    _not_before(on, offer.introduced_on, "told", "they were introduced")
    return changed(
        offer, outcome=changed(offer.outcome, **{key: Worth(worth_it=worth_it, on=on, words=words)})
    )


def withdrawn(offer: Offer, on: date) -> Offer:
    """Take an offer back: a visible way out of every stage before the introduction.

    Raises:
        Refusal: when it is closed already or the introduction has been made, or for a day before they were asked.
    """
    _require_open(offer)
    if offer.closing is not None:
        raise Refusal(f"this offer is closed already ({offer.closing})")
    for _, side in offer.sides():
        for day, what in ((side.asked_on, "one was asked"), (side.answered_on, "one had answered")):
            if day is not None:
                _not_before(on, day, "withdrawn", what)
    return changed(offer, withdrawn_on=on)


def not_withdrawn(offer: Offer) -> Offer:
    """Go on with an offer that was withdrawn by mistake.

    Raises:
        Refusal: when it was not.
    """
    if offer.withdrawn_on is None:
        raise Refusal("this offer was not withdrawn")
    return changed(offer, withdrawn_on=None)


def _not_closed_before(offer: Offer, on: date) -> None:
    """Nobody is asked or reminded any more once the other side has said no or an ask has lapsed."""
    closed = [side.answered_on for _, side in offer.sides() if side.answer in ("no", "no_reply")]
    if closed and not any(day is not None and on <= day for day in closed):
        raise Refusal(f"this offer is closed ({offer.closing}): there is nothing to ask any more")


def _not_before(on: date, earliest: date, what: str, since: str) -> None:
    if on < earliest:
        raise Refusal(f"{what} on {{on}} would be before {since} ({{earliest}})", on=on, earliest=earliest)
