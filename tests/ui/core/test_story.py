"""A contact's story, whatever other hands have written into the file."""

import pytest

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
