"""What each topic counts, from which number on it is told, and what it proposes to do."""

from datetime import date, timedelta
from math import isclose

import pytest

from crm.domain.book import Book
from crm.domain.dismissal import Dismissal
from crm.domain.offer import LookAheadSeen, Offer, Outcome, Worth
from crm.domain.record import Record
from crm.insight.counting.intervals import wilson
from crm.insight.counting.load import load_of
from crm.insight.counting.months import Month
from crm.insight.everyone import EveryoneFacts, everyone_facts
from crm.insight.findings.act import Insight
from crm.insight.topics.flagged import flagged
from tests.builders import DAY, book, contact, effect, offer, reflection, side
from tests.insight.books import TODAY


def facts(*records: Record) -> EveryoneFacts:
    return everyone_facts(book(*records), TODAY)


def finding(key: str, *records: Record) -> Insight | None:
    """The one finding whose name begins so, or None."""
    return next((one for one in facts(*records).insights if one.key.startswith(key)), None)


def noes(n: int, first: int = 100, **fields: object) -> list[Offer]:
    """Noes of as many people, each to contact 1."""
    return [offer(first + at, side(first + at, "no"), side(1), **fields) for at in range(n)]  # type: ignore[arg-type]


# The chart ----------------------------------------------------------------------------------------------------


def test_a_months_band_is_wilsons_and_there_is_none_under_five_answers() -> None:
    assert Month(DAY, 4, 5).band == wilson(4, 5)
    assert Month(DAY, 4, 5).share == 0.8
    assert (Month(DAY, 4, 4).band, Month(DAY, 4, 4).share) == (None, None)


# Was the why clear? -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clear", "key", "text"),
    [
        (("no", "partly", "yes", "no", "unsure"), "clarity/unclear", "not fully clear in 3 of 5 noes"),
        (("yes", "yes", "yes", "no", "unsure"), "clarity/clear", "The why was clear in 3 of 5 noes"),
    ],
)
def test_where_most_noes_lie(clear: tuple[str, ...], key: str, text: str) -> None:
    taught = [reflection(500 + at, 100 + at, "a", clear=word) for at, word in enumerate(clear)]
    found = finding("clarity", *noes(5), *taught)
    assert found is not None
    assert found.key == key
    assert text in found.text
    assert found.ground == "5 noes, last 12 months"
    assert finding("clarity", *noes(5), *taught[:4]) is None


def test_a_no_taken_back_counts_in_no_topic() -> None:
    taught = [reflection(500 + at, 100 + at, "a", clear="no", kind_true="favor") for at in range(5)]
    back = offer(104, side(104, "yes"), side(1))
    found = facts(*noes(4), back, *taught)
    assert (found.clarity.no, found.drift.n) == (4, 4)


# Kind drift ---------------------------------------------------------------------------------------------------


def test_a_kind_that_turned_out_to_be_another_leads_to_the_latest_no_that_showed_it() -> None:
    true = ("favor", "connection", "favor", "connection", "referral")
    taught = [
        reflection(500 + at, 100 + at, "a", clear="yes", kind_true=kind, finished_on=DAY + timedelta(days=at))
        for at, kind in enumerate(true)
    ]
    found = finding("drift", contact(102, "Ewa Nowak"), *noes(5), *taught)
    assert found is not None
    assert found.text == "2 of 5 noes: offered as a connection, truly a favor"
    assert (found.act.verb, found.act.ref) == ("open", ("reflections", 502))
    assert found.act.words == "Look at the latest one, Ewa Nowak’s no."
    once = [*taught[1:], reflection(510, 100, "a", kind_true="connection")]
    assert finding("drift", *noes(5), *once) is None, "once is no drift"
    assert finding("drift", *noes(4), *taught[:3]) is None, "under 5 noes there is no finding"


# Load and fatigue ---------------------------------------------------------------------------------------------


