"""What one person's record suggests: counts from three on, and one thing to do."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.dismissal import Dismissal
from crm.domain.offer import AnswerWord, Kind, Outcome, Reason, Worth
from crm.domain.record import Record
from crm.insight.findings.act import Insight
from crm.insight.person import person_facts
from tests.builders import book, contact, offer, reflection, side
from tests.insight.books import PEOPLE, TODAY, books

BEN = contact(2, "Ben Ortiz")
ANSWERED: tuple[AnswerWord | None, ...] = ("yes", "no", None)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def finding(key: str, *records: Record) -> Insight | None:
    facts = person_facts(book(BEN, *records), 2, TODAY)
    return next((one for one in facts.insights if one.key.startswith(f"person/2/{key}")), None)


def noes(n: int, **fields: object) -> list[Record]:
    return [offer(11 + at, side(1), side(2, "no", asked=ago(200 + at), **fields)) for at in range(n)]  # type: ignore[arg-type]


def test_what_is_missing_for_them() -> None:
    taught = [reflection(21 + at, 11 + at, clear="no", missing=("why now",)) for at in range(3)]
    found = finding("missing", *noes(3), *taught)
    assert found is not None
    assert found.text == "Why now was missing in 3 of 3 noes"
    assert (found.act.words, found.act.ref) == ("Make clear to Ben: why now.", ("contacts", 2))
    assert finding("missing", *noes(3), *taught[:2]) is None


def test_a_kind_that_drifts_for_them_leads_to_the_latest_no() -> None:
    taught = [reflection(21 + at, 11 + at, kind_true="favor") for at in range(3)]
    found = finding("drift", *noes(3), *taught)
    assert found is not None
    assert found.act.ref == ("reflections", 21), "the first of them is the latest no"
    assert finding("drift", *noes(3), *taught[:2]) is None


def test_reasons_that_nobody_knows() -> None:
    found = finding("reasons", *noes(3))
    assert found is not None
    assert (found.text, found.act.verb, found.act.ref) == (
        "Of 3 noes, 3 have no reason",
        "write",
        ("offers", 11),
    )
    assert finding("reasons", *noes(3, reasons=(Reason("busy", "said"),))) is None
    assert finding("reasons", *noes(2)) is None


def test_who_was_asked_three_times_in_thirty_days_gets_a_rest() -> None:
    asks = [offer(31 + at, side(1), side(2, word, asked=ago(at * 10))) for at, word in enumerate(ANSWERED)]
    found = finding("load", *asks)
    assert found is not None
    assert found.text == "3 asks in 30 days, 1 of 2 yes"
    assert found.act.words == "Leave them be until 4 Dec."
    assert finding("load", *asks[:2]) is None


def test_how_long_they_take_is_told_while_they_are_waited_for() -> None:
    took = [
        offer(31 + at, side(1), side(2, "yes", asked=ago(90), answered=ago(90 - days)), made_on=ago(90))
        for at, days in enumerate((1, 3, 6))
    ]
    waits = offer(41, side(1), side(2, asked=ago(2)))
    found = finding("time", *took, waits)
    assert found is not None
    assert found.text == "Ben answered within 3 days half of the time, 6 at most"
    assert (found.act.verb, found.act.words) == ("open", "Asked 22 Nov: one reminder on 26 Nov, if need be.")
    late = finding("time", *took, offer(41, side(1), side(2, asked=ago(6))))
    assert late is not None
    assert late.act.verb == "nudge"
    young = offer(42, side(1), side(2, "yes", asked=ago(13), answered=ago(1)))
    same = finding("time", *took, waits, young)
    assert same is not None
    assert same.n == 3, "of young asks only the quick replies are known"
    assert finding("time", *took) is None
    assert finding("time", *took[:2], waits) is None


def test_what_introductions_were_worth_to_them() -> None:
    yes = {"asked": ago(90), "answered": ago(90)}
    made = [
        offer(
            31 + at,
            side(2, "yes", **yes),
            side(1, "yes", **yes),
            made_on=ago(90),
            introduced_on=ago(80),
            outcome=Outcome(a=Worth(word), b=Worth("yes")),  # type: ignore[arg-type]
        )
        for at, word in enumerate(("yes", "no", "no"))
    ]
    found = finding("outcomes", *made)
    assert found is not None
    assert (found.text, found.act.verb) == ("1 of 3 introductions were worth it to Ben", "suits")
    assert finding("outcomes", *made[:2]) is None


def test_kinds_of_one_person_are_compared_from_ten_answers_each() -> None:
    kinds: tuple[Kind, ...] = (*("connection",) * 10, *("favor",) * 10)
    given_ = [
        offer(100 + at, side(900 + at), side(2, "yes" if at < 10 else "no", asked=ago(300)), kind)
        for at, kind in enumerate(kinds)
    ]
    found = finding("kinds", *given_)
    assert found is not None
    assert found.text.startswith("Connections 10 of 10 yes, favors 0 of 10: 100 points apart")
    assert finding("kinds", *given_[:-1]) is None


def test_a_finding_of_theirs_can_be_put_by() -> None:
    put_by = Dismissal(id=80, insight="person/2/reasons", n=3)
    assert finding("reasons", *noes(5), put_by) is None
    assert finding("reasons", *noes(6), put_by) is not None


@given(books(), st.sampled_from(PEOPLE))
@settings(max_examples=60, deadline=None)
def test_each_names_its_n_its_window_and_an_act_that_can_be_done(some: Book, person: int) -> None:
    for one in person_facts(some, person, TODAY).insights:
        assert one.n >= 3
        assert one.window
        assert one.act.words
        assert one.act.ref is not None
        assert one.act.ref[1] in getattr(some, one.act.ref[0])
