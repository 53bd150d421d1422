"""A connector's year: people of known character, offers between them, answers drawn from the truth.

Everything goes through the verbs of a session, so that the records are real ones and every rule is obeyed.
"""

import heapq
import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from crm.domain.book import Book
from crm.domain.offer import Kind, SideKey
from crm.insight.checking_in.due import check_ins_due
from crm.insight.checking_in.rule import open_check_in
from crm.insight.thresholds import DEFAULTS
from crm.session import actions
from crm.session.plan import Plan, Scene
from crm.session.verbs import planned
from crm.session.verbs.offers import Stopped
from tests.simulation.characters import TYPES, BusyUntil, Character, Offered, OnlyType, says_yes
from tests.simulation.reflecting import No, Tact, read, reflected
from tests.simulation.words import bland, telling

HEEDED = frozenset({"lens", "kind", "check_in", "open_asks", "load", "pair"})
"""Where the look-ahead says "think" about one of these, a careful connector thinks of somebody else."""

TRIES = 4
"""Pairs thought of before an offer is left for another day."""

START = date(2024, 1, 8)
OTHER: dict[SideKey, SideKey] = {"a": "b", "b": "a"}
OFFERED: tuple[tuple[Kind, ...], tuple[int, ...]] = ("connection", "referral", "favor"), (5, 2, 3)
"""The kinds of offer and how often each is made."""


@dataclass(frozen=True)
class Habits:
    """How a connector works: offers a day, and whether what the look-ahead and the morning list say is heeded.

    ``silent`` and ``later`` are the chances of an ask that it gets no answer, or one that puts it off.
    """

    days: int = 240
    offers_a_day: float = 1.5
    heeds: bool = True
    silent: float = 0.06
    later: float = 0.04
    tact: Tact = field(default_factory=Tact)


Watcher = Callable[["Connector", No], None]
"""Told of every no, just after it was reflected on."""


