"""A calendar of one's own changes what is said, and nothing of what is kept."""

from datetime import date
from pathlib import Path

from crm.domain.days.today import Calendar
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


def test_days_are_said_as_the_calendar_writes_them(tmp_path: Path) -> None:
    assert "28 Nov" in planned(tmp_path / "a.json", Calendar())[0]
    assert "Nov 28" in planned(tmp_path / "b.json", Calendar("Nov 21"))[0]
