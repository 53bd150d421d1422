"""A calendar of one's own changes what is said, and nothing of what is kept."""

from datetime import date
from pathlib import Path

import pytest

from crm.domain.days.today import Calendar
from crm.domain.record import Refusal
from crm.session import actions
from crm.session.session import Session

TODAY = date(2026, 11, 24)


def opened(path: Path, calendar: Calendar) -> Session:
    return Session.open(path, today=TODAY, calendar=calendar)


def planned(path: Path, calendar: Calendar) -> tuple[str, str]:
    """A check-in planned for today's own value: the morning list, and the file."""
    session = opened(path, calendar)
    who = session.do(actions.AddContact(name="Amara Okafor")).id or 0
    session.do(actions.SetLens(contact=who, mode="busy", until=date(2026, 11, 28), source="said"))
    session.do(actions.PlanCheckIn(contact=who, due_on=session.today))
    told = session.do(actions.Today()).answer["items"]
    session.close()
    return " ".join(item["text"] for item in told), path.read_text(encoding="utf-8")


def test_today_is_kept_as_the_day_that_it_is(tmp_path: Path) -> None:
    said, kept = planned(tmp_path / "iso.json", Calendar("ISO", 6))
    assert "2026-11-28" in said
    assert '"due_on":"2026-11-24"' in kept.replace(": ", ":")
    again = opened(tmp_path / "iso.json", Calendar("Nov 21"))
    (checkin,) = again.book.checkins.values()
    assert type(checkin.due_on) is date
    assert checkin.due_on == TODAY
    again.close()


def test_a_refusal_and_a_look_ahead_say_days_as_the_calendar_writes_them(tmp_path: Path) -> None:
    session = opened(tmp_path / "iso.json", Calendar("ISO"))
    amara, ben = (session.do(actions.AddContact(name=name)).id or 0 for name in ("Amara Okafor", "Ben Ortiz"))
    session.do(actions.SetLens(contact=amara, mode="busy", until=date(2026, 11, 28), source="guess"))
    sides = (actions.NewSide(contact=one) for one in (amara, ben))
    made = session.do(actions.MakeOffer(kind="connection", a=next(sides), b=next(sides)))
    assert "2026-11-28" in " ".join(line["text"] for line in made.answer["look_ahead"]["lines"])
    assert "2026-11-28" in _seen_on(session, amara, ben, date(2026, 11, 26))
    with pytest.raises(Refusal, match="2026-12-10 is still to come"):
        session.do(actions.MarkAsked(offer=made.id or 0, side="a", on=date(2026, 12, 10)))
    session.do(actions.MarkAsked(offer=made.id or 0, side="a"))
    assert type(session.book.offer(made.id or 0).a.asked_on) is date
    session.close()


def _seen_on(session: Session, a: int, b: int, day: date) -> str:
    """What the look-ahead says of an offer that is planned for a day."""
    sides = (actions.NewSide(contact=one, why_told="a new why") for one in (a, b))
    made = session.do(
        actions.MakeOffer(kind="favor", a=next(sides), b=next(sides), made_on=day, override_reason="sure")
    )
    return " ".join(line["text"] for line in made.answer["look_ahead"]["lines"])


def test_days_are_said_as_the_calendar_writes_them(tmp_path: Path) -> None:
    assert "28 Nov" in planned(tmp_path / "a.json", Calendar())[0]
    assert "Nov 28" in planned(tmp_path / "b.json", Calendar("Nov 21"))[0]
