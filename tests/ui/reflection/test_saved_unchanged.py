"""Whatever was answered, and whatever came after: a done reflection opened again and saved as it is changes nothing."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crm.domain.book import Book, Edit
from crm.domain.offer import KINDS, ROLES
from crm.domain.record import Refusal, changed
from crm.domain.reflecting.steps import Reflecting
from crm.domain.reflection import MISSING, Reflection
from crm.insight.evidence import evidence, under_way
from crm.insight.thresholds import DEFAULTS
from crm.session import actions
from crm.session.plan import Plan, Scene
from crm.session.verbs import planned
from crm.ui.screens.reflection import saving
from tests.ui.reflection.stories import TODAY

WORDS = st.sampled_from(("", "poets", " a book ", "a, b", "ask\nlater"))
DAYS = st.none() | st.integers(-20, 60).map(lambda days: TODAY + timedelta(days))
LENSES = st.builds(
    actions.LensFields,
    mode=st.sampled_from(("only_type", "busy", "open")),
    types=st.lists(WORDS, max_size=2).map(tuple),
    busy_with=WORDS,
    until=DAYS,
    source=st.sampled_from(("said", "guess")),
)
KEYS = (
    "lens",
    "check_in",
    *(f"lesson/{one}" for one in MISSING),
    *(f"{way}/{kind}" for way in ("open_to", "closed_to") for kind in KINDS),
)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "clear": st.sampled_from((None, "yes", "partly", "no", "unsure")),
    "missing": some((*MISSING, " my own item ")),
    "better_why": WORDS,
    "carry": st.sampled_from((None, True, False)),
    "kind_true": st.sampled_from((None, *KINDS)),
    "open_to": some(KINDS),
    "closed_to": some(KINDS),
    "focus": st.sampled_from((None, "only_type", "busy", "no", "unknown")),
    "lens": st.none() | LENSES,
    "check_in": DAYS,
    "pattern_note": WORDS,
    "learned_decliner": WORDS,
    "learned_other": WORDS,
    "dropped": some(KEYS),
    "step": st.sampled_from((None, None, 2, 5)),
    "skip": st.sampled_from((False, False, False, True)),
}
OFTEN = ("lens", "check_in")
"""What has a record of its own, to which things happen later: that is where it can go wrong."""

REFLECTS = st.fixed_dictionaries(
    {name: ANSWERS[name] for name in OFTEN},
    optional={name: one for name, one in ANSWERS.items() if name not in OFTEN},
)
AFTER = st.sampled_from(
    (
        "drop lens",
        "drop check-in",
        "take up",
        "end lens",
        "set lens",
        "plan",
        "ask",
        "answer",
        "a day goes by",
    )
)


class Paper:
    """The verbs on a book in memory: Dara has said no some times, and owes the reflections on it."""

    def __init__(self, noes: int, words: str) -> None:
        self.book, self.today = Book(), TODAY - timedelta(5)
        self._ids = count(1)
        self.dara, self.ben = (self.do(actions.AddContact(name=name)).id or 0 for name in ("Dara", "Ben"))
        for place in range(noes):
            self.says_no(KINDS[place % len(KINDS)], words)

    def do(self, action: actions.Change) -> Plan:
        scene = Scene(self.book, self.today, DEFAULTS, lambda _: next(self._ids))
        made = planned(scene, action)
        self.book = self.book.with_edits(made.edits)
        return made

    def says_no(self, kind: Any, words: str) -> None:
        on = self.today - timedelta(9)
        sides = [
            actions.NewSide(contact=one, role=role)
            for one, role in zip((self.dara, self.ben), ROLES[kind], strict=True)
        ]
        made = self.do(
            actions.MakeOffer(kind=kind, a=sides[0], b=sides[1], made_on=on, override_reason="invented")
        )
        self.do(actions.RecordAnswer(offer=made.id or 0, side="a", answer="no", on=on, words=words))

    @property
    def reflection(self) -> Reflection:
        return self.book.reflection(max(self.book.reflections))

    def opened(self) -> Reflecting:
        found = evidence(self.book, self.reflection.id, self.today)
        return under_way(self.book, found, self.today)

    def saved(self, **answers: Any) -> Plan:
        """Opened, answered otherwise, and ended with Enter on its card."""
        state = self.opened()
        held = self.book.lenses.get(self.reflection.lens or 0)
        return self.do(saving.reflect(self.reflection.id, state.answered(**answers).finish(), held, state))


def actions_of(paper: Paper, what: str) -> Iterator[actions.Change]:
    """What somebody may do after a reflection, as far as there is anything to do it to."""
    one = paper.reflection
    if what == "set lens":
        yield actions.SetLens(contact=paper.dara, mode="busy", busy_with="a move")
    elif what == "plan":
        yield actions.PlanCheckIn(contact=paper.dara, due_on=paper.today + timedelta(3))
    elif what == "end lens" and one.lens:
        yield actions.EndLens(lens=one.lens)
    elif what == "ask" and one.checkin:
        yield actions.AskCheckIn(checkin=one.checkin)
    elif what == "answer" and one.checkin:
        yield actions.AnswerCheckIn(checkin=one.checkin, people_wanted="poets", notes="kindly")
    elif what == "take up":
        for effect in one.effects:
            yield actions.DropEffect(reflection=one.id, effect=effect.key, dropped=False)
    elif what.startswith("drop"):
        yield actions.DropEffect(reflection=one.id, effect=what.split()[1].replace("-", "_"))


def live(paper: Paper, what: str) -> None:
    if what == "a day goes by":
        paper.today += timedelta(1)
    for action in actions_of(paper, what):
        with suppress(Refusal):
            paper.do(action)


@st.composite
def lived(draw: st.DrawFn) -> Paper:
    """A reflection that was answered, put by, put away, answered anew, and what came after."""
    words = st.sampled_from(("", "only poets until 3 Dec, no more mentoring", "I am busy with a book"))
    paper = Paper(draw(st.integers(1, 4)), draw(words))
    for answers in draw(st.lists(REFLECTS, min_size=1, max_size=2)):
        with suppress(Refusal):
            paper.do(actions.Reflect(reflection=paper.reflection.id, **answers))
    for what in draw(st.lists(AFTER, max_size=6)):
        live(paper, what)
    assume(paper.reflection.status == "done")
    return paper


@given(lived())
@settings(max_examples=200, deadline=None)
def test_a_done_reflection_saved_as_it_is_changes_nothing(paper: Paper) -> None:
    assert paper.saved().edits == ()


@given(lived())
@settings(max_examples=100, deadline=None)
def test_a_line_that_is_added_changes_that_line_and_nothing_else(paper: Paper) -> None:
    before = paper.reflection
    (edit,) = paper.saved(learned_other="likes letters").edits
    assert edit == Edit("reflections", before.id, before, changed(before, learned_other="likes letters"))
