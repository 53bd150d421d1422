"""Books as they may come about, for property tests: a few people, and anything that may happen between them."""

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from crm.domain.book import Book, Edit
from crm.domain.checkin import CheckIn
from crm.domain.contact import Contact
from crm.domain.lens import Lens
from crm.domain.offer import KINDS, AnswerWord, Offer, Outcome, Reason, Side, Worth
from crm.domain.offer import LookAheadSeen as Seen
from crm.domain.record import Record
from crm.domain.reflection import MISSING, Effect, Reflection
from tests.builders import book

TODAY = date(2025, 11, 24)
PEOPLE = range(1, 7)
OFFERS = range(101, 116)
REFLECTIONS = range(201, 206)

days = st.integers(0, 900).map(lambda back: TODAY - timedelta(days=back))
maybe_days = st.none() | days
words = st.sampled_from(["hardware", "climate", "founders", "art", "start-up", "investors"])
some_words = st.lists(words, max_size=2).map(tuple)


@st.composite
def sides(draw: st.DrawFn) -> Side:
    """One side in any state that the moves of an offer can leave it in."""
    answer = draw(st.sampled_from([None, *get_args(AnswerWord), "yes", "no"]))
    asked_on = draw(maybe_days)
    answered_on = None
    if answer is not None:
        answered_on = min(TODAY, (asked_on or draw(days)) + timedelta(days=draw(st.integers(0, 20))))
    return Side(
        contact=draw(st.sampled_from(PEOPLE)),
        asked_on=asked_on,
        nudged_on=draw(maybe_days) if asked_on else None,
        answer=answer,
        answered_on=answered_on,
        reasons=draw(st.sampled_from([(), (Reason("busy", "said"),), (Reason("timing"),)])),
        revisit_on=draw(days) if answer == "later" else None,
    )


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    a, b = draw(sides()), draw(sides())
    both_yes = a.answer == "yes" and b.answer == "yes"
    introduced_on = draw(maybe_days) if both_yes else None
    told = Outcome(a=Worth("yes")) if introduced_on and draw(st.booleans()) else Outcome()
    refs = st.builds("lesson/{}/{}".format, st.sampled_from(REFLECTIONS), st.sampled_from(MISSING[:2]))
    return Offer(
        id=draw(st.sampled_from(OFFERS)),
        kind=draw(st.sampled_from(KINDS)),
        made_on=draw(days),
        a=a,
        b=b,
        requested_by=draw(st.sampled_from([None, "a", "b"])),
        introduced_on=introduced_on,
        outcome=told,
        withdrawn_on=None if introduced_on else draw(st.one_of(st.none(), st.none(), days)),
        look_ahead=Seen(seen=tuple(draw(st.lists(refs, max_size=2)))),
    )


def _effects() -> st.SearchStrategy[Effect]:
    lessons = st.builds(Effect, st.just("lesson"), st.sampled_from(MISSING[:2]), st.booleans())
    kinds = st.builds(
        Effect, st.sampled_from(["open_to", "closed_to"]), st.sampled_from(KINDS), st.booleans()
    )
    return lessons | kinds


reflections: st.SearchStrategy[Reflection] = st.builds(
    Reflection,
    id=st.sampled_from(REFLECTIONS),
    offer=st.sampled_from(OFFERS),
    side=st.sampled_from(["a", "b"]),
    status=st.sampled_from(["owed", "partial", "done", "skipped"]),
    clear=st.sampled_from([None, "partly", "no"]),
    kind_true=st.sampled_from([None, *KINDS]),
    missing=st.lists(st.sampled_from(MISSING), max_size=3, unique=True).map(tuple),
    effects=st.lists(_effects(), max_size=3).map(tuple),
)
checkins: st.SearchStrategy[CheckIn] = st.builds(
    CheckIn,
    id=st.integers(301, 304),
    contact=st.sampled_from(PEOPLE),
    due_on=maybe_days,
    asked_on=maybe_days,
    answered_on=maybe_days,
)
lenses: st.SearchStrategy[Lens] = st.builds(
    Lens,
    id=st.integers(401, 405),
    contact=st.sampled_from(PEOPLE),
    mode=st.sampled_from(["only_type", "busy", "open"]),
    types=some_words,
    until=st.none() | st.integers(-40, 40).map(lambda ahead: TODAY + timedelta(days=ahead)),
    review_on=st.none() | st.integers(-40, 40).map(lambda ahead: TODAY + timedelta(days=ahead)),
    source=st.sampled_from(["said", "guess"]),
    ended_on=st.one_of(st.none(), st.none(), days),
)
contacts: st.SearchStrategy[Contact] = st.builds(
    Contact,
    id=st.sampled_from(PEOPLE),
    name=st.sampled_from(["Amara Okafor", "Ben Ortiz", "Chen Wei", "Dara Levy", "Ewa Nowak"]),
    tags=some_words,
    wants=some_words,
    gives=some_words,
    archived_on=st.one_of(st.none(), st.none(), days),
)

_TABLES: dict[type[Record], Any] = {
    Contact: "contacts",
    Offer: "offers",
    Reflection: "reflections",
    CheckIn: "checkins",
    Lens: "lenses",
}
records: st.SearchStrategy[Record] = st.one_of(offers(), offers(), reflections, checkins, lenses, contacts)
people: tuple[Contact, ...] = tuple(Contact(id=key, name=f"Person {key}") for key in PEOPLE)


def books(least: int = 0) -> st.SearchStrategy[Book]:
    """Books with all the people and up to forty other records."""
    return st.lists(records, min_size=least, max_size=40).map(lambda some: book(*people, *some))


@st.composite
def changes(draw: st.DrawFn, before: Book) -> list[Edit]:
    """A few edits that fit a book: records made, changed and taken away (people stay)."""
    edits: list[Edit] = []
    tables: dict[str, dict[int, Record]] = {table: dict(getattr(before, table)) for table in _TABLES.values()}
    for record in draw(st.lists(records, min_size=1, max_size=6)):
        table = _TABLES[type(record)]
        known = tables[table].get(record.id)
        goes = known is not None and table != "contacts" and draw(st.booleans())
        after = None if goes else record
        edits.append(Edit(table, record.id, known, after))
        if after is None:
            del tables[table][record.id]
        else:
            tables[table][record.id] = after
    return edits
