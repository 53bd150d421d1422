"""Days in words: what is read, what is refused, and what is said back."""

import json
import os
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.days.dates import add_months, ago, length, parse_day, say_day, say_month
from crm.domain.days.daywords import MONTH_NAMES, month_length
from crm.domain.record import Refusal

TODAY = date(2026, 11, 25)  # a Wednesday

SHARED = Path(os.environ.get("CRM_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("today", "2026-11-25"),
        ("Tomorrow", "2026-11-26"),
        ("day before yesterday", "2026-11-23"),
        ("the day after tomorrow", "2026-11-27"),
        ("tomorrow at 9:30", "2026-11-26"),
        ("friday evening", "2026-11-27"),
        ("this evening", "2026-11-25"),
        ("this friday evening", "2026-11-27"),
        ("in 2 weeks", "2026-12-09"),
        ("two weeks ago", "2026-11-11"),
        ("a week", "2026-12-02"),
        ("two months", "2027-01-25"),
        ("2w", "2026-12-09"),
        ("2 wks", "2026-12-09"),
        ("-3d", "2026-11-22"),
        ("in a couple of weeks", "2026-12-09"),
        ("3 months from now", "2027-02-25"),
        ("1q", "2027-02-25"),
        ("2y", "2028-11-25"),
        ("wed", "2026-12-02"),
        ("tues", "2026-12-01"),
        ("this thur", "2026-11-26"),
        ("last wednesday", "2026-11-18"),
        ("next week", "2026-11-30"),
        ("last week", "2026-11-16"),
        ("next month", "2026-12-01"),
        ("next quarter", "2027-01-01"),
        ("next year", "2027-01-01"),
        ("end of week", "2026-11-29"),
        ("end of the month", "2026-11-30"),
        ("eom", "2026-11-30"),
        ("eoy", "2026-12-31"),
        ("end of next month", "2026-12-31"),
        ("end of february", "2027-02-28"),
        ("end of feb 2028", "2028-02-29"),
        ("end of 2027", "2027-12-31"),
        ("mid 2027", "2027-07-02"),
        ("middle of the quarter", "2027-02-14"),
        ("middle of next year", "2027-07-02"),
        ("mid month", "2026-12-15"),
        ("start of the month", "2026-12-01"),
        ("beginning of the year", "2027-01-01"),
        ("end of this month", "2026-11-30"),
        ("end of november", "2026-11-30"),
        ("the end of November", "2026-11-30"),
        ("late nov", "2026-11-30"),
        ("end of this november", "2026-11-30"),
        ("end of next november", "2027-11-30"),
        ("end of last november", "2025-11-30"),
        ("mid november", "2027-11-15"),
        ("mid feb", "2027-02-15"),
        ("november", "2027-11-01"),
        ("next november", "2027-11-01"),
        ("last november", "2025-11-01"),
        ("this december", "2026-12-01"),
        ("next december", "2026-12-01"),
        ("last december", "2025-12-01"),
        ("end of dec 9999", "9999-12-31"),
        ("mid June", "2027-06-15"),
        ("mid-june", "2027-06-15"),
        ("early march", "2027-03-01"),
        ("June", "2027-06-01"),
        ("Jan 2028", "2028-01-01"),
        ("30 Jun", "2027-06-30"),
        ("30jun", "2027-06-30"),
        ("25 nov", "2026-11-25"),
        ("24 Nov", "2027-11-24"),
        ("5th of January", "2027-01-05"),
        ("Sept. 3rd", "2027-09-03"),
        ("March 3, 2027", "2027-03-03"),
        ("29 feb", "2028-02-29"),
        ("Tuesday, 1 December", "2026-12-01"),
        ("tue 1 dec 2026", "2026-12-01"),
        ("the 15th", "2026-12-15"),
        ("31st", "2026-12-31"),
        ("2027/1/5", "2027-01-05"),
        ("5.1.2027", "2027-01-05"),
        ("5.1.", "2027-01-05"),
        ("24/12/2026", "2026-12-24"),
        ("12/24/2026", "2026-12-24"),
        ("until 30 Jun", "2027-06-30"),
    ],
)
def test_a_day_is_understood(text: str, means: str) -> None:
    assert parse_day(text, TODAY) == date.fromisoformat(means)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("tue", "2026-11-24"),
        ("wed", "2026-11-18"),
        ("3 nov", "2026-11-03"),
        ("26 nov", "2025-11-26"),
        ("25 nov", "2026-11-25"),
        ("the 25th", "2026-11-25"),
        ("june", "2026-06-01"),
        ("the 26th", "2026-10-26"),
        ("29 feb", "2024-02-29"),
        ("next tue", "2026-12-01"),
        ("this tue", "2026-11-24"),
        ("this tue morning", "2026-11-24"),
        ("this morning", "2026-11-25"),
        ("last night", "2026-11-24"),
        ("november", "2026-11-01"),
        ("mid november", "2026-11-15"),
        ("end of november", "2025-11-30"),
        ("early december", "2025-12-01"),
        ("end of this june", "2026-06-30"),
        ("end of the week", "2026-11-22"),
        ("end of next month", "2026-12-31"),
    ],
)
def test_a_day_of_the_past_is_the_last_one_that_has_been(text: str, means: str) -> None:
    assert parse_day(text, TODAY, past=True) == date.fromisoformat(means)