class Connector:
    """One connector and their book.

    ``truth`` is who each contact really is, ``types`` what sort of person; ``strangers`` are one contact of each
    sort who is never offered anything, to try the look-ahead with.
    """

    def __init__(self, seed: int, people: Mapping[str, Character], habits: Habits | None = None) -> None:
        self.rng = random.Random(seed)
        self.habits = habits or Habits()
        self.book = Book()
        self.today = START
        self.truth: dict[int, Character] = {}
        self.types: dict[int, str] = {}
        self.watchers: list[Watcher] = []
        self._ids = itertools.count(1)
        self._coming: list[tuple[date, int, Callable[[], None]]] = []
        for name, character in people.items():
            self.truth[self._add(name, self.rng.choice(TYPES))] = character
        self._people = list(self.truth)
        self.strangers = {tag: self._add(f"Someone in {tag}", tag) for tag in TYPES}

    # Days ------------------------------------------------------------------------------------------------

    def live(self) -> "Connector":
        """All days of the habits."""
        for _ in range(self.habits.days):
            self._day()
        return self

    def _day(self) -> None:
        self.today += timedelta(days=1)
        while self._coming and self._coming[0][0] <= self.today:
            heapq.heappop(self._coming)[2]()
        if self.habits.heeds and self.today.weekday() == 0:
            self._check_in()
        offers = self.habits.offers_a_day * 7 / 5 * (self.today.weekday() < 5)
        for _ in range(int(offers) + (self.rng.random() < offers % 1)):
            any(self._offer() for _ in range(TRIES))

    def _after(self, days: int, what: Callable[[], None]) -> None:
        heapq.heappush(self._coming, (self.today + timedelta(days=days), next(self._ids), what))

    def do(self, action: actions.Action) -> Plan:
        """Do an action through its verb."""
        plan = self._planned(action)
        self.book = self.book.with_edits(plan.edits)
        return plan

    def _planned(self, action: actions.Action) -> Plan:
        return planned(Scene(self.book, self.today, DEFAULTS, lambda _: next(self._ids)), action)

    # People ----------------------------------------------------------------------------------------------

    def _add(self, name: str, tag: str) -> int:
        plan = self.do(actions.AddContact(name=name, tags=(tag,)))
        assert plan.id is not None
        self.types[plan.id] = tag
        return plan.id

    # Offers ----------------------------------------------------------------------------------------------

    def _offer(self) -> bool:
        """Think of two people and offer them to each other, unless the look-ahead speaks against it."""
        plan = self._thought_of()
        if plan is None or plan.id is None:
            return False
        self.book = self.book.with_edits(plan.edits)
        self._ask(plan.id, "b" if self.book.offer(plan.id).requested_by == "a" else "a")
        return True

    def _thought_of(self) -> Plan | None:
        one, other = self.rng.sample(self._people, 2)
        kind = self.rng.choices(*OFFERED)[0]
        why = f"a reason of {self.today}"
        action = actions.MakeOffer(
            kind=kind,
            a=actions.NewSide(contact=one, why_told=why),
            b=actions.NewSide(contact=other, why_told=why),
            requested_by="a" if kind == "referral" and self.rng.random() < 0.7 else None,
        )
        try:
            plan = self._planned(action)
        except Stopped:
            return None
        lines = plan.answer["look_ahead"]["lines"]
        warned = any(line["verdict"] == "think" and line["about"] in HEEDED for line in lines)
        return None if warned and self.habits.heeds else plan

    def _ask(self, offer: int, side: SideKey) -> None:
        self.do(actions.MarkAsked(offer=offer, side=side))
        drawn = self.rng.random()
        if drawn < self.habits.silent:
            self._after(15, lambda: self._lapse(offer, side))
        elif drawn < self.habits.silent + self.habits.later:
            self._after(2, lambda: self._later(offer, side))
        else:
            self._after(self.rng.randint(0, 9), lambda: self._answer(offer, side))

    def _lapse(self, offer: int, side: SideKey) -> None:
        self.do(actions.RecordAnswer(offer=offer, side=side, answer="no_reply"))

    def _later(self, offer: int, side: SideKey) -> None:
        back = self.today + timedelta(days=20)
        self.do(actions.RecordAnswer(offer=offer, side=side, answer="later", revisit_on=back))
        self._after(20, lambda: self._ask(offer, side))

    def _answer(self, offer: int, side: SideKey) -> None:
        record = self.book.offer(offer)
        contact = record.side(side).contact
        offered = Offered(record.kind, self.types[record.side(OTHER[side]).contact], self.today)
        if not says_yes(self.truth[contact], offered, self.rng):
            self._no(offer, side, contact, offered)
            return
        self.do(actions.RecordAnswer(offer=offer, side=side, answer="yes"))
        if self.book.offer(offer).stage == "ready":
            self.do(actions.Introduce(offer=offer))
        elif self.book.offer(offer).side(OTHER[side]).answer is None:
            self._ask(offer, OTHER[side])

    def _no(self, offer: int, side: SideKey, contact: int, offered: Offered) -> None:
        character, tact = self.truth[contact], self.habits.tact
        about = character.about(offered)
        said = about != "luck" and self.rng.random() < tact.told
        words = telling(character, offered, self.rng) if said else bland(self.rng)
        owed = self.do(actions.RecordAnswer(offer=offer, side=side, answer="no", words=words))
        no = No(contact, character, offered, read(about, said, tact, self.rng))
        self.do(reflected(self.book, self.today, owed.answer["reflection"], no))
        for watcher in self.watchers:
            watcher(self, no)

    # Check-ins -------------------------------------------------------------------------------------------

    def _check_in(self) -> None:
        """Ask everyone whom the rule asks for, and write down what they say."""
        for contact in tuple(check_ins_due(self.book, self.today)):
            held = open_check_in(self.book, contact)
            key = held.id if held else self.do(actions.PlanCheckIn(contact=contact)).id
            assert key is not None
            self.do(_told(key, self.truth[contact], self.today))


def _told(checkin: int, character: Character, today: date) -> actions.AnswerCheckIn:
    """What someone says when asked the two questions: the truth."""
    match character:
        case OnlyType():
            return actions.AnswerCheckIn(checkin=checkin, people_wanted=f"{character.type} people")
        case BusyUntil() if today <= character.until:
            return actions.AnswerCheckIn(checkin=checkin, too_busy="yes", until=character.until)
        case _:
            return actions.AnswerCheckIn(checkin=checkin, too_busy="no")
