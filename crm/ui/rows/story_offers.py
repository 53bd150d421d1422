"""The moments of one offer, as the story of one of its two people tells them."""

from collections.abc import Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.days.daywords import say_date
from crm.domain.offer import Offer, Side, SideKey, Worth, is_own_request
from crm.ui import glyphs
from crm.ui.rows.story_words import Moment, quoted


def offer_moments(book: Book, offer: Offer, contact: int, today: date) -> Iterator[Moment]:
    """What happened in an offer, day by day, with the contact's own side told in full."""
    mine: SideKey = offer.side_of(contact) or "a"
    other: SideKey = "b" if mine == "a" else "a"
    name = book.name(offer.side(other).contact)
    yield _made(offer, mine, name, today)
    yield from _answered(offer, mine, today, f"meeting {name}")
    yield from _answered(offer, other, today, name=name)
    if offer.introduced_on is not None:
        yield _moment(
            offer, offer.introduced_on, glyphs.KIND[offer.kind], f"introduced to {name}", tone="good"
        )
    for key, whose in ((mine, ""), (other, f"{name}: ")):
        worth: Worth = offer.outcome.a if key == "a" else offer.outcome.b
        if worth.worth_it is not None and worth.on is not None:
            words = {"yes": "worth it", "no": "not worth it", "unsure": "unsure whether it was worth it"}[
                worth.worth_it
            ]
            yield _moment(offer, worth.on, glyphs.KIND[offer.kind], f"{whose}{words}", quoted(worth.words))
    if offer.withdrawn_on is not None:
        yield _moment(offer, offer.withdrawn_on, glyphs.KIND[offer.kind], f"offer of {name} withdrawn")


def _made(offer: Offer, mine: SideKey, name: str, today: date) -> Moment:
    side = offer.side(mine)
    asked = (
        f"asked {say_date(side.asked_on, today)}" if side.asked_on and side.asked_on != offer.made_on else ""
    )
    told = quoted(side.why_told)
    nudged = f"nudged {say_date(side.nudged_on, today)}" if side.nudged_on else ""
    reason = offer.look_ahead.override_reason
    under = (
        " · ".join(part for part in (asked, nudged) if part),
        told,
        f"all the same: {reason}" if reason else "",
    )
    role = "" if side.role == "peer" else f", as {side.role}"
    tone = "accent" if offer.is_open else ""
    return _moment(
        offer,
        offer.made_on,
        glyphs.KIND[offer.kind],
        f"offered {name} · {offer.kind}{role}",
        *under,
        tone=tone,
    )


def _answered(offer: Offer, key: SideKey, today: date, about: str = "", name: str = "") -> Iterator[Moment]:
    """One side's answer: the contact's own with words and reasons, the other's in a word."""
    side = offer.side(key)
    if side.answer is None or side.answered_on is None:
        return
    word = glyphs.ANSWER_WORD[side.answer]
    if is_own_request(offer, key):
        words = f"{name} asked for it" if name else f"asked for {about}"
    else:
        words = (
            f"{name}: {word}"
            if name
            else f"{word} to {about}"
            if side.answer in ("yes", "no")
            else f"{word}, about {about}"
        )
    said = () if name else _said(side, today)
    tone = "good" if side.answer == "yes" else ""
    yield _moment(offer, side.answered_on, glyphs.ANSWER[side.answer], words, *said, tone=tone)


def _said(side: Side, today: date) -> tuple[str, ...]:
    reasons = ", ".join(one.word if one.source == "said" else f"{one.word} (guess)" for one in side.reasons)
    guess = f"your guess: {side.guess}" if side.guess else ""
    back = f"come back to it on {say_date(side.revisit_on, today)}" if side.revisit_on else ""
    return (quoted(side.words), reasons, guess, back)


def _moment(offer: Offer, on: date, sign: str, words: str, *under: str, tone: str = "") -> Moment:
    return Moment(on, "offers", offer.id, sign, words, tuple(line for line in under if line), tone)
