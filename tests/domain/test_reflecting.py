"""The four steps: moves that lose nothing, fillings that count only once they were seen, effects that can be dropped."""

from datetime import date
from typing import cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from crm.domain.checkin import CheckIn
from crm.domain.lens import Lens
from crm.domain.offer import KINDS, Kind
from crm.domain.record import Refusal, changed
from crm.domain.reflecting.fillings import Ground, noes_that_close
from crm.domain.reflecting.resuming import resumed
from crm.domain.reflecting.steps import CARD, Answers, Reflecting, with_kinds, with_missing
from crm.domain.reflection import A_CLEARER_WHY, MISSING, Clear, Effect, EffectWord, Reflection

DAY = date(2026, 3, 2)
GROUND = Ground(kind="favor", words="Thanks, but not for me.", declined=("favor", "favor"))
"""A third no to a favor, in words that tell nothing."""


def start(ground: Ground = GROUND, **answers: object) -> Reflecting:
    return Reflecting(ground).answered(**answers)


def at(step: int, state: Reflecting | None = None) -> Reflecting:
    state = state or start()
    while state.step < step:
        state = state.next()
    return state


# What their words fill in ------------------------------------------------------------------------------------


def test_a_type_that_their_words_name_fills_in_the_lens_and_counts_once_it_was_seen() -> None:
    words = "Kind of you, but I am only meeting hardware founders until January."
    end = date(2027, 1, 31)
    state = start(Ground(kind="connection", words=words, until=end))
    assert (state.focus_shown, state.types_shown, state.until_shown) == (
        "only_type",
        ("hardware founders",),
        end,
    )
    assert state.source == "said"
    assert at(3, state).lens is None
    lens = at(4, state).lens
    assert lens is not None
    assert (lens.mode, lens.types, lens.until, lens.source) == (
        "only_type",
        ("hardware founders",),
        end,
        "said",
    )


def test_a_filled_in_focus_that_was_skipped_or_chosen_otherwise_writes_no_lens() -> None:
    state = at(3, start(Ground(kind="connection", words="I have no time before the summer.")))
    assert state.focus_shown == "busy"
    assert state.skip().lens is None
    assert state.skip().is_open(3)
    assert state.answered(focus="no").next().lens is None


def test_a_type_and_an_end_that_were_emptied_stay_empty() -> None:
    ground = Ground(kind="connection", words="I only meet editors until June.", until=date(2026, 6, 1))
    state = start(ground).answered(focus="only_type", types=(), no_until=True)
    assert state.types_shown == ()
    assert state.until_shown is None


def test_what_takes_their_time_is_filled_in_and_gives_way_to_what_is_typed() -> None:
    state = at(3, start(Ground(kind="favor", words="I am writing a book until March.")))
    assert (state.focus_shown, state.busy_with_shown) == ("busy", "a book")
    kept, typed, emptied = (
        state.next(),
        state.answered(busy_with="a novel").next(),
        state.answered(busy_with=""),
    )
    assert [one.lens and one.lens.busy_with for one in (kept, typed, emptied.next())] == [
        "a book",
        "a novel",
        "",
    ]


def test_not_now_fills_in_no_focus_and_speaks_against_no_kind() -> None:
    ground = Ground(kind="favor", words="not now sorry", declined=("favor",) * 4)
    state = start(ground)
    assert (state.focus_shown, state.closed_shown) == (None, ())


def test_a_guess_that_they_are_busy_fills_in_a_guess() -> None:
    state = start(Ground(kind="connection", words="Thanks, but no.", guessed=("busy",)))
    assert (state.focus_shown, state.source) == ("busy", "guess")


def test_words_that_speak_of_both_leave_the_focus_to_the_reader() -> None:
    words = "I am swamped, and only meeting hardware founders."
    assert start(Ground(kind="connection", words=words)).focus_shown is None


# Moves ----------------------------------------------------------------------------------------------------


def test_next_and_back_walk_the_five_cards_and_stop_at_their_ends() -> None:
    state = start()
    assert state.back().step == 1
    assert [at(step).step for step in range(1, CARD + 1)] == [1, 2, 3, 4, 5]
    assert at(CARD).next().step == CARD


def test_finishing_is_refused_before_the_last_card() -> None:
    with pytest.raises(Refusal, match="last card"):
        at(4).finish()
    assert at(CARD).finish().end == "finished"


