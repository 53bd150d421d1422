"""All evidence for one reflection: the facts about this no, and what the whole record says about the person."""

from datetime import date, timedelta

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.checkin import CheckIn
from crm.domain.lens import Lens
from crm.domain.offer import KINDS, OTHER, Kind, Offer, SideKey
from crm.domain.record import Refusal, changed
from crm.domain.reflecting.clues import until_said
from crm.domain.reflecting.evidence import (
    EarlierNo,
    KindTest,
    Told,
    earlier_lenses,
    kind_tests,
    other_noes,
    told,
)
from crm.domain.reflecting.fillings import Ground
from crm.domain.reflecting.resuming import resumed
from crm.domain.reflecting.steps import Reflecting
from crm.domain.reflection import Reflection
from crm.insight.checking_in.rule import CheckInDue, check_in_due, open_check_in, rule_in_words
from crm.insight.counting.answers import Answers, answers, aside_words, luck, share_words
from crm.insight.counting.tally import Came, came_of, day_of
from crm.insight.next_offer.declined import declined_before, declined_by_luck, said
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import first_names

CHECK_IN_AFTER = 7
"""Days after which a check-in is proposed: a question on the heels of a no would feel like a second pitch."""


class Ask(Struct, frozen=True):
    """One time that a person was asked: when, about which kind and whom, and what came of it."""

    offer: int
    on: date
    kind: Kind
    other: str
    came: Came
    words: str


class HowOften(Struct, frozen=True):
    """How often a person has turned you down: computed, never typed.

    ``due`` says why the check-in rule is met, ``rule`` when it would be. ``luck`` is the luck line: of the answers that
    the rule counts where it is met, of all where it is not, or "" while your own usual rests on too few answers and for
    whoever says yes as often as others do. ``check_in`` is one that is planned or asked already, other than this reflection's own.
    """

    counts: Answers
    asks: tuple[Ask, ...]
    share: str
    aside: str
    luck: str
    due: CheckInDue | None
    rule: str
    check_in: CheckIn | None


class Evidence(Struct, frozen=True):
    """What lies beside the four questions of one reflection.

    ``decliner`` and ``other`` are what to call the two people: first names, or whole names where those agree.
    ``declined`` are the kinds of their noes before this one that may be about the kind; ``kinds_by_luck`` says of
    each kind how many people would decline it that often by luck, this no included, or "". ``asked`` is this
    reflection's own check-in once the two questions were asked: from then on it is theirs.
    """

    reflection: Reflection
    offer: Offer
    decliner_name: str
    other_name: str
    decliner: str
    other: str
    told: Told
    tests: dict[Kind, tuple[KindTest, ...]]
    lenses: tuple[Lens, ...]
    noes: tuple[EarlierNo, ...]
    declined: tuple[Kind, ...]
    kinds_by_luck: dict[Kind, str]
    how_often: HowOften
    asked: CheckIn | None


def evidence(book: Book, reflection: int, today: date, thresholds: Thresholds = DEFAULTS) -> Evidence:
    """The evidence for a reflection.

    Raises:
        Refusal: for a reflection that does not exist, or whose no was taken back.
    """
    record = book.reflection(reflection)
    offer = book.offer(record.offer)
    side = offer.side(record.side)
    if side.answer != "no":
        raise Refusal("this no was taken back: there is nothing to reflect on")
    decliner, other = _called(book, offer, record.side)
    declined = declined_before(book, offer, record.side)
    return Evidence(
        reflection=record,
        offer=offer,
        decliner_name=book.name(side.contact),
        other_name=book.name(offer.side(OTHER[record.side]).contact),
        decliner=decliner,
        other=other,
        told=told(book, offer, record.side),
        tests={kind: kind_tests(book, offer, kind, today) for kind in KINDS},
        lenses=earlier_lenses(book, side.contact, record.lens),
        noes=other_noes(book, side.contact, offer.id),
        declined=declined,
        kinds_by_luck={
            kind: declined_by_luck(book, side.contact, kind, 1 + declined.count(kind), thresholds)
            for kind in KINDS
        },
        how_often=how_often(book, side.contact, today, thresholds, without=record.checkin),
        asked=_asked(book, record),
    )


def _asked(book: Book, reflection: Reflection) -> CheckIn | None:
    own = book.checkins.get(reflection.checkin or 0)
    return own if own is not None and (own.asked_on or own.answered_on) else None


def how_often(
    book: Book,
    contact: int,
    today: date,
    thresholds: Thresholds = DEFAULTS,
    *,
    without: int | None = None,
) -> HowOften:
    """How often a person has turned you down, and what stands beside that count."""
    counts = answers(book, contact)
    due = check_in_due(book, contact, today, thresholds)
    found = luck(book, contact, thresholds=thresholds, count=due.counts if due else None)
    return HowOften(
        counts=counts,
        asks=asks(book, contact),
        share=share_words(counts),
        aside=aside_words(counts),
        luck=found.words if found and found.yes < found.usual * found.answered else "",
        due=due,
        check_in=open_check_in(book, contact, without),
        rule=rule_in_words(thresholds),
    )


def asks(book: Book, contact: int) -> tuple[Ask, ...]:
    """Every time a person was asked, the newest first."""
    found = [
        Ask(
            offer.id,
            day_of(offer, key),
            offer.kind,
            book.name(offer.side(OTHER[key]).contact),
            came,
            side.words,
        )
        for offer in book.offers_of(contact)
        for key, side in offer.sides()
        if side.contact == contact and (came := came_of(offer, key)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.offer), reverse=True))


def under_way(book: Book, found: Evidence, today: date) -> Reflecting:
    """The state in which a reflection stands: fresh, or as it was left."""
    record = found.reflection
    lens = book.lenses.get(record.lens) if record.lens is not None else None
    checkin = book.checkins.get(record.checkin) if record.checkin is not None else None
    if checkin is not None and checkin.is_dropped:
        checkin = changed(checkin, due_on=today)  # the day that it has once it is taken up again
    return resumed(record, _ground(found, today), lens, checkin)


def _ground(found: Evidence, today: date) -> Ground:
    asked = found.how_often
    proposes = asked.due is not None and asked.check_in is None
    side = found.offer.side(found.reflection.side)
    until = until_said(side.words, side.answered_on or today)
    return Ground(
        kind=found.offer.kind,
        words=said(side),
        until=until if until is not None and until >= today else None,
        guessed=tuple(one.word for one in side.reasons if one.source == "guess"),
        taken=tuple(
            kind for kind in KINDS if any(one.kind == kind and one.came == "yes" for one in asked.asks)
        ),
        declined=found.declined,
        check_in_on=today + timedelta(CHECK_IN_AFTER) if proposes else None,
    )


def _called(book: Book, offer: Offer, key: SideKey) -> tuple[str, str]:
    mine, theirs = (offer.side(one).contact for one in (key, OTHER[key]))
    one, other = book.contacts.get(mine), book.contacts.get(theirs)
    if one is None or other is None:
        return book.name(mine), book.name(theirs)
    return first_names(one, other)
