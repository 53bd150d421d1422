"""Offers by day: every answer is that of the plain sorted list, also after changes."""

from bisect import bisect_left
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.domain.by_day import ByDay
from crm.domain.offer import Offer, Side

DAY = date(2026, 11, 2)

days = st.integers(0, 9).map(lambda number: DAY + timedelta(days=number))
made = st.dictionaries(st.integers(1, 40), days, max_size=20)


def offers(made: dict[int, date]) -> list[Offer]:
    return [
        Offer(id=offer, kind="connection", made_on=day, a=Side(contact=1), b=Side(contact=2))
        for offer, day in made.items()
    ]


@given(made)
def test_each_stands_where_a_sorted_list_has_it(made: dict[int, date]) -> None:
    plain = sorted((day, offer) for offer, day in made.items())
    found = ByDay.of(offers(made))
    assert len(found) == len(plain)
    assert [*found] == [found[place] for place in range(len(found))] == plain
    assert [found[place] for place in range(-len(plain), 0)] == plain
    assert [*reversed(found)] == plain[::-1]
    assert found[1:3] == plain[1:3]


@given(made, days, st.integers(1, 41))
def test_how_many_stand_before_a_day_or_an_offer(made: dict[int, date], day: date, offer: int) -> None:
    plain = sorted((day, offer) for offer, day in made.items())
    found = ByDay.of(offers(made))
    assert found.before(day) == bisect_left(plain, (day, 0))
    assert found.before(day, offer) == bisect_left(plain, (day, offer))
    assert [*found.since(day)] == [offer for _, offer in plain[found.before(day) :]]


@given(made, made, st.data())
def test_a_change_makes_what_is_made_anew_and_leaves_the_old_as_it_was(
    before: dict[int, date], come: dict[int, date], data: st.DataObject
) -> None:
    old = ByDay.of(offers(before))
    leaves = data.draw(st.sets(st.sampled_from([*before]))) if before else set()
    gone = {*leaves, *come}  # those that come in another place leave the one where they were
    now = old.edited(
        ((before[one], one) for one in gone if one in before), [(d, one) for one, d in come.items()]
    )
    left = {one: day for one, day in before.items() if one not in gone}
    assert [*now] == [*ByDay.of(offers(left | come))]
    assert [*old] == [*ByDay.of(offers(before))]