@pytest.mark.parametrize(
    ("today", "text", "means"),
    [
        ("2026-12-01", "last month", "2026-11-01"),
        ("2026-11-30", "last month", "2026-10-01"),
        ("2026-11-30", "end of last month", "2026-10-31"),
        ("2026-11-30", "eom", "2026-11-30"),
        ("2026-12-01", "start of the month", "2026-12-01"),
        ("2026-12-01", "last december", "2025-12-01"),
        ("2026-12-31", "last year", "2025-01-01"),
        ("2027-01-01", "last quarter", "2026-10-01"),
        ("2026-11-23", "last week", "2026-11-16"),
        ("2026-11-29", "last week", "2026-11-16"),
    ],
)
def test_the_first_and_the_last_day_belong_to_their_month(today: str, text: str, means: str) -> None:
    assert parse_day(text, date.fromisoformat(today)) == date.fromisoformat(means)


def test_where_slashes_can_be_read_two_ways_both_are_written_out() -> None:
    with pytest.raises(Refusal, match="write 5 Jan 2027 or 1 May 2027"):
        parse_day("5/1/2027", TODAY)


@pytest.mark.parametrize("today", ["2026-11-01", "2026-11-30"])
def test_the_month_that_it_is_means_no_one_day(today: str) -> None:
    with pytest.raises(Refusal):
        parse_day("this month", date.fromisoformat(today))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "banana",
        "in blue weeks",
        "feb 30",
        "31 apr",
        "99/99/2026",
        "2026-02-29",
        "32nd",
        "0th",
        "call bob",
        "next",
        "in",
        "5",
        "2026",
        "week",
        "this month",
        "this november",
        "a w",
        "in 9999 years",
        "mon 1 dec 2026",
        "5/1/2027",
        "3/12/2027",
        "12/3/2027",
        "tomorrow or so",
        "5 apples",
        "apples 5",
        "every tue",
    ],
)
def test_what_is_not_a_day_is_refused_with_its_words_and_an_example(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_day(text, TODAY)
    said = str(refused.value)
    assert "try " in said or "leave one of them out" in said or "can be read two ways" in said
    assert text.strip() in said or "is a Tuesday" in said
    assert not said.endswith(".")


def test_the_shared_phrases_are_understood() -> None:
    phrases = SHARED / "dates" / "phrases.json"
    if not phrases.exists():
        pytest.skip("the shared data is not here")
    given_ = json.loads(phrases.read_text("utf-8"))
    today = datetime.fromisoformat(given_["now"]).date()
    wrong = []
    for phrase in given_["phrases"]:
        means = phrase["means"]
        try:
            read = parse_day(phrase["text"], today).isoformat()
        except Refusal:
            read = None
        if read not in (means if isinstance(means, list) else [means]):
            wrong.append((phrase["text"], read, means))
    assert wrong == []


@given(day=DAYS, today=DAYS)
def test_what_a_screen_says_is_read_back_as_the_same_day(day: date, today: date) -> None:
    assert parse_day(say_day(day, today), today, past=day < today) == day


@given(text=st.text(max_size=20), today=DAYS)
def test_any_text_is_a_day_or_a_refusal(text: str, today: date) -> None:
    with suppress(Refusal):
        assert isinstance(parse_day(text, today), date)


@given(
    today=DAYS,
    name=st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
)
def test_a_weekday_is_within_a_week_and_never_today(today: date, name: str) -> None:
    assert 1 <= (parse_day(name, today) - today).days <= 7
    assert 1 <= (today - parse_day(f"last {name}", today)).days <= 7
    assert parse_day(name, today).strftime("%a").lower() == name


@given(
    today=DAYS,
    part=st.sampled_from(["", "end of ", "late ", "mid-", "middle of ", "early ", "beginning of the "]),
    which=st.sampled_from(["", "", "this ", "next ", "last "]),
    name=st.sampled_from([*MONTH_NAMES, "Feb", "sept", "month"]),
    past=st.booleans(),
)
def test_a_part_of_a_month_is_on_its_side_of_today_and_less_than_a_year_away(
    today: date, part: str, which: str, name: str, past: bool
) -> None:
    try:
        day = parse_day(f"{part}{which}{name}", today, past=past)
    except Refusal:
        running = name == "month" or name[:3].title() == f"{today:%b}"
        assert running
        assert which == "this " or not (part or which)
        return
    assert name == "month" or f"{day:%b}" == name[:3].title()
    if which == "next ":
        assert today.replace(day=1) < day.replace(day=1) <= add_months(today, 12)
    elif which == "last ":
        assert add_months(today, -12).replace(day=1) <= day.replace(day=1) < today.replace(day=1)
    elif past:
        assert add_months(today, -12) < day <= today
    else:
        assert today <= day < add_months(today, 12)


@pytest.mark.parametrize(
    ("text", "past", "why"),
    [
        ("early this november", False, "1 Nov 2026 has been already"),
        ("start of this week", False, "23 Nov 2026 has been already"),
        ("end of this november", True, "30 Nov 2026 is still to come"),
    ],
)
def test_this_month_is_no_other_years(text: str, past: bool, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        parse_day(text, TODAY, past=past)


@pytest.mark.parametrize(
    ("text", "today", "means"),
    [
        ("next month", "2027-01-31", "2027-02-01"),
        ("in a month", "2027-01-31", "2027-02-28"),
        ("in 13 months", "2027-01-31", "2028-02-29"),
        ("30th", "2027-01-31", "2027-03-30"),
        ("eom", "2027-01-31", "2027-01-31"),
        ("in a year", "2028-02-29", "2029-02-28"),
        ("29 feb", "2028-02-29", "2028-02-29"),
        ("29 feb", "2096-03-01", "2104-02-29"),
        ("end of feb", "2027-03-01", "2028-02-29"),
        ("mid feb", "2027-02-16", "2028-02-15"),
        ("in 3 weeks", "2026-12-31", "2027-01-21"),
    ],
)
def test_at_the_ends_of_months_and_in_leap_years(text: str, today: str, means: str) -> None:
    assert parse_day(text, date.fromisoformat(today)) == date.fromisoformat(means)


@given(day=DAYS, months=st.integers(-24, 24))
def test_months_on_stays_in_its_month(day: date, months: int) -> None:
    on = add_months(day, months)
    assert (on.year * 12 + on.month) - (day.year * 12 + day.month) == months
    assert on.day == day.day or (on + timedelta(days=1)).day == 1


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_is_as_long_as_the_calendar_says(year: int, month: int) -> None:
    assert month_length(year, month) == monthrange(year, month)[1]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "1d"),
        (13, "13d"),
        (14, "2w"),
        (27, "3w"),
        (62, "8w"),
        (63, "2mo"),
        (400, "13mo"),
        (800, "2y"),
    ],
)
def test_how_long_ago(days: int, said: str) -> None:
    assert ago(TODAY - timedelta(days=days), TODAY) == said
    if days:
        assert ago(TODAY + timedelta(days=days), TODAY) == f"in {length(days)}"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 25), "today"),
        (date(2026, 11, 26), "tomorrow"),
        (date(2026, 11, 21), "21 Nov"),
        (date(2027, 1, 5), "5 Jan"),
        (date(2025, 10, 14), "14 Oct 2025"),
        (date(2027, 9, 1), "1 Sep 2027"),
    ],
)
def test_a_day_on_screen(day: date, said: str) -> None:
    assert say_day(day, TODAY) == said


def test_a_month_on_screen() -> None:
    assert say_month(date(2027, 1, 31), TODAY) == "Jan"
    assert say_month(date(2028, 1, 31), TODAY) == "Jan 2028"
