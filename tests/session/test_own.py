"""One's own words for drafts, and findings that were put by."""

import pytest

from crm.domain.messages import templates
from crm.domain.messages.drafts import template_in
from crm.domain.record import Refusal
from crm.session import actions
from tests.session.desk import Desk


def write(desk: Desk, name: str = "nudge", body: str = "Hi ${first}, still of interest?") -> None:
    desk.session.do(actions.SetTemplate(name=name, subject=" A  word ", body=body))


def test_own_words_take_the_place_of_the_programs_and_undo_takes_them_away(desk: Desk) -> None:
    write(desk)
    subject, body = template_in(desk.session.book, "nudge")
    assert subject == "A word"
    assert body.startswith("Hi ${first}, still of interest?")
    desk.session.undo()
    assert template_in(desk.session.book, "nudge") == templates.NUDGE


def test_written_twice_there_is_one_and_the_programs_own_words_take_it_away(desk: Desk) -> None:
    write(desk)
    write(desk, body="${first}: yes, no, later?")
    assert len(desk.session.book.templates) == 1
    subject, body = templates.NUDGE
    desk.session.do(actions.SetTemplate(name="nudge", subject=subject, body=body))
    assert not desk.session.book.templates


def test_back_to_the_programs_words(desk: Desk) -> None:
    with pytest.raises(Refusal, match="no words of your own for one friendly reminder"):
        desk.session.do(actions.DropTemplate(name="nudge"))
    write(desk)
    desk.session.do(actions.DropTemplate(name="nudge"))
    assert not desk.session.book.templates


@pytest.mark.parametrize(
    ("name", "body", "line"),
    [
        ("nudges", "Hi", "no template 'nudges': did you mean nudge"),
        ("nudge", "Hi ${frist}", "no field ${frist} here: did you mean first?"),
        ("nudge", "Hi $first, ${why}", "no field ${why} here"),
        ("check_in", "Hi ${other}", "no field ${other} here; there are: first"),
        ("nudge", "It costs $5", "a field is written ${first}, and a dollar sign $$"),
        ("nudge", "  ", "a subject and a text"),
    ],
)
def test_what_is_refused_names_the_nearest_known_one(desk: Desk, name: str, body: str, line: str) -> None:
    with pytest.raises(Refusal) as refused:
        write(desk, name, body)
    assert line in str(refused.value)
    assert not desk.session.book.templates


def test_a_finding_without_a_name_is_not_put_by(desk: Desk) -> None:
    with pytest.raises(Refusal, match="which finding"):
        desk.session.do(actions.DismissInsight(insight=" ", n=3))
    assert not desk.session.book.dismissals


def test_a_finding_put_by_twice_is_one_record_that_counts_anew(desk: Desk) -> None:
    for n in (6, 9):
        desk.session.do(actions.DismissInsight(insight="missing/why now", n=n))
    (put_by,) = desk.session.book.dismissals.values()
    assert (put_by.insight, put_by.n, put_by.on) == ("missing/why now", 9, desk.session.today)
    assert put_by.hides(11)
    assert not put_by.hides(12)
