"""Offers in the order of their days, the oldest first: by the day on which something last happened in them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Self, overload

from crm.domain.offer import Offer

Day = tuple[date, int]
"""An offer's last day and its id."""


class ByDay(Sequence[Day]):
    """Offers as (last day, id), sorted.

    They are kept by their days, of which there are far fewer: nothing is made for an offer before it is looked at.

    Args:
        ids: the offers of each day, ascending and not empty; kept as it is and never changed.
    """

    def __init__(self, ids: Mapping[date, Sequence[int]] | None = None) -> None:
        self._ids = ids or {}
        self._days = sorted(self._ids)
        self._ends = list(accumulate(len(self._ids[day]) for day in self._days))

    @classmethod
    def of(cls, offers: Iterable[Offer]) -> Self:
        """Some offers, in whatever order they come."""
        ids: dict[date, list[int]] = defaultdict(list)
        for offer in offers:
            ids[offer.last_day].append(offer.id)
        for those in ids.values():
            those.sort()
        return cls(ids)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Day]:
        return ((day, offer) for day in self._days for offer in self._ids[day])

    def __reversed__(self) -> Iterator[Day]:
        return ((day, offer) for day in reversed(self._days) for offer in reversed(self._ids[day]))

    @overload
    def __getitem__(self, place: int) -> Day: ...
    @overload
    def __getitem__(self, place: slice) -> list[Day]: ...
    def __getitem__(self, place: int | slice) -> Day | list[Day]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        place += len(self) if place < 0 else 0
        if not 0 <= place < len(self):
            raise IndexError(place)
        at = bisect_right(self._ends, place)
        day = self._days[at]
        return day, self._ids[day][place - self._ends[at]]  # counted from the end of its day

    def before(self, day: date, offer: int = 0) -> int:
        """How many stand before a day, or before an offer of that day."""
        at = bisect_left(self._days, day)
        earlier = self._ends[at - 1] if at else 0
        if not offer or self._days[at : at + 1] != [day]:
            return earlier
        return earlier + bisect_left(self._ids[day], offer)

    def since(self, day: date) -> Iterator[int]:
        """The ids of the offers of a day and of those after it, oldest first."""
        return (offer for one in self._days[bisect_left(self._days, day) :] for offer in self._ids[one])

    def edited(self, gone: Iterable[Day], come: Iterable[Day]) -> Self:
        """The same without some offers, where they are in it, and with others."""
        ids = dict(self._ids)
        for day, offer in gone:
            ids[day] = [one for one in ids.get(day, ()) if one != offer]
        for day, offer in come:
            those = ids.get(day, ())
            at = bisect_left(those, offer)
            ids[day] = [*those[:at], offer, *those[at:]]
        return type(self)({day: those for day, those in ids.items() if those})
