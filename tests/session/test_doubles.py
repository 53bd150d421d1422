"""Two contacts become one, and all that refers to them follows; or it is noted that they are two."""

import json

import pytest
from msgspec import json as fast_json

from crm.domain.contact import Labelled, Source
from crm.domain.record import Refusal
from crm.insight.duplicates import duplicates
from crm.session import actions
from crm.session.apply import applied
from crm.session.session import Session
from crm.storage.change import Change
from tests.session.desk import Desk


@pytest.fixture
def twice(desk: Desk) -> tuple[int, int]:
    """Dara, and Dara again out of another address book."""
    mine = desk.person("Dara Levy", org="Kelp", emails=(Labelled("dara@example.org"),))
    other = desk.person(
        "Levy, Dara",
        org="Harbour Foods",
        emails=(Labelled("DARA@example.org"), Labelled("d@example.org")),
        sources=(Source("vcard", "uid-1"),),
        notes="Likes boats",
    )
    return mine, other


def test_everything_follows_the_one_that_stays_as_one_step(desk: Desk, twice: tuple[int, int]) -> None:
    session, (keep, gone) = desk.session, twice
    ben = desk.person("Ben Ortiz")
    offer = desk.offer(gone, ben)
    owed = desk.answers(offer, "a", "no", words="Thanks, not now")["reflection"]
    done = desk.reflect(owed, focus="busy", lens=actions.LensFields(mode="busy", until=desk.day(30)))
    planned = session.do(actions.PlanCheckIn(contact=gone)).id
    session.do(actions.AddNote(contact=gone, text="A friend of Ben's"))
    before, undo = session.book, session.can_undo

    outcome = session.do(actions.MergeContacts(keep=keep, merge=gone))

    book = session.book
    assert gone not in book.contacts
    assert outcome.id == keep
    assert outcome.answer["followed"] == 4
    assert (book.contact(keep).org, len(book.contact(keep).emails)) == ("Harbour Foods", 2)
    assert [one.id for one in book.offers_of(keep)] == [offer]
    assert [one.id for one in book.reflections_about(keep)] == [owed]
    assert book.current_lens(keep, session.today) == book.lens(done.lens or 0)
    assert [one.id for one in book.checkins_of(keep)] == [planned]
    assert {"A friend of Ben's", "Merged with Levy, Dara. Left aside:\norganisation: Kelp"} == {
        one.text for one in book.notes_of(keep)
    }
    session.undo()
    assert session.book == before
    assert session.can_undo == undo
    session.redo()
    assert session.book == book


