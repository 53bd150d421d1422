from datetime import timedelta
from pathlib import Path

import pytest

from crm.domain.record import Refusal
from crm.session import actions
from crm.session.session import Session
from tests.session.conftest import TODAY
from tests.session.desk import Desk


def effects(reflection: object) -> list[tuple[str, object, bool]]:
    return [(one.what, one.ref, one.dropped) for one in reflection.effects]  # type: ignore[attr-defined]


def test_what_was_missing_is_carried_by_itself_at_partly_and_no(desk: Desk) -> None:
    carried = desk.reflect(desk.declined(), clear="partly", missing=("why now",))
    assert effects(carried) == [("lesson", "why now", False)]
    plain = desk.reflect(desk.declined("Chen Wei"), clear="yes", missing=("why now",))
    assert effects(plain) == []


def test_a_better_sentence_alone_is_a_lesson_too(desk: Desk) -> None:
    done = desk.reflect(desk.declined(), clear="no", better_why="Ben funds exactly your kind of lab")
    assert effects(done) == [("lesson", "a clearer why", False)]


def test_step_three_writes_the_lens_with_a_review_day_when_it_has_no_end(desk: Desk) -> None:
    done = desk.reflect(
        desk.declined(), lens=actions.LensFields(mode="busy", busy_with="a book", source="said")
    )
    lens = desk.session.book.lens(done.lens or 0)
    assert (lens.mode, lens.busy_with, lens.source, lens.origin) == ("busy", "a book", "said", done.id)
    assert lens.review_on == TODAY + timedelta(days=60)
    assert done.focus == "busy"
    assert ("lens", lens.id, False) in effects(done)


def test_a_lens_for_one_type_names_the_type(desk: Desk) -> None:
    owed = desk.declined()
    with pytest.raises(Refusal, match="which type of person"):
        desk.reflect(owed, lens=actions.LensFields(mode="only_type"))
    assert desk.session.book.reflection(owed.id) == owed


def test_answering_step_three_anew_changes_the_same_lens_or_takes_it_away(desk: Desk) -> None:
    owed = desk.declined()
    first = desk.reflect(owed, lens=actions.LensFields(mode="busy"), step=4)
    second = desk.reflect(owed, lens=actions.LensFields(mode="only_type", types=("funders",)), step=4)
    assert second.lens == first.lens
    assert desk.reflect(owed, focus="no").lens is None
    assert not desk.session.book.lenses


def test_put_by_at_a_step_it_is_there_again_after_a_restart(desk: Desk, tmp_path: Path) -> None:
    owed = desk.declined()
    desk.reflect(owed, step=2, clear="partly", missing=("why them",), better_why="because of the harbour")
    desk.session.close()
    again = Session.open(tmp_path / "people.json", today=TODAY)
    kept = again.book.reflection(owed.id)
    assert (kept.status, kept.step, kept.clear, kept.missing) == ("partial", 2, "partly", ("why them",))
    assert kept.better_why == "because of the harbour"
    assert kept.is_owed
    again.close()


def test_a_dropped_effect_stays_on_the_record_and_acts_no_longer(desk: Desk) -> None:
    done = desk.reflect(
        desk.declined(),
        clear="no",
        missing=("why now", "why them"),
        lens=actions.LensFields(mode="busy"),
        dropped=("lens", "lesson/why now"),
    )
    assert [effect.ref for effect in done.acts("lesson")] == ["why them"]
    assert not desk.session.book.lens(done.lens or 0).holds_on(TODAY)
    desk.session.do(actions.DropEffect(reflection=done.id, effect="lens", dropped=False))
    assert desk.session.book.lens(done.lens or 0).holds_on(TODAY)


def test_an_unknown_effect_names_those_there_are(desk: Desk) -> None:
    done = desk.reflect(desk.declined(), clear="no", missing=("why now",))
    with pytest.raises(Refusal, match="it has: lesson/why now"):
        desk.session.do(actions.DropEffect(reflection=done.id, effect="lens"))


def test_a_check_in_is_planned_moved_and_taken_away_with_its_answer(desk: Desk) -> None:
    owed = desk.declined()
    planned = desk.reflect(owed, check_in=desk.day(7), step=5)
    assert desk.session.book.checkin(planned.checkin or 0).due_on == desk.day(7)
    moved = desk.reflect(owed, check_in=desk.day(9), step=5)
    assert moved.checkin == planned.checkin
    assert desk.reflect(owed, check_in=None).checkin is None
    assert not desk.session.book.checkins