def asked(key: int, who: int, on: date, answer: str | None) -> Offer:
    return offer(key, side(who, answer, asked=on), side(900 + key), made_on=on)  # type: ignore[arg-type]


def test_an_ask_that_is_the_third_within_thirty_days_came_often() -> None:
    days = (0, 10, 29, 40, 58)
    some = book(*(asked(10 + at, 1, TODAY - timedelta(days=80 - day), "no") for at, day in enumerate(days)))
    load = load_of(some, 1, TODAY)
    assert (load.seldom, load.often) == (3, 2), "the one on day 29, and the one on day 58 after 29 and 40"
    assert load.lately == 1


def test_an_ask_thirty_days_ago_is_not_among_the_last_thirty_days() -> None:
    some = book(*(asked(10 + at, 1, TODAY - timedelta(days=ago), None) for at, ago in enumerate((0, 29, 30))))
    assert load_of(some, 1, TODAY).lately == 2


def crowd(n: int, first: int, asks: int, answer: str) -> list[Offer]:
    """People who were asked so often on one day, and answered the last ask so; the others they left open."""
    day = TODAY - timedelta(days=40)
    return [
        asked(first + 10 * who + at, first + who, day, answer if at == asks - 1 else None)
        for who in range(n)
        for at in range(asks)
    ]


def test_being_asked_often_is_compared_with_ten_answers_each_and_is_no_proof() -> None:
    seldom, often = crowd(12, 1000, 1, "yes"), crowd(10, 3000, 3, "no")
    found = finding("load", *seldom, *often)
    assert found is not None
    assert found.text.startswith(
        "Asked 3 times or more within 30 days, people said yes 0 of 10 times, else 12 of 12"
    )
    assert found.text.endswith("people and times differ")
    assert found.n == 22
    assert finding("load", *seldom, *often[3:]) is None
    busy = [asked(5000 + at, 7, TODAY - timedelta(days=at), None) for at in range(3)]
    rest = finding("load", contact(7, "Chen Wei"), *seldom, *often, *busy)
    assert rest is not None
    assert (rest.act.words, rest.act.ref) == ("Give Chen Wei a rest: 3 asks in 30 days.", ("contacts", 7))


# Outcomes -----------------------------------------------------------------------------------------------------


def introduced(key: int, on: date, *worth: str) -> Offer:
    a, b = (Worth(word, on) for word in (*worth, None, None)[:2])  # type: ignore[arg-type]
    yes = {"asked": on, "answered": on}
    return offer(
        key,
        side(1, "yes", **yes),
        side(2, "yes", **yes),
        made_on=on,
        introduced_on=on,
        outcome=Outcome(a=a, b=b),
    )


def test_introductions_are_asked_about_when_they_are_two_weeks_old() -> None:
    old, young = TODAY - timedelta(days=14), TODAY - timedelta(days=13)
    made = [introduced(10 + at, old, "yes", "no") for at in range(2)]
    made += [introduced(20 + at, old) for at in range(3)]
    found = facts(*made, introduced(30, young), introduced(31, young, "yes"))
    assert (found.outcomes.introduced, found.outcomes.heard) == (5, 2)
    assert (found.outcomes.worth, found.outcomes.not_worth) == (2, 2)
    told = finding("outcomes/heard", *made)
    assert told is not None
    assert told.text == "You heard back on 2 of 5 introductions that are 14 days old or older"
    assert (told.act.verb, told.ground) == ("outcome", "5 introductions, last 12 months")
    assert finding("outcomes/worth", *made) is None, "four told: under five nothing is said"
    assert finding("outcomes/worth", *made, introduced(40, old, "unsure", "yes")) is not None


# Did the lesson help? -----------------------------------------------------------------------------------------


def shown(key: int, answer: str, on: date) -> Offer:
    seen = LookAheadSeen(seen=("lesson/500/why now",))
    return offer(key, side(key, answer, asked=on), side(1), made_on=on, look_ahead=seen)  # type: ignore[arg-type]


