"""A connector at work: the verbs as short calls, so that a test reads as what happened."""

from datetime import date, timedelta
from typing import Any

from crm.domain.book import Book
from crm.domain.offer import AnswerWord, Kind, Offer, SideKey
from crm.domain.reflection import Reflection
from crm.insight.thresholds import DEFAULTS
from crm.session import actions
from crm.session.plan import Scene
from crm.session.session import Session


def scene(book: Book, today: date) -> Scene:
    """A book on a day, for a verb that is tried on its own; what it makes has the id 999."""
    return Scene(book, today, DEFAULTS, lambda _table: 999)


class Desk:
    def __init__(self, session: Session) -> None:
        self.session = session

    def day(self, days: int) -> date:
        """So many days after today (before it, if negative)."""
        return self.session.today + timedelta(days=days)

    def person(self, name: str, **fields: Any) -> int:
        made = self.session.do(actions.AddContact(name=name, **fields)).id
        assert made is not None
        return made

    def offer(self, a: int, b: int, kind: Kind = "connection", **fields: Any) -> int:
        fields.setdefault("made_on", self.day(-30))
        made = self.session.do(
            actions.MakeOffer(
                kind=kind,
                a=actions.NewSide(contact=a, why_told=fields.pop("why_a", "")),
                b=actions.NewSide(contact=b, why_told=fields.pop("why_b", "")),
                **fields,
            )
        ).id
        assert made is not None
        return made

    def answers(self, offer: int, side: SideKey, answer: AnswerWord | None, **fields: Any) -> dict[str, Any]:
        fields.setdefault("on", self.day(-20))
        return self.session.do(actions.RecordAnswer(offer=offer, side=side, answer=answer, **fields)).answer

    def declined(self, name: str = "Dara Levy", other: str = "Ben Ortiz", **fields: Any) -> Reflection:
        """A no from a new person, and the reflection it owes."""
        offer = self.offer(self.person(name), self.person(other))
        owed = self.answers(offer, "a", "no", **fields)["reflection"]
        return self.session.book.reflection(owed)

    def reflect(self, reflection: Reflection | int, **answers: Any) -> Reflection:
        one = reflection if isinstance(reflection, int) else reflection.id
        self.session.do(actions.Reflect(reflection=one, **answers))
        return self.session.book.reflection(one)

    def the(self, offer: int) -> Offer:
        return self.session.book.offer(offer)
