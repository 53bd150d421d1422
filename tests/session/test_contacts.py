import pytest
from tinydb import TinyDB

from crm.domain.contact import Labelled
from crm.domain.record import Refusal
from crm.insight.suiting.suits import who_suits
from crm.session import actions
from crm.storage.change import Change
from tests.session.conftest import TODAY
from tests.session.desk import Desk


def test_a_name_is_made_from_its_parts_and_is_needed(desk: Desk) -> None:
    made = desk.session.do(actions.AddContact(given="Ngozi", family="Okafor")).id or 0
    assert desk.session.book.name(made) == "Ngozi Okafor"
    with pytest.raises(Refusal, match="needs a name"):
        desk.session.do(actions.AddContact(org="Lumen"))
    with pytest.raises(Refusal, match="needs a name"):
        desk.session.do(actions.EditContact(contact=made, name="  "))


@pytest.mark.parametrize("unseen", ["\u200b", "\u200d\u2060 ", "\u3164", "\u00a0"])
def test_a_name_in_which_nothing_is_to_be_seen_is_none(desk: Desk, unseen: str) -> None:
    with pytest.raises(Refusal, match="needs a name"):
        desk.session.do(actions.AddContact(name=unseen, given=unseen))
    named = desk.session.do(actions.AddContact(name=unseen, given="Ngozi")).id or 0
    assert desk.session.book.name(named) == "Ngozi"
    with pytest.raises(Refusal, match="needs a name"):
        desk.session.do(actions.EditContact(contact=named, name=unseen))


def test_names_are_one_line_and_nothing_in_them_acts_on_a_terminal(desk: Desk) -> None:
    made = desk.session.do(
        actions.AddContact(name="Ada\n Novak\x1b[2J", org="Salt\t& Stone", bio="One.\r\nTwo.\x07")
    )
    one = desk.session.book.contact(made.id or 0)
    assert (one.name, one.org, one.bio) == ("Ada Novak[2J", "Salt & Stone", "One.\nTwo.")


def test_joiners_inside_a_name_stay(desk: Desk) -> None:
    persian = "علی\u200cرضا"
    ali = desk.person(persian)
    assert desk.session.book.name(ali) == persian


@pytest.mark.parametrize("wrong", ["30 June", "2026-13-01", "2025-02-29", "--02-30", "1.2.1990"])
def test_a_birthday_that_is_no_day_is_refused(desk: Desk, wrong: str) -> None:
    with pytest.raises(Refusal, match="birthday"):
        desk.person("Ada", birthday=wrong)


def test_a_birthday_that_has_not_been_is_refused_and_one_that_stands_is_left(desk: Desk) -> None:
    later = desk.day(1).isoformat()
    with pytest.raises(Refusal, match="has not been yet"):
        desk.person("Ada", birthday=later)
    born = desk.person("Ada", birthday=desk.session.today.isoformat())
    for odd in (later, "1990-02-30"):
        held = desk.session.store.document("contacts", born)
        assert held is not None
        odder = Change("contacts", born, held, held | {"birthday": odd})
        desk.session.rewrite("by another program", [odder])
        desk.session.do(actions.EditContact(contact=born, org=f"Lumen {odd}", birthday=odd))
        assert desk.session.book.contact(born).org == f"Lumen {odd}"


@pytest.mark.parametrize("right", ["1990-02-28", "2024-02-29", "--02-29"])
def test_a_birthday_with_or_without_its_year(desk: Desk, right: str) -> None:
    ada = desk.person("Ada", birthday=right)
    assert desk.session.book.contact(ada).birthday == right


def test_an_edit_keeps_what_it_does_not_name(desk: Desk) -> None:
    ada = desk.person("Ada", emails=(Labelled("ada@example.org", "work"),), tags=("maps",))
    desk.session.do(actions.EditContact(contact=ada, org="Harbour Trust"))
    after = desk.session.book.contact(ada)
    assert (after.org, after.tags, after.emails) == (
        "Harbour Trust",
        ("maps",),
        (Labelled("ada@example.org", "work"),),
    )


def test_a_new_bio_is_dated(desk: Desk) -> None:
    ada = desk.person("Ada", bio="Draws maps of harbours.")
    assert desk.session.book.contact(ada).bio_updated == TODAY


def test_what_another_program_put_into_a_record_stays(desk: Desk) -> None:
    ada = desk.person("Ada")
    desk.session.close()
    with TinyDB(desk.session.path) as plain:
        plain.table("contacts").update({"pronouns": "she"}, doc_ids=[ada])
    again = Desk(type(desk.session).open(desk.session.path, today=TODAY))
    again.session.do(actions.EditContact(contact=ada, org="Harbour Trust"))
    again.session.close()
    with TinyDB(desk.session.path) as plain:
        kept = plain.table("contacts").get(doc_id=ada)
    assert isinstance(kept, dict)
    assert kept["pronouns"] == "she"
    assert kept["org"] == "Harbour Trust"


def test_tags_are_added_and_removed_on_several_people_in_one_step(desk: Desk) -> None:
    ada, ben = desk.person("Ada", tags=("maps", "old")), desk.person("Ben")
    desk.session.do(actions.TagContacts(contacts=(ada, ben), add=("choir", "Maps"), remove=("OLD",)))
    assert desk.session.book.contact(ada).tags == ("maps", "choir")
    assert desk.session.book.contact(ben).tags == ("choir", "Maps")
    desk.session.undo()
    assert desk.session.book.contact(ada).tags == ("maps", "old")
    assert desk.session.book.contact(ben).tags == ()


def test_who_is_named_twice_is_tagged_once(desk: Desk) -> None:
    ada, ben = desk.person("Ada", tags=("maps",)), desk.person("Ben", tags=("maps",))
    before = who_suits(desk.session.book, ada, TODAY)
    assert [one.contact for one in before.people] == [ben]
    outcome = desk.session.do(actions.TagContacts(contacts=(ben, ben), remove=("maps",)))
    assert (outcome.what, outcome.id) == ("tagged Ben", ben)
    assert desk.session.book.contact(ben).tags == ()
    assert who_suits(desk.session.book, ada, TODAY).people == ()


def test_archiving_loses_nothing_and_comes_back(desk: Desk) -> None:
    ada = desk.person("Ada", notes="met on the ferry")
    desk.session.do(actions.ArchiveContact(contact=ada))
    assert desk.session.book.contact(ada).is_archived
    with pytest.raises(Refusal, match="archived already"):
        desk.session.do(actions.ArchiveContact(contact=ada))
    desk.session.do(actions.ArchiveContact(contact=ada, archived=False))
    assert desk.session.book.contact(ada).notes == "met on the ferry"


def test_a_note_is_dated_and_not_empty(desk: Desk) -> None:
    ada = desk.person("Ada")
    note = desk.session.do(actions.AddNote(contact=ada, text="Prefers mornings")).id or 0
    assert desk.session.book.notes[note].on == TODAY
    with pytest.raises(Refusal, match="empty"):
        desk.session.do(actions.AddNote(contact=ada, text=" \n"))