def test_a_lesson_is_compared_with_the_time_before_it_and_never_said_to_have_helped() -> None:
    learned = date(2025, 6, 10)
    before = [asked(100 + at, 100 + at, date(2025, 4, 2), "yes" if at < 4 else "no") for at in range(12)]
    taught = reflection(
        500, 111, "a", clear="no", finished_on=learned, effects=(effect("lesson", "why now"),)
    )
    after = [shown(200 + at, "yes" if at < 8 else "no", date(2025, 7, 1)) for at in range(10)]
    found = finding("helped", *before, taught, *after)
    assert found is not None
    assert found.text.startswith(
        "With “why now” as a prompt 8 of 10 yes, before you learned it 4 of 12: 47 points apart, plausibly"
    )
    assert found.text.endswith("people and times differ")
    assert "helped" not in found.text
    assert (found.n, found.window) == (22, "all answers, learned in Jun 2025")
    assert finding("helped", *before, taught, *after[:-1]) is None
    assert finding("helped", *before[-9:], taught, *after) is None


def test_answers_of_the_month_in_which_it_was_learned_are_on_neither_side() -> None:
    taught = reflection(500, 99, "a", finished_on=date(2025, 6, 10), effects=(effect("lesson", "why now"),))
    at_fault = asked(99, 99, date(2025, 6, 1), "no")
    before = [asked(100 + at, 100 + at, date(2025, 5, 31), "no") for at in range(10)]
    after = [shown(200 + at, "yes", date(2025, 7, 1)) for at in range(10)]
    (found,) = facts(at_fault, taught, *before, *after).helped
    assert (found.before.answered, found.shown.answered) == (10, 10)


# Who is flagged, and by luck ----------------------------------------------------------------------------------


def test_how_many_are_flagged_and_how_many_ever_were() -> None:
    """One of three people met the rule and stands there; one met it, and has said yes since."""
    given: list[Record] = []
    for who, words in ((1, ("no", "no", "no")), (2, ("no", "no", "no", "yes", "yes")), (3, ("yes",) * 4)):
        given.append(contact(who))
        given += [asked(10 * who + at, who, DAY + timedelta(days=at), word) for at, word in enumerate(words)]
    found = flagged(book(*given), TODAY)
    assert found is not None
    assert (found.flagged, found.people, found.came) == (1, 3, 2)
    assert isclose(found.usual, 6 / 12)
    assert found.luck_words == "luck alone would bring about 1 person there"


def test_the_flagged_are_told_with_luck_beside_them_and_only_from_five_people_on() -> None:
    people = [contact(who, f"Person {who}") for who in range(1, 6)]
    given = [
        asked(10 * who + at, who, DAY, "no" if who < 3 else "yes") for who in range(1, 6) for at in range(3)
    ]
    found = finding("flagged", *people, *given)
    assert found is not None
    assert found.text == (
        "2 of 5 people have come to almost never take an offer (2 now); "
        "at your usual 6 in 10 luck alone would bring hardly anyone there"
    )
    assert (found.act.verb, found.act.ref) == ("check_in", ("contacts", 1))
    assert found.ground == "5 people, last 24 months, from 3 answers on"
    assert finding("flagged", *people[:4], *given[:12]) is None


# Put by -------------------------------------------------------------------------------------------------------


def test_a_finding_that_was_put_by_comes_back_with_three_more() -> None:
    def some(n: int) -> Book:
        return book(*noes(n), Dismissal(id=800, insight="reasons/unknown", n=6))

    shown_keys = {n: [one.key for one in everyone_facts(some(n), TODAY).insights] for n in (6, 8, 9)}
    assert shown_keys[6] == shown_keys[8] == []
    assert "reasons/unknown" in shown_keys[9]
    assert everyone_facts(some(8), TODAY).put_by == 1
