from datetime import timedelta

import pytest

from crm.domain.offer import AnswerWord, Reason
from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.answer import AnswerDialog
from crm.ui.screens.outcome import OutcomeDialog
from crm.ui.screens.which_side import WhichSide
from tests.ui.forms.host import NARROW, TODAY, Host, press, shown


@pytest.fixture
def offer(session: Session, amara: int, ben: int) -> int:
    made = session.do(
        actions.MakeOffer(kind="connection", a=actions.NewSide(contact=amara), b=actions.NewSide(contact=ben))
    )
    assert made.id is not None
    return made.id


async def test_a_no_is_recorded_with_one_more_key(session: Session, offer: int) -> None:
    app = Host(lambda: AnswerDialog(session, offer, "b", "no"))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<enter>")
    assert session.book.offer(offer).b.answer == "no"
    assert app.results[0].answer["reflection"] in session.book.reflections


async def test_their_words_choose_busy_and_reasons_are_said_or_guessed(session: Session, offer: int) -> None:
    app = Host(lambda: AnswerDialog(session, offer, "b", "no"))
    async with app.run_test(size=NARROW) as pilot:
        await press(
            pilot,
            "Swamped",
            "<ctrl+j>",
            "sorry",
            "<tab>",
            "<tab>",
            "k",
            "<tab>",
            "they met in May",
            "<ctrl+s>",
        )
    side = session.book.offer(offer).b
    assert side.words == "Swamped\nsorry"
    assert side.reasons == (Reason("busy", "said"), Reason("knows them already", "guess"))
    assert side.guess == "they met in May"


@pytest.mark.parametrize(
    ("words", "reasons", "said"),
    [
        ("not now sorry", ("not now",), "“not now”: so not now is chosen"),
        ("Not now: I am swamped", ("busy",), "“swamped”: so busy is chosen"),
        ("swamped, not now", ("busy",), "“swamped”: so busy is chosen"),
        ("in the wrong time zone", (), ""),
    ],
)
async def test_only_words_of_their_time_or_work_choose_busy(
    session: Session, offer: int, words: str, reasons: tuple[str, ...], said: str
) -> None:
    app = Host(lambda: AnswerDialog(session, offer, "b", "no"))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, words)
        assert said in shown(app)
        await press(pilot, "<enter>")
    assert session.book.offer(offer).b.reasons == tuple(Reason(word, "said") for word in reasons)


async def test_a_reason_that_was_taken_away_is_not_chosen_again(session: Session, offer: int) -> None:
    app = Host(lambda: AnswerDialog(session, offer, "b", "no"))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "not now", "<tab>", "n", "<shift+tab>", ", sorry", "<enter>")
    side = session.book.offer(offer).b
    assert (side.words, side.reasons) == ("not now, sorry", ())


async def test_later_wants_its_day_and_says_how_it_was_understood(session: Session, offer: int) -> None:
    app = Host(lambda: AnswerDialog(session, offer, "a", "later"))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<enter>")
        assert "needs the day to come back" in shown(app)
        await press(pilot, "2w")
        assert "Tue 8 Dec 2026, in 14 days" in shown(app)
        await press(pilot, "<enter>")
    side = session.book.offer(offer).a
    assert (side.answer, str(side.revisit_on)) == ("later", "2026-12-08")


@pytest.mark.parametrize("answer", ["yes", "no", "no_reply"])
async def test_a_day_that_is_none_is_refused_and_the_words_stay(
    session: Session, offer: int, answer: AnswerWord
) -> None:
    app = Host(lambda: AnswerDialog(session, offer, "a", answer))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "kind words", *["<tab>"] * (4 if answer == "no" else 1), "someday", "<enter>")
        text = shown(app)
    assert session.book.offer(offer).a.answer is None
    assert '"someday" is not understood as a day' in text
    assert "kind words" in text


async def test_the_letter_of_a_person_tells_which_side(session: Session, offer: int) -> None:
    app = Host(lambda: WhichSide(session, offer, "Who said no?"))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "b")
    assert app.results == ["b"]


