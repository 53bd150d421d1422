"""Birthdays by hand: understood as people write them, and never guessed at."""

from datetime import date

import pytest

from crm.domain.days.birthdays import parse_birthday, say_birthday
from crm.domain.days.today import Calendar, Today
from crm.domain.record import Refusal

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("1984-06-30", "1984-06-30"),
        ("--06-30", "--06-30"),
        ("30 Jun 1984", "1984-06-30"),
        ("June 30, 1984", "1984-06-30"),
        (" 30  jun ", "--06-30"),
        ("Feb 29", "--02-29"),
        ("29 Feb 1984", "1984-02-29"),
        ("24 Nov 2026", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        ("--02-29", "--02-29"),
        ("Sat 30 Jun 1984", "1984-06-30"),
        ("30.6.", "--06-30"),
        ("12/24/1984", "1984-12-24"),
    ],
)
def test_a_birthday_is_understood(text: str, kept: str) -> None:
    assert parse_birthday(text, TODAY) == kept


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "in 2 weeks",
        "2w",
        "next tue",
        "June",
        "soon",
        "31 Feb 1984",
        "30 Jun 2090",
        "29 Feb 1985",
        "2099-01-01",
        "2025-13-45",
        "2025-02-29",
        "--02-30",
        "--13-01",
        "the 15th",
        "June 1984",
        "mid 1984",
        "end of 1984",
        "eoy",
        "500 days ago",
        "+2000d",
    ],
)
def test_what_is_no_birthday_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match="30 Jun 1984"):
        parse_birthday(text, TODAY)


def test_it_is_said_back() -> None:
    assert say_birthday("1984-06-30", TODAY) == "30 Jun 1984"
    assert say_birthday("--02-29", TODAY) == "29 Feb, the year not known"
    assert say_birthday("--02-29", Today.on(TODAY, Calendar("Nov 21"))) == "Feb 29, the year not known"
    assert say_birthday("1984-02-31", TODAY) == say_birthday("", TODAY) == ""
