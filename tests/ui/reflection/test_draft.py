"""What was answered is kept while a reflection goes on, and taken up again."""

from datetime import date

from crm.domain.days.today import Calendar, Today
from crm.domain.record import changed
from crm.domain.reflecting.fillings import Ground
from crm.domain.reflecting.steps import Answers, Reflecting
from crm.ui.screens.reflection.draft import draft_of, taken_up


def test_a_check_in_today_is_kept_as_the_day_that_it_is() -> None:
    today = Today.on(date(2026, 11, 24), Calendar("ISO"))
    state = Reflecting(Ground(kind="favor"), answers=Answers(check_in=today), step=4)
    draft = draft_of(state)
    assert "2026-11-24" in str(draft)
    again = taken_up(changed(state, answers=Answers()), draft)
    assert again == state
    assert type(again.answers.check_in) is date
