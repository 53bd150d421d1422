"""What the look-ahead says of people whose character is known, just after their first no and at the end.

Every person is held against strangers to whom they were never offered, from either side of the offer, so that only
what is known of them speaks.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Literal

from crm.domain.offer import KINDS, Kind
from crm.insight.ahead.line import VERDICTS, About, Verdict
from crm.insight.next_offer.look_ahead import look_ahead
from tests.simulation.characters import TYPES, BusyUntil, Character, Offered, OnlyKind, OnlyType, Plain
from tests.simulation.connector import START, Connector, Habits
from tests.simulation.reflecting import No
from tests.simulation.share import Share

CONNECTORS = 6

Known = Literal["said", "guessed", "unknown"]
"""How the connector knows what a no was about."""

Name = Literal["focused", "busy", "one kind"]
_NAMES: dict[type[Character], Name] = {OnlyType: "focused", BusyUntil: "busy", OnlyKind: "one kind"}


@dataclass(frozen=True)
class First:
    """The look-ahead just after someone's first no about their character was reflected on.

    ``other`` is its verdict on an offer that does not suit them, ``suiting`` on one that does: by their lens alone
    (``lens``), and by all that is known of what they are open to.
    """

    name: Name
    known: Known
    other: Verdict
    suiting: Verdict
    suiting_lens: Verdict


@dataclass(frozen=True)
class Last:
    """The look-ahead on one person and one kind at the end.

    ``suits`` is the truth, ``declined`` whether they ever said no to it, ``understood`` whether a no of theirs was
    known to be about this kind: said, or guessed right.
    """

    character: Character
    suits: bool
    declined: bool
    understood: bool
    verdict: Verdict


@dataclass(frozen=True)
class Seen:
    """All that was seen over some connectors: ``noes`` about a character, and the end of it."""

    firsts: tuple[First, ...]
    lasts: tuple[Last, ...]
    offers: int

    def of(self, name: Name, known: Known | None = None) -> list[First]:
        return [one for one in self.firsts if one.name == name and known in (None, one.known)]

    @property
    def said_closed(self) -> list[Last]:
        """People and kinds that seem closed at the end."""
        return [one for one in self.lasts if one.verdict != "fine"]

    def understood(self, name: Name) -> Share:
        """First noes about their character that were said or guessed."""
        firsts = self.of(name)
        return Share(sum(one.known != "unknown" for one in firsts), len(firsts))


def people() -> dict[str, Character]:
    """A connector's people: a third plain, the others focused, busy or open to one kind."""
    busy_until = START + timedelta(days=120)
    plain = {f"Plain {at}": Plain(0.6) for at in range(30)}
    focused = {f"Focused {at}": OnlyType(0.7, TYPES[at % len(TYPES)]) for at in range(25)}
    busy = {f"Busy {at}": BusyUntil(0.7, busy_until + timedelta(days=at)) for at in range(25)}
    one_kind = {f"Kind {at}": OnlyKind(0.7, KINDS[at % len(KINDS)]) for at in range(25)}
    return plain | focused | busy | one_kind


@cache
def seen(*, heeds: bool = True) -> Seen:
    """Eight months of some connectors."""
    firsts: list[First] = []
    lasts: list[Last] = []
    offers = 0
    for seed in range(CONNECTORS):
        connector = Connector(seed, people(), Habits(heeds=heeds))
        watch = _Watch()
        connector.watchers.append(watch)
        connector.live()
        firsts += watch.firsts
        lasts += [one for contact in connector.truth for one in _lasts(connector, contact, watch)]
        offers += len(connector.book.offers)
    return Seen(tuple(firsts), tuple(lasts), offers)


class _Watch:
    """Notes everyone's first no about their character, who declined which kind, and where that was understood."""

    def __init__(self) -> None:
        self.firsts: list[First] = []
        self.declined: set[tuple[int, Kind]] = set()
        self.understood: set[tuple[int, Kind]] = set()
        self._done: set[int] = set()

    def __call__(self, connector: Connector, no: No) -> None:
        self.declined.add((no.contact, no.offered.kind))
        if no.read.about == "kind":
            self.understood.add((no.contact, no.offered.kind))
        if no.about != "luck" and no.contact not in self._done:
            self._done.add(no.contact)
            self.firsts.append(_first(connector, no))


def _first(connector: Connector, no: No) -> First:
    known: Known = "said" if no.read.said else "guessed" if no.is_understood else "unknown"
    suiting = _suiting(no)
    return First(
        _NAMES[type(no.character)],
        known,
        verdict(connector, no.contact, no.offered),
        verdict(connector, no.contact, suiting),
        verdict(connector, no.contact, suiting, about=("lens",)),
    )


def _suiting(no: No) -> Offered:
    """The offer that was declined, changed in what it was declined for."""
    match no.character:
        case OnlyType():
            return replace(no.offered, type=no.character.type)
        case BusyUntil():
            return replace(no.offered, day=no.character.until + timedelta(days=1))
        case OnlyKind():
            return replace(no.offered, kind=no.character.kind)
        case Plain():
            raise AssertionError("a plain person's noes are about nothing")


def _lasts(connector: Connector, contact: int, watch: _Watch) -> list[Last]:
    character = connector.truth[contact]
    return [
        Last(
            character,
            suits=not isinstance(character, OnlyKind) or character.kind == kind,
            declined=(contact, kind) in watch.declined,
            understood=(contact, kind) in watch.understood,
            verdict=verdict(connector, contact, Offered(kind, TYPES[0], connector.today), about=("kind",)),
        )
        for kind in KINDS
    ]


def verdict(
    connector: Connector, contact: int, offered: Offered, about: tuple[About, ...] = ("lens", "kind")
) -> Verdict:
    """What the look-ahead says of a person's openness, were they offered a stranger like this on that day.

    It has to say the same whichever side of the offer they stand on.
    """
    stranger = connector.strangers[offered.type]
    on_a = look_ahead(connector.book, offered.day, offered.kind, contact, stranger).lines
    on_b = look_ahead(connector.book, offered.day, offered.kind, stranger, contact).lines
    one = _gravest([line.verdict for line in on_a if line.side == "a" and line.about in about])
    other = _gravest([line.verdict for line in on_b if line.side == "b" and line.about in about])
    assert one == other
    return one


def _gravest(verdicts: list[Verdict]) -> Verdict:
    return max(verdicts, key=VERDICTS.index, default="fine")
