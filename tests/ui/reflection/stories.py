"""A small invented book with a no in it, and an app that shows one screen over it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from crm.domain.contact import Labelled
from crm.domain.offer import ROLES, AnswerWord, Kind
from crm.session import actions
from crm.session.session import Session
from crm.ui.themes import DARK
from crm.ui.typed.drafts import Draft

TODAY = date(2026, 11, 24)


class Host(App[None]):
    """The smallest app that a dialog can stand in."""

    def __init__(self, first: Screen[Any]) -> None:
        super().__init__()
        self.drafts: dict[str, Draft] = {}
        self.first = first
        self.results: list[object] = []
        self.register_theme(DARK)
        self.theme = DARK.name

    def on_mount(self) -> None:
        self.push_screen(self.first, self.results.append)


def open_book(path: Path) -> Session:
    return Session.open(path / "people.json", today=TODAY)


def add(session: Session, name: str, **fields: object) -> int:
    made = session.do(actions.AddContact(name=name, **fields)).id  # type: ignore[arg-type]  # fields of a contact
    assert made is not None
    return made


def offer(
    session: Session,
    kind: Kind,
    a: int,
    b: int,
    *,
    days_ago: int,
    answer: AnswerWord | None = None,
    words: str = "",
    why: str = "",
    bio: str = "",
) -> int:
    """An offer in which b was asked so many days ago and answered three days later."""
    on = TODAY - timedelta(days_ago)
    made = session.do(
        actions.MakeOffer(
            kind=kind,
            a=actions.NewSide(contact=a, role=ROLES[kind][1]),
            b=actions.NewSide(contact=b, role=ROLES[kind][0], why_told=why, bio_sent=bio),
            made_on=on,
            override_reason="invented",
        )
    ).id
    assert made is not None
    session.do(actions.MarkAsked(offer=made, side="b", on=on))
    if answer:
        session.do(
            actions.RecordAnswer(offer=made, side="b", answer=answer, on=on + timedelta(3), words=words)
        )
    return made


def a_no(
    session: Session,
    words: str = "Thanks, but I only want to meet hardware people until my book is done. No more mentoring for me.",
) -> tuple[int, int]:
    """Dara said no to meeting Chen, after three earlier noes, two of them to the same kind. The reflection, and Dara."""
    dara = add(session, "Dara Levy", title="Author", emails=(Labelled("dara@example.org"),))
    amara = add(session, "Amara Okafor", title="Head of Platform", org="Lumen")
    ben = add(session, "Ben Ortiz")
    chen = add(
        session,
        "Chen Wei",
        bio="Chen Wei teaches typography in Taipei and is writing her first grant application.",
        bio_updated=date(2025, 9, 1),
    )
    others = [
        add(session, name) for name in ("Ewa Nowak", "Farid Haddad", "Grace Mensah", "Hana Sato", "Ivo Novák")
    ]
    for place, one in enumerate(others):
        offer(session, "connection", amara, one, days_ago=90 + place, answer="no" if place == 3 else "yes")
    offer(
        session,
        "connection",
        ben,
        dara,
        days_ago=300,
        answer="no",
        words="Swamped with the manuscript, sorry!",
    )
    offer(session, "favor", ben, dara, days_ago=200, answer="no")
    offer(session, "favor", amara, dara, days_ago=120, answer="no")
    offer(
        session,
        "favor",
        chen,
        dara,
        days_ago=10,
        answer="no",
        words=words,
        why="You both love well-made books, and she could use your advice.",
        bio="Chen Wei teaches typography in Taipei and is writing her first grant application.",
    )
    reflection = max(session.book.reflections)
    return reflection, dara
