"""Undo and redo, tried with random days at the desk."""

import contextlib
import os
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import TinyDB

from crm.domain.book import TABLES, Book
from crm.domain.offer import SIDES, AnswerWord
from crm.domain.record import Refusal
from crm.session import actions
from crm.session.session import Session
from tests.session.conftest import TODAY
from tests.session.desk import Desk


def state(book: Book) -> dict[str, dict[int, Any]]:
    return {table: dict(getattr(book, table)) for table in TABLES}


def test_undo_takes_back_a_no_with_its_reflection_and_redo_brings_both(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"))
    before = state(desk.session.book)
    owed = desk.answers(offer, "a", "no")["reflection"]
    after = state(desk.session.book)
    assert desk.session.can_undo == "recorded Ada's no"
    desk.session.undo()
    assert state(desk.session.book) == before
    desk.session.redo()
    assert state(desk.session.book) == after
    assert owed in desk.session.book.reflections


def test_there_is_nothing_to_undo_at_first_and_a_new_change_ends_redo(desk: Desk) -> None:
    with pytest.raises(Refusal, match="nothing to undo"):
        desk.session.undo()
    desk.person("Ada")
    desk.session.undo()
    desk.person("Ben")
    with pytest.raises(Refusal, match="nothing to redo"):
        desk.session.redo()


class DaysAtTheDesk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        os.environ["CRM_STATE_DIR"] = f"{self.folder.name}/state"
        self.session = Session.open(Path(self.folder.name) / "people.json", today=TODAY)
        self.states = [state(self.session.book)]
        self.undone: list[dict[str, dict[int, Any]]] = []

    def teardown(self) -> None:
        self.session.close()
        again = Session.open(self.session.path, today=TODAY)
        assert state(again.book) == self.states[-1], "the file holds what the screen showed"
        again.close()
        self.folder.cleanup()

    def try_to(self, action: actions.Change) -> None:
        """What is done is one step; what is refused, or stood like that already, is none."""
        last, is_done = self.session.last_step, False
        with contextlib.suppress(Refusal):
            is_done = self.session.do(action).changed
        assert (state(self.session.book) != self.states[-1]) == is_done
        assert (self.session.last_step is not last) == is_done
        if is_done:
            self.states.append(state(self.session.book))
            self.undone.clear()

    @rule(name=st.sampled_from(["Ada Novak", "Ben Ortiz", "陈伟", "[bold]Dara[/]"]))
    def add(self, name: str) -> None:
        self.try_to(actions.AddContact(name=name))

    @precondition(lambda self: len(self.session.book.contacts) > 1)
    @rule(data=st.data(), kind=st.sampled_from(["connection", "referral", "favor"]))
    def offer(self, data: st.DataObject, kind: Any) -> None:
        people = sorted(self.session.book.contacts)
        a, b = (actions.NewSide(contact=data.draw(st.sampled_from(people))) for _ in SIDES)
        self.try_to(actions.MakeOffer(kind=kind, a=a, b=b, requested_by="a", override_reason="sure"))

    @precondition(lambda self: bool(self.session.book.offers))
    @rule(data=st.data(), side=st.sampled_from(SIDES), answer=st.sampled_from([*get_args(AnswerWord), None]))
    def answer(self, data: st.DataObject, side: Any, answer: Any) -> None:
        offer = data.draw(st.sampled_from(sorted(self.session.book.offers)))
        revisit = TODAY + timedelta(days=9) if answer == "later" else None
        self.try_to(actions.RecordAnswer(offer=offer, side=side, answer=answer, revisit_on=revisit))

    @precondition(lambda self: bool(self.session.book.reflections))
    @rule(
        data=st.data(),
        clear=st.sampled_from(["yes", "no"]),
        busy=st.booleans(),
        step=st.sampled_from([None, 3]),
    )
    def reflect(self, data: st.DataObject, clear: Any, busy: bool, step: int | None) -> None:
        one = data.draw(st.sampled_from(sorted(self.session.book.reflections)))
        lens = actions.LensFields(mode="busy") if busy else None
        self.try_to(actions.Reflect(reflection=one, clear=clear, missing=("why now",), lens=lens, step=step))

    @precondition(lambda self: bool(self.session.book.contacts))
    @rule(data=st.data(), words=st.sampled_from(["likes maps", "moved to Oslo", ""]))
    def another_program_writes(self, data: st.DataObject, words: str) -> None:
        """What it wrote is in the book after a look at the file, as a step that can be undone like any other."""
        person = data.draw(st.sampled_from(sorted(self.session.book.contacts)))
        self.session.saved()
        with TinyDB(self.session.path) as plain:
            plain.table("contacts").update({"notes": words}, doc_ids=[person])
        self.session.take_in(self.session.look())
        assert self.session.book.contact(person).notes == words
        if state(self.session.book) != self.states[-1]:
            self.states.append(state(self.session.book))
            self.undone.clear()

    @rule()
    def start_again(self) -> None:
        self.session.close()
        self.session = Session.open(self.session.path, today=TODAY)
        self.states, self.undone = [self.states[-1]], []

    @rule()
    def undo(self) -> None:
        if len(self.states) > 1:
            self.session.undo()
            self.undone.append(self.states.pop())

    @rule()
    def redo(self) -> None:
        if self.undone:
            self.session.redo()
            self.states.append(self.undone.pop())

    @invariant()
    def the_book_is_what_it_should_be(self) -> None:
        assert state(self.session.book) == self.states[-1]

    @invariant()
    def every_standing_no_has_its_reflection(self) -> None:
        book = self.session.book
        for offer in book.offers.values():
            for key, side in offer.sides():
                kept = [one for one in book.reflections_of(offer.id) if one.side == key]
                assert len(kept) <= 1
                assert side.answer != "no" or kept


DaysAtTheDesk.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestDaysAtTheDesk = DaysAtTheDesk.TestCase
