"""What the insight says about everyone: every finding with its n, its window and one act, or none."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given, settings

from crm.domain.book import Book
from crm.domain.offer import AnswerWord, Kind, Offer, Reason
from crm.domain.record import Record
from crm.insight.counting.months import Month, trend_of
from crm.insight.everyone import EveryoneFacts, everyone_facts, people_in_order
from crm.insight.findings.act import Insight
from crm.insight.thresholds import DEFAULTS
from tests.builders import DAY, book, contact, offer, reflection, side
from tests.insight.books import TODAY, books


def facts(*records: Record) -> EveryoneFacts:
    return everyone_facts(book(*records), TODAY)


def finding(key: str, *records: Record) -> Insight | None:
    """The one finding whose name begins so, or None."""
    return next((one for one in facts(*records).insights if one.key.startswith(key)), None)


def answers_in(
    month: date, yes: int, no: int, *, first: int, kind: Kind = "connection", reasons: tuple[Reason, ...] = ()
) -> list[Offer]:
    words: list[AnswerWord] = ["yes"] * yes
    words += ["no"] * no
    return [
        offer(
            first + at,
            side(900 + first + at, word, asked=month, reasons=reasons if word == "no" else ()),
            side(1),
            kind,
        )
        for at, word in enumerate(words)
    ]


def months_ago(n: int) -> date:
    return TODAY.replace(day=1) - relativedelta(months=n)


def test_of_an_empty_book() -> None:
    found = everyone_facts(Book(), TODAY)
    assert (found.share, found.months, found.insights, found.morning) == ("no answers yet", (), (), ())


def test_months_are_without_holes_and_within_the_window() -> None:
    found = facts(
        *answers_in(months_ago(12), 9, 9, first=100),
        *answers_in(months_ago(11), 1, 2, first=200),
        *answers_in(months_ago(0), 2, 0, first=300),
    )
    assert len(found.months) == 12
    assert found.months[0] == Month(months_ago(11), 1, 3)
    assert found.months[1] == Month(months_ago(10), 0, 0)
    assert found.months[-1] == Month(months_ago(0), 2, 2)
    assert found.window == "last 12 months"
    assert found.total.answered == 23
    assert sum(one.answers.answered for one in found.kinds) == 5


def test_words_that_name_a_reason_are_one() -> None:
    found = facts(
        offer(100, side(900, "no", asked=DAY, words="Sorry, no time before the launch"), side(1)),
        offer(101, side(901, "no", asked=DAY, words="I only meet hardware people now"), side(1)),
        offer(102, side(902, "no", asked=DAY, words="Thanks, but no thanks"), side(1)),
    )
    assert (found.reasons.said, found.reasons.guess, found.reasons.unknown) == (2, 0, 1)


def test_reasons_said_guessed_and_unknown() -> None:
    found = facts(
        *answers_in(DAY, 0, 2, first=100, reasons=(Reason("busy", "said"), Reason("fit"))),
        *answers_in(DAY, 0, 3, first=200, reasons=(Reason("fit"),)),
        *answers_in(DAY, 1, 1, first=300),
    )
    assert (found.reasons.said, found.reasons.guess, found.reasons.unknown) == (2, 3, 1)


def test_no_trend_under_three_months_with_five_answers_each() -> None:
    full, thin = Month(DAY, 1, 5), Month(DAY, 4, 4)
    assert trend_of((full, thin, full), DEFAULTS) is None
    halves = trend_of((full, thin, full, full), DEFAULTS)
    assert halves is not None
    assert [len(half) for half in halves] == [2, 1]


def test_a_trend_is_told_as_two_counts() -> None:
    trend = finding(
        "trend",
        *answers_in(months_ago(2), 2, 18, first=100),
        *answers_in(months_ago(1), 3, 17, first=200),
        *answers_in(months_ago(0), 15, 5, first=300),
    )
    assert trend is not None
    assert trend.text == (
        "15 of 20 yes since Nov 2025, 5 of 40 before: 62 points apart, plausibly 37 to 78; people and times differ"
    )
    assert (trend.n, trend.window, trend.act.words) == (
        60,
        "last 12 months",
        "Keep going: make the next offer.",
    )


def test_kinds_are_compared_from_ten_answers_each() -> None:
    connections = answers_in(DAY, 10, 2, first=100)
    favors = answers_in(DAY, 1, 9, first=200, kind="favor")
    found = finding("kinds", *connections, *favors)
    assert found is not None
    assert found.text.startswith("Connections 10 of 12 yes, favors 1 of 10: 73 points apart")
    assert (found.n, found.act.words) == (22, "Lead with connections.")
    assert finding("kinds", *connections, *favors[:-1]) is None


def test_what_is_most_often_missing_becomes_the_next_offers_business() -> None:
    noes = answers_in(DAY, 0, 6, first=100)
    taught = [reflection(500 + at, 100 + at, "a", clear="no", missing=("why now",)) for at in range(6)]
    found = finding("missing", *noes, *taught)
    assert found is not None
    assert found.text == "Why now was missing in 6 of 6 reflections"
    assert (found.n, found.act.verb, found.act.words) == (
        6,
        "offer",
        "Make clear in the next offer: why now.",
    )
    assert found.ground == "6 reflections, the last ones that asked “was I clear?”"
    assert finding("missing", *noes, *taught[:4]) is None


def test_unknown_reasons_lead_to_a_reflection_owed() -> None:
    noes = answers_in(DAY, 0, 6, first=100)
    found = finding("reasons", *noes, reflection(500, 100, "a", status="owed"))
    assert found is not None
    assert found.text == "Of 6 noes, 6 have no reason yet"
    assert (found.act.verb, found.act.ref) == ("reflect", ("reflections", 500))
    told = answers_in(DAY, 0, 7, first=200, reasons=(Reason("busy", "said"),))
    assert finding("reasons", *noes, *told, reflection(500, 100, "a", status="owed")) is None


def test_where_no_reflection_is_owed_unknown_reasons_lead_to_the_latest_no() -> None:
    noes = answers_in(DAY, 0, 6, first=100)
    found = finding("reasons", *noes, *answers_in(DAY, 0, 1, first=300, reasons=(Reason("busy", "said"),)))
    assert found is not None
    assert (found.act.verb, found.act.ref) == ("write", ("offers", 105))
    assert finding("reasons", *noes[:4]) is None


def test_time_to_answer_is_told_where_it_leads_to_a_nudge() -> None:
    asked = TODAY - timedelta(days=30)
    quick = [
        offer(100 + at, side(at, "yes", asked=asked, answered=asked + timedelta(days=2)), side(1))
        for at in range(20)
    ]
    waiting = offer(500, side(1, asked=TODAY - timedelta(days=3)), side(2))
    found = finding("time", contact(1), *quick, waiting)
    assert found is not None
    assert found.text == "Half of the answers come within 2 days, 9 in 10 within 2"
    assert (found.n, found.act.ref, found.act.verb) == (20, ("offers", 500), "nudge")
    fresh = offer(500, side(1, asked=TODAY - timedelta(days=1)), side(2))
    early = finding("time", contact(1), *quick, fresh)
    assert early is not None
    assert (early.act.verb, early.act.words) == ("open", "Person 1: one reminder on 25 Nov, if need be.")
    assert finding("time", contact(1), *quick[:-1], waiting) is None
    assert finding("time", contact(1), *quick) is None


def test_people_to_check_in_with_the_least_lucky_first() -> None:
    people = (contact(7, "Ewa Nowak"), contact(8, "Chen Wei"), contact(9, "Dara Levy", archived_on=DAY))
    noes = [
        offer(100 + 10 * who + at, side(who, "no"), side(1))
        for who, n in ((7, 3), (8, 4), (9, 3))
        for at in range(n)
    ]
    yeses = answers_in(DAY, 12, 0, first=500)
    found = facts(*people, *noes, *yeses).to_check_in
    assert [(one.name, one.words) for one in found] == [
        ("Chen Wei", "0 of 4 yes in the last 24 months"),
        ("Ewa Nowak", "0 of 3 yes in the last 24 months"),
    ]
    assert found[0].luck.startswith("0 of 4; at your usual 7 in 10 about 1 person in")


def test_people_are_in_the_order_of_the_shrunken_mean() -> None:
    nine_of_ten = [offer(100 + at, side(7, "yes" if at else "no"), side(1)) for at in range(10)]
    one_of_one = offer(200, side(8, "yes"), side(1))
    some = book(
        *nine_of_ten, one_of_one, offer(300, side(6, "later"), side(1)), *answers_in(DAY, 0, 5, first=400)
    )
    order = people_in_order(some)
    assert [one.contact for one in order[:2]] == [7, 8]
    assert 6 not in {one.contact for one in order}


@given(books())
@settings(max_examples=40, deadline=None)
def test_every_finding_names_its_n_its_window_and_one_act(some: Book) -> None:
    found = everyone_facts(some, TODAY)
    assert all(one.n > 0 and one.window and one.act.words and one.text for one in found.insights)
    assert sum(month.answered for month in found.months) == sum(one.answers.answered for one in found.kinds)
    means = [one.shrunken for one in people_in_order(some)]
    assert means == sorted(means, reverse=True)