def test_nothing_moves_after_the_end() -> None:
    for ended in (start().defer(), start().put_away(), at(CARD).finish()):
        for move in (ended.next, ended.back, ended.skip, ended.defer, ended.put_away):
            with pytest.raises(Refusal, match="already"):
                move()
        with pytest.raises(Refusal, match="already"):
            ended.answered(clear="no")


def test_deferring_keeps_the_step_and_every_answer() -> None:
    state = at(3, start(clear="partly", better_why="Both build sensors")).answered(busy_with="a book").defer()
    assert (state.step, state.end) == (3, "put by")
    assert (state.answers.clear, state.answers.busy_with) == ("partly", "a book")


def test_skipping_leaves_the_question_open_and_keeps_what_was_typed() -> None:
    state = start(clear="no", missing=("why now",), better_why="Because of the fair in May").skip()
    assert state.step == 2
    assert state.answers.clear is None
    assert state.is_open(1)
    assert state.answers.better_why == "Because of the fair in May"


def test_a_step_that_was_skipped_takes_no_filling() -> None:
    assert at(2).closed_shown == ("favor",)
    assert at(2).skip().closed_to == ()
    assert at(2).skip().kind_true is None
    assert at(2).next().closed_to == ("favor",)
    assert at(2).next().kind_true == "favor"


def test_going_to_the_card_lets_this_step_count_and_not_those_between() -> None:
    due = Ground(kind="favor", declined=("favor", "favor"), check_in_on=DAY)
    assert start(due, clear="no").to_card().check_in is None
    assert start(due).to_card().kind_true is None
    assert at(2, start(due)).to_card().closed_to == ("favor",)
    assert at(4, start(due)).to_card().check_in == DAY


# Fillings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clear", "carried"), [(None, False), ("yes", False), ("unsure", False), ("partly", True), ("no", True)]
)
def test_what_was_missing_is_carried_by_itself_at_partly_and_no(clear: str | None, carried: bool) -> None:
    state = start(clear=clear, missing=("why now",))
    assert state.carry is carried
    assert (state.effects == ("lesson/why now",)) is carried
    assert state.answered(carry=not carried).carry is not carried


def test_a_better_sentence_alone_is_a_lesson_too() -> None:
    assert start(clear="no", better_why="He asks 20 minutes").effects == (f"lesson/{A_CLEARER_WHY}",)


@pytest.mark.parametrize(
    ("words", "open_to", "closed_to"),
    [
        ("", (), ("favor",)),
        ("No thank you!", (), ("favor",)),
        ("I am swamped until June", (), ()),
        ("I have no time for this", (), ()),
        ("No more mentoring for me, but I'm happy to meet peers", ("connection",), ("favor",)),
        ("I'm looking for clients at the moment", ("referral",), ("favor",)),
        ("I'd rather get advice myself", ("favor",), ()),
        ("I don't need new clients", (), ("referral",)),
    ],
)
def test_what_they_seem_open_and_closed_to_follows_from_the_kind_and_their_words(
    words: str, open_to: tuple[str, ...], closed_to: tuple[str, ...]
) -> None:
    declined: tuple[Kind, ...] = ("favor", "referral", "favor", "referral")
    state = at(2, start(Ground(kind="favor", words=words, declined=declined)))
    assert (state.open_shown, state.closed_shown) == (open_to, closed_to)


def test_a_no_to_what_was_not_clear_closes_no_kind() -> None:
    assert at(2, start(clear="no")).closed_shown == ()
    assert at(2, start(clear="partly")).closed_shown == ("favor",)


@pytest.mark.parametrize(
    ("declined", "noes", "closed_to"),
    [
        ((), 0, ()),
        (("favor",), 0, ()),
        (("referral", "connection", "favor"), 0, ()),
        (("favor", "favor"), 3, ("favor",)),
        (("favor", "referral", "favor", "favor"), 4, ("favor",)),
    ],
)
def test_a_no_that_tells_nothing_closes_its_kind_from_the_third_on(
    declined: tuple[Kind, ...], noes: int, closed_to: tuple[str, ...]
) -> None:
    ground = Ground(kind="favor", words="No thank you!", declined=declined)
    assert noes_that_close(ground, "favor", None, None) == noes
    assert at(2, start(ground)).closed_shown == closed_to
    took_one = changed(ground, taken=("favor",))
    assert at(2, start(took_one)).closed_shown == ()


@pytest.mark.parametrize("words", ["I only meet hardware people", "Swamped until March"])
def test_a_no_about_a_type_or_about_time_closes_no_kind_however_often(words: str) -> None:
    ground = Ground(kind="connection", words=words, declined=("connection",) * 4)
    assert noes_that_close(ground, "connection", None, None) == 0