def test_the_next_import_finds_the_one_that_went(desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    desk.session.do(actions.MergeContacts(keep=keep, merge=gone))
    assert {Source("vcard", "uid-1"), Source("crm", str(gone))} <= set(
        desk.session.book.contact(keep).sources
    )


def test_of_two_lenses_in_force_that_set_last_stays(desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    first = desk.session.do(actions.SetLens(contact=keep, mode="only_type", types=("boats",))).id
    last = desk.session.do(actions.SetLens(contact=gone, mode="busy", until=desk.day(10))).id
    desk.session.do(actions.MergeContacts(keep=keep, merge=gone))
    assert desk.session.book.lens(first or 0).ended_on == desk.session.today
    current = desk.session.book.current_lens(keep, desk.session.today)
    assert current is not None
    assert current.id == last


def test_two_who_were_offered_to_each_other_are_two(desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    offer = desk.offer(keep, gone)
    desk.session.do(actions.MarkAsked(offer=offer, side="a"))
    with pytest.raises(Refusal, match="cannot be one person"):
        desk.session.do(actions.MergeContacts(keep=keep, merge=gone))
    desk.session.undo()
    desk.session.do(actions.MergeContacts(keep=keep, merge=gone))
    assert offer not in desk.session.book.offers


def test_nothing_refers_to_an_offer_that_goes_with_a_merge(desk: Desk, twice: tuple[int, int]) -> None:
    session, (keep, gone) = desk.session, twice
    offer = desk.offer(keep, gone)
    third = desk.person("Ben Ortiz", introduced_by=offer)
    before = session.book
    session.do(actions.MergeContacts(keep=keep, merge=gone))
    assert session.book.contact(third).introduced_by is None
    session.undo()
    assert session.book == before


@pytest.mark.parametrize("who", [0, 1])
def test_the_one_contact_did_not_come_by_an_offer_that_goes(
    desk: Desk, twice: tuple[int, int], who: int
) -> None:
    session, (keep, gone) = desk.session, twice
    offer = desk.offer(keep, gone)
    session.do(actions.EditContact(contact=twice[who], introduced_by=offer))
    session.do(actions.MergeContacts(keep=keep, merge=gone))
    assert session.book.contact(keep).introduced_by is None


def test_who_came_by_an_offer_that_stays_still_came_by_it(desk: Desk, twice: tuple[int, int]) -> None:
    session, (keep, gone) = desk.session, twice
    ben = desk.person("Ben Ortiz")
    offer = desk.offer(gone, ben)
    desk.offer(keep, gone)
    third = desk.person("Chen Wei", introduced_by=offer)
    session.do(actions.EditContact(contact=gone, introduced_by=offer))
    session.do(actions.MergeContacts(keep=keep, merge=gone))
    assert [session.book.contact(one).introduced_by for one in (keep, third)] == [offer, offer]


@pytest.mark.parametrize("days", [None, 0, -9])
def test_a_note_of_what_was_left_aside_has_the_day_of_the_merge(
    desk: Desk, twice: tuple[int, int], days: int | None
) -> None:
    on = None if days is None else desk.day(days)
    told = desk.session.do(actions.MergeContacts(keep=twice[0], merge=twice[1], on=on)).answer
    assert desk.session.book.note(told["note"]).on == desk.day(days or 0)


def test_two_of_whom_one_said_no_to_the_other_are_two(desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    offer = desk.offer(keep, gone, "referral", requested_by="a", spoke_on=desk.day(-40))
    owed = desk.answers(offer, "a", "no")["reflection"]
    desk.reflect(owed, clear="no")
    desk.answers(offer, "a", None)
    with pytest.raises(Refusal, match="cannot be one person"):
        desk.session.do(actions.MergeContacts(keep=keep, merge=gone))


def test_the_pair_is_known_again_after_a_merge(desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    ben = desk.person("Ben Ortiz")
    desk.offer(gone, ben)
    desk.session.do(actions.MergeContacts(keep=keep, merge=gone))
    ahead = desk.session.look_ahead("connection", ben, keep)
    assert any(line.about == "pair" for line in ahead.lines), ahead.lines


def test_what_was_put_by_of_the_one_that_goes_stays_put_by(desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    for name in (
        f"remember/{gone}",
        f"person/{gone}/missing/why now",
        f"person/{keep}/load",
        f"person/{gone}/load",
    ):
        desk.session.do(actions.DismissInsight(insight=name, n=4))
    desk.session.do(actions.MergeContacts(keep=keep, merge=gone))
    assert sorted(one.insight for one in desk.session.book.dismissals.values()) == [
        f"person/{keep}/load",
        f"person/{keep}/missing/why now",
        f"remember/{keep}",
    ]


def test_fields_that_nobody_knows_go_along(session: Session, desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    for contact, extra in ((keep, {"x-shoe": 41}), (gone, {"x-shoe": 42, "x-pet": "cat"})):
        held = session.store.document("contacts", contact)
        session.rewrite("by hand", [Change("contacts", contact, held, (held or {}) | extra)])
    session.do(actions.MergeContacts(keep=keep, merge=gone))
    held = session.store.document("contacts", keep)
    assert held is not None
    assert (held["x-shoe"], held["x-pet"]) == (41, "cat")


def test_two_people_are_noted_for_good(desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    session = desk.session
    third = desk.person("Dara Levy", emails=(Labelled("d@example.org"),))
    assert len(duplicates(session.book)) == 2
    noted = session.do(actions.DismissDuplicate(a=gone, b=third, on=desk.day(-9))).id
    assert session.book.dismissals[noted or 0].on == desk.day(-9)
    assert [one[:2] for one in duplicates(session.book)] == [(gone, keep)]
    with pytest.raises(Refusal, match="noted as two people already"):
        session.do(actions.DismissDuplicate(a=third, b=gone))
    session.do(actions.MergeContacts(keep=keep, merge=gone))
    assert duplicates(session.book) == ()
    session.do(actions.DismissDuplicate(a=keep, b=third, dismissed=False))
    assert len(duplicates(session.book)) == 1


def test_a_script_can_do_it_too(session: Session, desk: Desk, twice: tuple[int, int]) -> None:
    keep, gone = twice
    lines = [
        json.dumps({"do": "merge_contacts", "keep": keep, "merge": gone, "fields": {"org": "keep"}}),
        json.dumps({"do": "merge_contacts", "keep": keep, "merge": gone}),
        json.dumps({"do": "merge_contacts", "keep": keep, "merge": keep}),
        json.dumps({"do": "dismiss_duplicate", "a": keep, "b": keep}),
    ]
    merged, again, same, dismissed = applied(session, lines)
    assert merged["ok"]
    assert merged["merged"] == gone
    assert session.book.contact(keep).org == "Kelp"
    assert again["error"] == f"there is no contact {gone} in this book"
    assert same["error"] == "these are one contact already: Dara Levy"
    assert not dismissed["ok"]
    assert fast_json.encode(merged)