def test_a_skip_is_on_purpose_and_owes_nothing(desk: Desk) -> None:
    skipped = desk.reflect(desk.declined(), skip=True)
    assert skipped.status == "skipped"
    assert not skipped.is_owed


def test_a_no_taken_back_takes_its_lens_and_its_lessons_out_of_action(desk: Desk) -> None:
    owed = desk.declined()
    done = desk.reflect(owed, clear="no", missing=("why now",), lens=actions.LensFields(mode="busy"))
    desk.answers(owed.offer, "a", "yes")
    after = desk.session.book.reflection(owed.id)
    assert after.status == "skipped"
    assert not after.acts("lesson")
    assert not desk.session.book.lens(done.lens or 0).holds_on(TODAY)
    with pytest.raises(Refusal, match="taken back"):
        desk.reflect(owed, clear="yes")


def test_nothing_of_a_no_that_was_taken_back_is_made_to_act_again(desk: Desk) -> None:
    owed = desk.declined()
    desk.reflect(owed, lens=actions.LensFields(mode="busy"), check_in=desk.day(7))
    desk.answers(owed.offer, "a", "yes")
    for effect in ("lens", "check_in"):
        with pytest.raises(Refusal, match="taken back"):
            desk.session.do(actions.DropEffect(reflection=owed.id, effect=effect, dropped=False))


def test_an_untouched_reflection_goes_with_its_no_and_undo_brings_both_back(desk: Desk) -> None:
    owed = desk.declined()
    desk.answers(owed.offer, "a", None)
    assert not desk.session.book.reflections
    desk.session.undo()
    assert desk.session.book.reflection(owed.id).status == "owed"
    assert desk.the(owed.offer).a.answer == "no"


def test_nobody_is_open_and_closed_to_the_same_kind(desk: Desk) -> None:
    with pytest.raises(Refusal, match="open and closed to a favor"):
        desk.reflect(desk.declined(), open_to=("favor",), closed_to=("favor", "referral"))


def test_a_no_said_again_after_all_takes_up_what_it_had_taught(desk: Desk) -> None:
    owed = desk.declined()
    desk.reflect(owed, clear="no", missing=("why now",), lens=actions.LensFields(mode="busy"))
    desk.answers(owed.offer, "a", None)
    desk.answers(owed.offer, "a", "no")
    again = desk.session.book.reflection(owed.id)
    assert again.status == "partial"
    done = desk.reflect(again)
    assert [effect.ref for effect in done.acts("lesson")] == ["why now"]
    assert desk.session.book.lens(done.lens or 0).holds_on(TODAY)


def test_what_was_dropped_on_purpose_stays_dropped_when_a_no_is_said_again(desk: Desk) -> None:
    owed = desk.declined()
    lens = actions.LensFields(mode="busy")
    desk.reflect(
        owed, clear="no", missing=("why now", "why them"), lens=lens, dropped=("lens", "lesson/why now")
    )
    for answer in ("yes", "no"):
        desk.answers(owed.offer, "a", answer)
    again = desk.session.book.reflection(owed.id)
    assert [effect.ref for effect in again.acts("lesson")] == ["why them"]
    assert not desk.session.book.lens(again.lens or 0).holds_on(TODAY)


def test_a_lens_that_was_ended_by_hand_does_not_come_back_with_its_no(desk: Desk) -> None:
    owed = desk.declined()
    lens = desk.reflect(owed, lens=actions.LensFields(mode="busy")).lens or 0
    desk.session.do(actions.EndLens(lens=lens))
    for answer in ("yes", "no"):
        desk.answers(owed.offer, "a", answer)
    assert not desk.session.book.lens(lens).holds_on(TODAY)


def test_a_no_told_more_exactly_leaves_its_reflection_alone(desk: Desk) -> None:
    owed = desk.declined()
    desk.reflect(owed, skip=True)
    desk.answers(owed.offer, "a", "no", words="Thanks, but no time before June")
    assert desk.session.book.reflection(owed.id).status == "skipped"
