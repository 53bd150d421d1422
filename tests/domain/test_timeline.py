"""Offers by time: every offer once, under the right heading, found without counting."""

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.domain.by_day import ByDay, Day
from crm.domain.offer import Offer, Side
from crm.domain.timeline import Timeline, heading_of

TODAY = date(2026, 11, 25)  # a Wednesday


def offer(number: int, day: date) -> Offer:
    return Offer(id=number, kind="connection", made_on=day, a=Side(contact=1), b=Side(contact=2))


def test_headings_grow_coarser_with_distance() -> None:
    days = {
        date(2026, 11, 27): "Ahead",
        TODAY: "Today",
        date(2026, 11, 23): "This week",
        date(2026, 11, 22): "Last week",
        date(2026, 11, 16): "Last week",
        date(2026, 11, 15): "November",
        date(2026, 10, 31): "October",
        date(2026, 1, 1): "January",
        date(2025, 12, 31): "December 2025",
        date(2025, 12, 1): "December 2025",
        date(2025, 11, 30): "Earlier in 2025",
        date(2024, 5, 5): "2024",
    }
    assert {day: heading_of(day, TODAY).text for day in days} == days


def test_in_december_the_year_before_stands_whole() -> None:
    assert heading_of(date(2025, 12, 31), date(2026, 12, 20)).text == "2025"
    assert heading_of(date(2026, 1, 1), date(2026, 12, 20)).text == "January"


def test_rows_newest_first_under_their_headings() -> None:
    offers = [
        offer(1, date(2024, 3, 1)),
        offer(2, TODAY),
        offer(3, date(2026, 10, 2)),
        offer(4, date(2026, 10, 9)),
    ]
    timeline = Timeline(ByDay.of(offers), TODAY)
    assert list(timeline) == ["Today", 2, "October", 4, 3, "2024", 1]
    assert timeline.headings == [(0, "Today"), (2, "October"), (5, "2024")]
    assert timeline[1:4] == [2, "October", 4]
    assert timeline[-1] == 1


def test_no_offers_no_rows() -> None:
    assert list(Timeline(ByDay(), TODAY)) == []
    assert Timeline(ByDay(), TODAY).row_of(offer(1, TODAY)) is None


@given(st.lists(st.integers(-40, 1500), max_size=40), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_every_offer_stands_once_under_its_heading_and_is_found_again(away: list[int], today: date) -> None:
    offers = [offer(number, today - timedelta(days=days)) for number, days in enumerate(away, 1)]
    timeline = Timeline(ByDay.of(offers), today)
    rows = list(timeline)
    assert len(rows) == len(timeline)
    heading = ""
    seen: list[Day] = []
    for row in rows:
        if isinstance(row, str):
            assert row != heading
            heading = row
        else:
            assert heading == heading_of(offers[row - 1].last_day, today).text
            seen.append((offers[row - 1].last_day, row))
    assert seen == sorted(((one.last_day, one.id) for one in offers), reverse=True)
    for one in offers:
        at = timeline.row_of(one)
        assert at is not None
        assert timeline[at] == one.id
    assert timeline.row_of(offer(99, today)) is None


class Counted(ByDay):
    """Counts how many offers it is asked for."""

    looks = 0

    def __getitem__(self, at: object) -> Day:  # type: ignore[override]  # only single places are asked for
        self.looks += 1
        return super().__getitem__(at)  # type: ignore[call-overload, no-any-return]

    def __iter__(self) -> Iterator[Day]:
        raise AssertionError("a timeline of many offers is never walked through")


def test_fifty_thousand_offers_are_not_touched_before_they_are_seen() -> None:
    days = Counted({TODAY - timedelta(days=n): range(n * 50 + 1, n * 50 + 51) for n in range(1000)})
    timeline = Timeline(days, TODAY)
    assert len(timeline) == 50_000 + len(timeline.headings)
    assert timeline[30_000]
    assert days.looks < 100