def test_words_that_want_a_kind_of_offer_name_no_type_of_person() -> None:
    state = start(Ground(kind="favor", words="I only want clients"))
    assert (state.open_shown, state.types_shown, state.focus_shown) == (("referral",), (), None)


def test_their_words_close_the_kind_that_they_name_with_the_first_no() -> None:
    named = Ground(kind="favor", words="No more mentoring for me.")
    assert at(2, start(named)).closed_shown == ("favor",)


def test_another_kind_moves_the_filling_with_it() -> None:
    assert at(2).answered(kind_true="referral").closed_shown == ()
    both = changed(GROUND, declined=("favor", "referral") * 2)
    assert at(2, start(both)).answered(kind_true="referral").closed_shown == ("referral",)


@pytest.mark.parametrize(
    ("focus", "closed_to"),
    [(None, ("favor",)), ("no", ("favor",)), ("unknown", ("favor",)), ("busy", ()), ("only_type", ())],
)
def test_a_focus_takes_back_what_was_filled_in_as_closed(
    focus: str | None, closed_to: tuple[str, ...]
) -> None:
    state = at(CARD, at(3).answered(focus=focus, types=("founders",)))
    assert state.closed_to == closed_to
    assert [effect for effect in state.acting if effect.startswith("closed_to")] == [
        f"closed_to/{kind}" for kind in closed_to
    ]


def test_a_focus_leaves_a_kind_that_they_named_or_that_you_chose() -> None:
    words = "No more mentoring for me, I only want to meet founders."
    named = at(CARD, at(3, start(Ground(kind="favor", words=words))).answered(focus="busy"))
    assert named.effects == ("closed_to/favor", "lens")
    chosen = with_kinds(at(2), "closed_to", ("favor", "referral"))
    assert at(CARD, at(3, chosen).answered(focus="busy")).closed_to == ("referral", "favor")


def test_choosing_one_list_leaves_the_other_a_filling() -> None:
    state = at(3, with_kinds(at(2), "open_to", ("connection",)))
    assert (state.open_to, state.closed_to) == (("connection",), ("favor",))
    assert state.answered(focus="busy").closed_to == ()


def test_a_kind_put_on_one_list_is_taken_off_the_other() -> None:
    state = with_kinds(at(2), "open_to", ("favor", "connection"))
    assert (state.open_to, state.closed_to) == (("connection", "favor"), ())
    state = with_kinds(state, "closed_to", ("connection",))
    assert (state.open_to, state.closed_to) == (("favor",), ("connection",))
    with pytest.raises(Refusal, match="both open and closed"):
        state.answered(open_to=("connection",))


@pytest.mark.parametrize(
    ("focus", "words", "source"),
    [
        ("busy", "I'm writing a book until May", "said"),
        ("busy", "I'm not busy, just not interested", "guess"),
        ("busy", "", "guess"),
        ("only_type", "I only want to meet hardware people", "said"),
        ("only_type", "I'm swamped", "guess"),
    ],
)
def test_said_or_guess_follows_from_their_words(focus: str, words: str, source: str) -> None:
    state = start(Ground(kind="favor", words=words), focus=focus, types=("founders",))
    assert state.source == source
    assert state.lens is not None
    assert state.lens.source == source


def test_a_lens_for_a_type_needs_the_type_and_a_busy_one_nothing_more() -> None:
    assert start(focus="only_type").lens is None
    assert start(focus="only_type", types=("founders",)).effects == ("lens",)
    assert start(focus="busy").effects == ("lens",)
    assert start(focus="no").lens is None
    assert start(focus="unknown", types=("founders",)).lens is None


def test_a_check_in_is_proposed_when_the_rule_is_met_and_can_be_declined() -> None:
    state = at(4, start(Ground(kind="favor", check_in_on=DAY)))
    assert state.check_in_shown == DAY
    assert state.check_in is None
    assert state.next().check_in == DAY
    assert state.answered(no_check_in=True).next().check_in is None
    assert state.skip().check_in is None
    assert at(4).next().check_in is None


# Effects --------------------------------------------------------------------------------------------------


def test_every_effect_can_be_dropped_and_taken_up_again() -> None:
    state = full()
    assert state.effects == (
        "lesson/why now",
        "lesson/the size of the ask",
        "open_to/connection",
        "closed_to/favor",
        "lens",
        "check_in",
    )
    for effect in state.effects:
        dropped = state.answered(dropped=(effect,))
        assert effect not in dropped.acting
        assert dropped.dropped == (effect,)
        assert dropped.answered(dropped=()).acting == state.acting


