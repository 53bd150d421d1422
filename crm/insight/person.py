"""What the insight says about one person, as plain facts."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.lens import Lens
from crm.domain.offer import KINDS, AnswerWord, Kind
from crm.insight.agenda.item import Item
from crm.insight.agenda.offers import item_to_begin
from crm.insight.ahead.open_to import kind_stance
from crm.insight.checking_in.rule import CheckInDue, check_in_due, open_check_in
from crm.insight.counting.answers import Answers, Luck, answers, aside_words, luck, share_words, strip
from crm.insight.findings.act import Act, Insight, act_of
from crm.insight.findings.dismissed import not_put_by
from crm.insight.findings.person_findings import person_findings
from crm.insight.next_offer.lessons import acts_now
from crm.insight.next_offer.origins import lens_source_words, no_day, types_words
from crm.insight.reviewing.morning import items_of
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import day_words


class LensFact(Struct, frozen=True):
    """The lens that holds today: in words, how it is known, and when it ends or wants a look."""

    lens: int
    words: str
    source: str
    ends: str


class KindFact(Struct, frozen=True):
    """Answers to one kind of offer, and whether the person seems open (True) or closed (False) to it."""

    kind: Kind
    answers: Answers
    words: str
    is_open: bool | None
    reflection: int | None


class Learned(Struct, frozen=True):
    """One line learned about a person, on which day, from which reflection."""

    text: str
    on: date | None
    reflection: int


class PersonFacts(Struct, frozen=True):
    """Everything that the insight says about one person.

    ``window`` is what the counts look back at; ``luck`` is about the answers that the check-in rule counts where it
    is met, of all where it is not.
    """

    contact: int
    name: str
    role_line: str
    lens: LensFact | None
    answers: Answers
    strip: tuple[AnswerWord, ...]
    share: str
    aside: str
    window: str
    kinds: tuple[KindFact, ...]
    check_in: CheckInDue | None
    luck: Luck | None
    learned: tuple[Learned, ...]
    next: Act
    insights: tuple[Insight, ...] = ()


def person_facts(book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS) -> PersonFacts:
    """What the record says about a person.

    Raises:
        Refusal: when the book does not have them.
    """
    known = book.contact(contact)
    lens = book.current_lens(contact, today)
    counts = answers(book, contact)
    kinds = tuple(_kind_fact(book, contact, kind) for kind in KINDS)
    items = items_of(book, contact, today, thresholds)
    window = _window(book, contact, today)
    due = check_in_due(book, contact, today, thresholds)
    return PersonFacts(
        contact=contact,
        name=known.name,
        role_line=known.role_line,
        lens=_lens_fact(book, lens, today) if lens else None,
        answers=counts,
        strip=strip(book, contact),
        share=share_words(counts),
        aside=aside_words(counts),
        window=window,
        kinds=kinds,
        check_in=due,
        luck=luck(book, contact, thresholds=thresholds, count=due.counts if due else None),
        learned=learned(book, contact),
        next=_next(book, contact, items, today, thresholds) or _offer_act(contact, lens, kinds, today),
        insights=not_put_by(book, person_findings(book, contact, today, window, thresholds)),
    )


def _lens_fact(book: Book, lens: Lens, today: date) -> LensFact:
    until = f"until {day_words(lens.until, today)}" if lens.until else ""
    if lens.mode == "busy":
        words = lens.busy_words(until if lens.then else "").replace("busy", "Busy", 1)
    else:
        words = (
            f"Only wants to meet {types_words(lens)}" if lens.mode == "only_type" else "Open to introductions"
        )
    source = lens_source_words(book, lens, today)
    if lens.origin in book.reflections:
        source += ", from a no"
    elif lens.origin in book.checkins:
        source += ", from a check-in"
    ends = "" if lens.then else until
    if not until and lens.review_on:
        ends = f"look again {day_words(lens.review_on, today)}"
    return LensFact(lens.id, words, source, ends)


def _kind_fact(book: Book, contact: int, kind: Kind) -> KindFact:
    counts = answers(book, contact, kind)
    stance = kind_stance(book, contact, kind)
    is_open, reflection = stance or (None, None)
    words = f"{counts.yes} of {counts.answered}" if counts.answered else "no answers yet"
    return KindFact(kind, counts, words, is_open, reflection.id if reflection else None)


def _window(book: Book, contact: int, today: date) -> str:
    asked = [
        side.asked_on
        for offer in book.offers_of(contact)
        for _, side in offer.sides()
        if side.contact == contact and side.asked_on is not None
    ]
    return f"since {day_words(min(asked), today)}" if asked else "never asked"


def learned(book: Book, contact: int, last: int = 5) -> tuple[Learned, ...]:
    """What reflections taught about a person, the newest first: from their own noes and from others' to them."""
    found: list[Learned] = []
    for offer in book.offers_of(contact):
        key = offer.side_of(contact)
        for one in book.reflections_of(offer.id):
            text = one.learned_decliner if one.side == key else one.learned_other
            if text and acts_now(book, one):
                found.append(Learned(text, one.finished_on or no_day(book, one), one.id))
    return tuple(sorted(found, key=lambda one: (one.on or date.min, one.reflection), reverse=True)[:last])


def _next(book: Book, contact: int, items: Sequence[Item], today: date, thresholds: Thresholds) -> Act | None:
    """What the lists ask for, else the first ask of an offer that was made today, else an answer that is still out."""
    if items:
        return act_of(items[0])
    fresh = (one for one in book.offers_of(contact) if one.stage == "draft" and one.made_on == today)
    begun = next((act_of(item_to_begin(book, one, today, thresholds)) for one in fresh), None)
    return begun or _check_in_act(book, contact, today)


def _check_in_act(book: Book, contact: int, today: date) -> Act | None:
    """Noting what they say to the two questions, once they were asked: before that, another offer waits."""
    asked = open_check_in(book, contact)
    if asked is None or asked.asked_on is None:
        return None
    words = f"You asked the two questions on {day_words(asked.asked_on, today)}: note what they say."
    return Act("check_in", words, ("checkins", asked.id))


def _offer_act(contact: int, lens: Lens | None, kinds: tuple[KindFact, ...], today: date) -> Act:
    if lens is not None and lens.mode == "busy":
        until = f"until {day_words(lens.until, today)}" if lens.until else "for now"
        return Act("wait", f"Leave them be {until}.", ("lenses", lens.id))
    if lens is not None and lens.mode == "only_type":
        return Act("suits", f"Look for {types_words(lens)} to offer.", ("contacts", contact))
    kind = leading_kind(kinds)
    if kind is not None:
        return Act("offer", f"Lead with {kind.kind}s.")
    return Act("suits", "Offer someone they would enjoy meeting.", ("contacts", contact))


def leading_kind(kinds: tuple[KindFact, ...]) -> KindFact | None:
    """The kind of offer that a person takes most often, where two kinds at least have been answered."""
    answered = [one for one in kinds if one.answers.answered]
    taken = [one for one in answered if one.answers.yes and one.is_open is not False]
    if len(answered) < 2 or not taken:
        return None
    own = Answers(yes=1, no=1)
    return max(taken, key=lambda one: one.answers.shrunken(own) or 0)
