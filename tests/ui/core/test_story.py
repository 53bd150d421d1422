"""A contact's story, whatever other hands have written into the file."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.lens import Lens
from crm.insight.agenda.people import lens_words as behind_a_name
from crm.insight.next_offer.look_ahead import look_ahead
from crm.insight.person import person_facts
from crm.ui.rows.lens_words import lens_words
from crm.ui.rows.story import lens_words as in_a_story
from crm.ui.rows.story import moments
from tests.builders import DAY, book, contact, lens, note


@pytest.mark.parametrize("created", ["24.11.2026", "2026-02-30T08:00:00Z", "yesterday", ""])
def test_a_record_that_was_made_on_no_day_stops_no_story(created: str) -> None:
    known = book(
        contact(1, "Amara Okafor", created=created),
        lens(41, 1, "busy", created=created, ended_on=DAY),
        note(51, 1, "Met at the harbour"),
    )
    assert [(one.table, one.on) for one in moments(known, 1, DAY)] == [("notes", DAY), ("lenses", DAY)]


def test_the_story_begins_on_the_day_on_which_someone_came_into_the_book() -> None:
    known = book(contact(1, "Amara Okafor", created=f"{DAY.isoformat()}T08:00:00Z"))
    assert [(one.words, one.on) for one in moments(known, 1, DAY)] == [("came into your book", DAY)]


UNTIL = DAY + timedelta(30)
BUSY = {
    "": "busy until 3 Dec",
    "a book": "busy with a book until 3 Dec",
    "other things": "busy with other things until 3 Dec",
    "other things, after that: potters; nurses": "busy until 3 Dec, then: potters; nurses",
    "a book, after that: potters": "busy with a book until 3 Dec, then: potters",
}


@pytest.mark.parametrize(("busy_with", "words"), BUSY.items())
def test_the_end_of_a_lens_stands_before_what_comes_after_it(busy_with: str, words: str) -> None:
    busy = lens(41, 1, "busy", busy_with=busy_with, until=UNTIL, created=f"{DAY.isoformat()}T08:00:00Z")
    known = book(contact(1, "Amara Okafor"), contact(2), busy)
    assert lens_words(busy, DAY) == f"‖ {words} (said)"
    assert behind_a_name(busy, "until 3 Dec") == in_a_story(busy, "until 3 Dec") == words
    about_them = [one.text for one in look_ahead(known, DAY, "connection", 1, 2).lines if one.about == "lens"]
    assert about_them == [f"Amara is {words} (said 3 Nov); try from 4 Dec"]
    facts = person_facts(known, 1, DAY).lens
    assert facts is not None
    told = next(one for one in moments(known, 1, DAY) if one.table == "lenses")
    dated = words.replace("until 3 Dec", "until 3 Dec 2025")
    if busy.then:
        assert (facts.words, facts.ends) == (f"B{words[1:]}", "")
        assert (told.words, told.under) == (dated, ("they said",))
    else:
        assert f"{facts.words} {facts.ends}" == f"B{words[1:]}"
        assert f"{told.words} {told.under[0].removeprefix('they said · ')}" == dated


@given(
    st.text(max_size=9), st.sampled_from(["other things", "a book", ""]), st.sampled_from(["", "until May"])
)
def test_nothing_that_a_busy_lens_says_is_left_out(then: str, what: str, until: str) -> None:
    said = Lens(id=1, contact=1, mode="busy", busy_with=f"{what}, after that: {then}").busy_words(until)
    assert said.startswith("busy")
    assert said.endswith(f", then: {then}" if then else until or what)
    assert until in said