def full() -> Reflecting:
    state = with_missing(start(clear="partly"), ("the size of the ask", "why now"))
    state = with_kinds(at(2, state), "open_to", ("connection",))
    state = with_kinds(state, "closed_to", ("favor",))
    state = at(3, state).answered(focus="busy", busy_with="a launch", until=DAY)
    return at(CARD, at(4, state).answered(check_in=DAY))


def test_items_of_ones_own_stay_beside_the_known_ones() -> None:
    state = with_missing(start(missing=("the price",)), ("why now", "why them"))
    assert state.answers.missing == ("why them", "why now", "the price")


# Any walk -------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "",
        "busy",
        "not now",
        "only want founders",
        "no more advice",
        "looking for clients",
        "let's talk in May",
    ]
)
SETTERS: dict[str, SearchStrategy[object]] = {
    "clear": st.sampled_from([None, "yes", "partly", "no", "unsure"]),
    "missing": st.lists(st.sampled_from(MISSING), unique=True).map(tuple),
    "better_why": st.sampled_from(["", "because of the fair"]),
    "carry": st.sampled_from([None, True, False]),
    "kind_true": st.sampled_from([None, *KINDS]),
    "focus": st.sampled_from([None, "only_type", "busy", "no", "unknown"]),
    "types": st.sampled_from([(), ("founders",), ("founders", "poets")]),
    "busy_with": st.sampled_from(["", "a book"]),
    "until": st.sampled_from([None, DAY]),
    "no_until": st.booleans(),
    "source": st.sampled_from([None, "said", "guess"]),
    "check_in": st.sampled_from([None, DAY]),
    "no_check_in": st.booleans(),
    "pattern_note": st.sampled_from(["", "a new job?"]),
    "learned_decliner": st.sampled_from(["", "prefers mornings"]),
}
GROUNDS = st.builds(
    Ground,
    kind=st.sampled_from(KINDS),
    words=WORDS,
    until=st.sampled_from([None, DAY]),
    guessed=st.sampled_from([(), ("busy",)]),
    taken=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
    declined=st.lists(st.sampled_from(KINDS), max_size=5).map(tuple),
    check_in_on=st.sampled_from([None, DAY]),
)


@st.composite
def walks(draw: st.DrawFn) -> Reflecting:
    """A reflection after any moves and answers that do not end it."""
    state = Reflecting(draw(GROUNDS))
    for move in draw(
        st.lists(st.sampled_from(["next", "back", "skip", "to_card", "set", "kinds", "drop"]), max_size=14)
    ):
        if move == "set":
            name = draw(st.sampled_from(sorted(SETTERS)))
            state = state.answered(**{name: draw(SETTERS[name])})
        elif move == "kinds":
            kinds = tuple(draw(st.lists(st.sampled_from(KINDS), unique=True)))
            state = with_kinds(state, draw(st.sampled_from(["open_to", "closed_to"])), kinds)
        elif move == "drop":
            drops = st.lists(st.sampled_from(state.effects), unique=True) if state.effects else st.just([])
            state = state.answered(dropped=tuple(draw(drops)))
        else:
            state = getattr(state, move)()
    return state


@settings(max_examples=80, deadline=None)
@given(walks())
def test_any_walk_stays_on_the_cards_and_keeps_its_promises(state: Reflecting) -> None:
    assert 1 <= state.step <= CARD
    assert not set(state.open_shown) & set(state.closed_shown)
    assert set(state.acting) | set(state.dropped) == set(state.effects)
    assert not set(state.acting) & set(state.dropped)
    assert len(set(state.effects)) == len(state.effects)
    assert state.next().back().answers == state.answers
    assert state.to_card().finish().end == "finished"


@settings(max_examples=80, deadline=None)
@given(walks())
def test_a_skip_adds_no_effect_and_loses_no_words(state: Reflecting) -> None:
    skipped = state.skip()
    unfocused = state.answered(focus=None) if state.step == 3 else state
    assert set(skipped.effects) <= set(unfocused.next().effects)
    for name in ("missing", "better_why", "types", "busy_with", "pattern_note", "learned_decliner"):
        assert getattr(skipped.answers, name) == getattr(state.answers, name)
    if state.step < CARD:
        assert skipped.is_open(state.step) or (state.step == 4 and state.answers.pattern_note)