async def test_arrows_and_enter_tell_which_side(session: Session, offer: int) -> None:
    app = Host(lambda: WhichSide(session, offer, "Who said no?"))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<enter>")
        assert "which of the two?" in shown(app)
        await press(pilot, "<down>", "<down>", "<enter>")
    assert app.results == ["b"]


async def test_how_it_went_needs_a_verdict_and_keeps_the_words(session: Session, offer: int) -> None:
    for side in ("a", "b"):
        session.do(actions.RecordAnswer(offer=offer, side=side, answer="yes"))
    session.do(actions.Introduce(offer=offer))
    app = Host(lambda: OutcomeDialog(session, offer))
    async with app.run_test(size=NARROW) as pilot:
        assert "a ● Amara Okafor   b ○ Ben Ortiz" in shown(app), "the letters of their names"
        await press(pilot, "<ctrl+s>")
        assert "was it worth their time?" in shown(app)
        await press(pilot, "<tab>", "y", "<tab>", "we are hiring together", "<enter>")
    assert session.book.offer(offer).outcome.a.worth_it == "yes"
    assert session.book.offer(offer).outcome.a.words == "we are hiring together"


@pytest.fixture
def introduced(session: Session, offer: int) -> int:
    """Both said yes and met; Amara has told how it went."""
    session.do(actions.EditOffer(offer=offer, made_on=TODAY - timedelta(days=10)))
    for side in ("a", "b"):
        session.do(actions.RecordAnswer(offer=offer, side=side, answer="yes", on=TODAY - timedelta(days=9)))
    session.do(actions.Introduce(offer=offer, on=TODAY - timedelta(days=8)))
    session.do(
        actions.TellOutcome(
            offer=offer, side="a", worth_it="unsure", words="nice lunch", on=TODAY - timedelta(days=5)
        )
    )
    return offer


async def test_what_a_side_told_is_there_to_be_put_right(session: Session, introduced: int) -> None:
    app = Host(lambda: OutcomeDialog(session, introduced))
    async with app.run_test(size=NARROW) as pilot:
        assert "b ● Ben Ortiz" in shown(app), "he is still to be heard"
        assert "nice lunch" not in shown(app)
        await press(pilot, "a")
        assert "nice lunch" in shown(app)
        await press(pilot, "<tab>", "y", "<enter>")
    told = session.book.offer(introduced).outcome.a
    assert (told.worth_it, told.words, told.on) == ("yes", "nice lunch", TODAY - timedelta(days=5))


async def test_what_is_typed_stays_when_it_was_the_other_who_told_it(
    session: Session, introduced: int
) -> None:
    app = Host(lambda: OutcomeDialog(session, introduced))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<tab>", "n", "<tab>", "a cold fish", "<shift+tab>", "<shift+tab>", "a")
        assert "a cold fish" in shown(app)
        assert "nice lunch" not in shown(app)
        await press(pilot, "<escape>")
        app.open()
        await pilot.pause()
        assert "a ● Amara Okafor" in shown(app)
        await press(pilot, "<ctrl+s>")
    told = session.book.offer(introduced).outcome.a
    assert (told.worth_it, told.words) == ("no", "a cold fish")


async def test_a_verdict_left_half_put_right_comes_back_as_it_was_left(
    session: Session, introduced: int
) -> None:
    session.do(actions.TellOutcome(offer=introduced, side="b", worth_it="no"))
    app = Host(lambda: OutcomeDialog(session, introduced))
    async with app.run_test(size=NARROW) as pilot:
        assert "a ● Amara Okafor" in shown(app), "with both heard it begins with the first"
        await press(pilot, "b", "<tab>", "?", "<escape>")
        app.open()
        await pilot.pause()
        await press(pilot, "<ctrl+s>")
    told = session.book.offer(introduced).outcome
    assert (told.b.worth_it, told.a.words, told.b.words) == ("unsure", "nice lunch", "")
