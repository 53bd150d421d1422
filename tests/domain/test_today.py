"""Someone's own calendar: how days are written, and when weeks begin."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.days.dates import parse_day, say_date, say_day, say_day_of_year
from crm.domain.days.today import Calendar, DayStyle, Today, calendar_of, plain_day, week_of
from crm.domain.timeline import heading_of
from crm.insight.words import day_words

WEDNESDAY = date(2026, 11, 25)
DAYS = st.dates(date(1971, 1, 1), date(2090, 1, 1))
CALENDARS = st.builds(Calendar, st.sampled_from(["21 Nov", "Nov 21", "ISO"]), st.integers(0, 6))


def today(style: DayStyle = "21 Nov", week_starts: int = 0) -> Today:
    return Today.on(WEDNESDAY, Calendar(style, week_starts))


def test_a_today_is_that_day_in_every_respect() -> None:
    assert today("ISO", 6) == WEDNESDAY
    assert hash(today("ISO", 6)) == hash(WEDNESDAY)
    assert WEDNESDAY - today("ISO", 6) == timedelta(0)
    assert calendar_of(WEDNESDAY) == Calendar()


@pytest.mark.parametrize(
    ("style", "near", "far", "short"),
    [
        ("21 Nov", "21 Nov", "14 Oct 2025", "14 Oct"),
        ("Nov 21", "Nov 21", "Oct 14, 2025", "Oct 14"),
        ("ISO", "2026-11-21", "2025-10-14", "10-14"),
    ],
)
def test_days_are_written_as_their_reader_writes_them(
    style: DayStyle, near: str, far: str, short: str
) -> None:
    assert say_day(date(2026, 11, 21), today(style)) == near
    assert say_day(date(2025, 10, 14), today(style)) == far
    assert say_date(date(2025, 10, 14), today(style)) == far
    assert say_day_of_year(date(2025, 10, 14), today(style)) == short
    assert day_words(date(2026, 11, 21), today(style)) == near
    assert day_words(date(2025, 10, 14), today(style)) == far


@given(day=DAYS, on=DAYS, calendar=CALENDARS)
def test_what_any_calendar_says_is_read_back_as_the_same_day(day: date, on: date, calendar: Calendar) -> None:
    theirs = Today.on(on, calendar)
    assert parse_day(say_day(day, theirs), theirs, past=day < on) == day
    assert parse_day(say_date(day, theirs), theirs) == day


def test_a_day_that_was_read_is_a_plain_day() -> None:
    assert type(parse_day("today", today("ISO"))) is date
    assert type(parse_day("2w", today("ISO"))) is date


@given(on=DAYS, starts=st.integers(0, 6))
def test_a_week_begins_on_its_first_day(on: date, starts: int) -> None:
    first = week_of(Today.on(on, Calendar(week_starts=starts)))
    assert first.weekday() == starts
    assert 0 <= (on - first).days < 7


def test_headings_and_phrases_follow_the_first_day_of_the_week() -> None:
    sunday = date(2026, 11, 22)
    assert heading_of(sunday, today()).text == "Last week"
    assert heading_of(sunday, today(week_starts=6)).text == "This week"
    assert parse_day("next week", today()) == date(2026, 11, 30)
    assert parse_day("next week", today(week_starts=6)) == date(2026, 11, 29)
    assert parse_day("end of week", today(week_starts=6)) == date(2026, 11, 28)


def test_a_today_can_be_kept_as_the_day_that_it_is() -> None:
    assert plain_day(today("Nov 21")) == "2026-11-25"
    with pytest.raises(TypeError):
        plain_day("2026-11-25")