@settings(max_examples=120, deadline=None)
@given(walks())
def test_what_was_put_by_is_taken_up_at_its_step_with_the_same_effects(state: Reflecting) -> None:
    again = resumed(*stored(state))
    assert again.step == state.step
    assert again.effects == state.effects
    assert again.acting == state.acting
    assert (again.kind_true, again.open_to, again.closed_to) == (
        state.kind_true,
        state.open_to,
        state.closed_to,
    )
    assert (again.focus, again.lens, again.check_in) == (state.focus, state.lens, state.check_in)
    for name in ("clear", "missing", "better_why", "pattern_note", "learned_decliner"):
        assert getattr(again.answers, name) == getattr(state.answers, name)


@pytest.mark.parametrize("focus", ["busy", "no"])
def test_put_by_at_step_3_a_filling_is_still_one(focus: str) -> None:
    again = resumed(*stored(at(3)))
    assert again.closed_to == ("favor",)
    assert again.answered(focus=focus).closed_to == (() if focus == "busy" else ("favor",))


def test_put_by_at_step_3_a_choice_is_still_one() -> None:
    chosen = with_kinds(at(2), "closed_to", ("favor", "referral"))
    again = resumed(*stored(at(3, chosen)))
    assert again.answered(focus="busy").closed_to == ("referral", "favor")
    cleared = resumed(*stored(at(3, with_kinds(at(2), "closed_to", ()))))
    assert cleared.answered(focus="no").closed_to == ()


def test_put_by_after_a_focus_was_found_it_closes_nothing() -> None:
    again = resumed(*stored(at(3).answered(focus="busy")))
    assert (again.closed_to, again.effects) == ((), ("lens",))


@pytest.mark.parametrize(
    ("clear", "missing", "carried", "carry"),
    [
        ("no", (), (), None),
        ("no", ("why now",), ("why now",), None),
        ("no", ("why now",), (), False),
        ("yes", ("why now",), ("why now",), True),
        ("yes", ("why now",), (), None),
    ],
)
def test_what_goes_along_by_itself_is_no_choice_when_it_is_taken_up(
    clear: Clear, missing: tuple[str, ...], carried: tuple[str, ...], carry: bool | None
) -> None:
    effects = (*(Effect(what="lesson", ref=item) for item in carried), Effect(what="open_to", ref="favor"))
    record = Reflection(offer=1, side="b", step=2, clear=clear, missing=missing, effects=effects)
    assert resumed(record, GROUND).answers.carry is carry


@pytest.mark.parametrize("name", ["open_to", "closed_to"])
def test_kinds_chosen_on_one_list_alone_are_taken_up(name: str) -> None:
    record = changed(Reflection(offer=1, side="b", step=3), **{name: ("referral",)})
    assert getattr(resumed(record, GROUND), name) == ("referral",)


@pytest.mark.parametrize("until", [None, DAY])
def test_the_end_of_a_lens_is_taken_up_and_so_is_that_none_was_known(until: date | None) -> None:
    lens = Lens(id=7, contact=1, mode="busy", source="said", until=until)
    record = Reflection(offer=1, side="b", step=4, focus="busy", lens=7)
    again = resumed(record, changed(GROUND, until=date(2026, 5, 5)), lens)
    assert again.lens is not None
    assert again.lens.until == until


def stored(state: Reflecting) -> tuple[Reflection, Ground, Lens | None, CheckIn | None]:
    """The records that a reflection put by leaves in the book."""
    lens = Lens(id=7, contact=1, **msgspec.structs.asdict(state.lens)) if state.lens else None
    check_in = CheckIn(id=8, contact=1, due_on=state.check_in) if state.check_in else None
    names = ("clear", "missing", "better_why", "pattern_note", "learned_decliner", "learned_other")
    record = Reflection(
        offer=1,
        side="b",
        status="partial",
        step=state.step,
        kind_true=state.kind_true,
        focus=state.focus,
        open_to=state.open_to,
        closed_to=state.closed_to,
        lens=7 if lens else None,
        checkin=8 if check_in else None,
        effects=tuple(effect(key, dropped=key in state.dropped) for key in state.effects),
    )
    return (
        changed(record, **{name: getattr(state.answers, name) for name in names}),
        state.ground,
        lens,
        check_in,
    )


def effect(key: str, *, dropped: bool) -> Effect:
    what, _, ref = key.partition("/")
    return Effect(
        what=cast("EffectWord", what), ref={"lens": 7, "check_in": 8}.get(key, ref), dropped=dropped
    )


def test_a_fresh_reflection_starts_with_nothing_answered() -> None:
    state = resumed(Reflection(offer=1, side="a"), GROUND)
    assert state == Reflecting(GROUND, Answers())
