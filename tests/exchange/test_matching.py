"""Who is new, who is known and gains something, who is the same."""

from datetime import date
from typing import Any

import pytest

from crm.domain.contact import Contact, Labelled, Source
from crm.exchange.matching import Counts
from crm.exchange.person import Person, Reading
from tests.exchange.samples import TODAY, book_of, card, carried_out, planned, vcards


def person(name: str = "Ada Quill", email: str = "", phone: str = "", **fields: Any) -> Person:
    return Person(
        name=name,
        emails=(Labelled(email, "work"),) if email else (),
        phones=(Labelled(phone),) if phone else (),
        source=fields.pop("source", Source("google")),
        **fields,
    )


def contact(name: str = "Ada Quill", email: str = "", phone: str = "", **fields: Any) -> Contact:
    return Contact(
        id=fields.pop("id", 1),
        name=name,
        emails=(Labelled(email, "home"),) if email else (),
        phones=(Labelled(phone),) if phone else (),
        **fields,
    )


def reading(*people: Person, **fields: Any) -> Reading:
    return Reading(file="people.csv", format="google", people=people, **fields)


def test_nobody_is_known_in_an_empty_book() -> None:
    done = planned(
        reading(person(email="ada@example.org", org="Lumen", bio="Builds bridges"), skipped=2, failed=1)
    )
    (added,) = done.added

    assert (added.id, added.name, added.org) == (0, "Ada Quill", "Lumen")
    assert (added.bio, added.bio_updated) == ("Builds bridges", TODAY)
    assert done.counts == Counts(read=4, added=1, skipped=2, failed=1)


@pytest.mark.parametrize(
    ("known", "read"),
    [
        (contact(email="ADA@example.org"), person(email="ada@example.org")),
        (contact("Ada Lovelace", "ada@example.org"), person(email="ada@example.org")),
        (contact("Mum", "ada@example.org"), person(email="ada@example.org")),
        (contact(phone="+44 20 0001 0002"), person("Ada M. Quill", phone="020 0001 0002")),
        (contact(birthday="1984-02-29"), person("QUILL, ADA", birthday="1984-02-29")),
        (
            contact("A.", urls=("http://de.linkedin.com/in/ada/",)),
            person(urls=("https://www.linkedin.com/in/ADA",)),
        ),
        (
            contact("Mum", sources=(Source("vcard", "urn:uuid:1fb136d5-1"),)),
            person(source=Source("vcard", "urn:uuid:1fb136d5-1")),
        ),
        (
            contact("Ada Quill", sources=(Source("vcard", "1"),)),
            person("Ada M. Quill", source=Source("vcard", "1")),
        ),
        (contact("info@example.org", "info@example.org"), person("Info", "info@example.org", org="Lumen")),
    ],
)
def test_a_person_is_known_again(known: Contact, read: Person) -> None:
    done = planned(reading(read), known)

    assert not done.added
    assert done.counts.updated + done.counts.same == 1


@pytest.mark.parametrize(
    ("known", "read"),
    [
        (contact(), person()),
        (contact(org="Lumen"), person(org="Lumen")),
        (contact(notes="tea"), person(notes="tea")),
        (contact("Ben Quill", "quills@example.org"), person(email="quills@example.org")),
        (contact("Ada Ng", "info@example.org"), person(email="info@example.org")),
        (contact("Ben Quill", phone="+44 20 0001 0002"), person(phone="+44 20 0001 0002")),
        (contact(phone="12345"), person(phone="12345")),
        (contact(birthday="--02-29"), person(birthday="--02-29")),
        (contact("Bo Ng", sources=(Source("vcard", "1"),)), person(source=Source("vcard", "1"))),
    ],
)
def test_a_weak_sign_makes_nobody_the_same(known: Contact, read: Person) -> None:
    done = planned(reading(read), known)

    assert len(done.added) == 1
    assert not done.updated


def test_who_was_kept_apart_but_resembles_someone_is_told() -> None:
    people = (person(), person("Ben Quill", "ada@example.org"), person("Cy"))
    done = planned(reading(*people), contact(email="ada@example.org"), contact(id=2))

    assert len(done.doubles) == 2
    assert "same name" in done.doubles[0]
    assert "same address" in done.doubles[1]


def test_empty_fields_are_filled_and_lists_extended() -> None:
    known = contact(email="ada@example.org", phone="1", tags=("friend",), org="Lumen", birthday="--02-29")
    read = person(
        "Ada Maria Quill",
        "ada@example.org",
        "+44 20 0001 0002",
        given="Ada",
        title="Head",
        org="LUMEN ",
        tags=("Friend", "work"),
        urls=("https://a.example.org",),
        birthday="1984-02-29",
        bio="Builds bridges",
        notes="tea",
    )
    ((before, after),) = planned(reading(read), known).updated

    assert before == known
    assert (after.id, after.name, after.given, after.title, after.org) == (
        1,
        "Ada Quill",
        "Ada",
        "Head",
        "Lumen",
    )
    assert after.emails == (Labelled("ada@example.org", "home"),)
    assert [phone.value for phone in after.phones] == ["1", "+44 20 0001 0002"]
    assert after.tags == ("friend", "work")
    assert (after.birthday, after.notes, after.bio_updated) == ("1984-02-29", "tea", TODAY)


def test_a_filled_field_is_never_overwritten_and_that_is_told() -> None:
    known = contact(email="ada@example.org", org="Lumen", title="Head", birthday="1984-02-29")
    read = person("Lovelace", "ada@example.org", org="Helio", title="CTO", birthday="1984-03-01", line=7)
    done = planned(reading(read), known)
    ((_, after),) = done.updated

    assert (after.name, after.org, after.title, after.birthday) == (
        "Ada Quill",
        "Lumen",
        "Head",
        "1984-02-29",
    )
    assert [(conflict.field, conflict.kept, conflict.offered) for conflict in done.conflicts] == [
        ("name", "Ada Quill", "Lovelace"),
        ("org", "Lumen", "Helio"),
        ("title", "Head", "CTO"),
        ("birthday", "1984-02-29", "1984-03-01"),
    ]
    assert any("line 7" in line and "stays 'Lumen'" in line for line in done.lines)


def test_notes_are_joined_the_first_time_and_left_alone_afterwards() -> None:
    read = reading(person(email="ada@example.org", notes="met at PyCon"))
    first = planned(read, contact(email="ada@example.org", notes="likes tea"))
    ((_, after),) = first.updated
    assert after.notes == "likes tea\n\nmet at PyCon"

    again = planned(
        read, Contact(id=1, name="Ada Quill", emails=after.emails, notes="rewritten", sources=after.sources)
    )
    assert not again.updated
    assert [conflict.field for conflict in again.conflicts] == ["notes"]


def test_a_name_that_only_stood_in_for_one_is_replaced() -> None:
    ((_, after),) = planned(
        reading(person(email="ada@example.org")), contact("ada@example.org", "ada@example.org")
    ).updated

    assert after.name == "Ada Quill"


def test_doubles_in_one_file_are_joined_with_a_second_sign() -> None:
    people = (
        person(email="ada@example.org", line=2),
        person("ADA QUILL", "ada@example.org", "+44 20 0001 0002", line=3),
        person(line=4),
        person("Quill, Ada", phone="+44 20 0001 0002", line=5),
    )
    done = planned(reading(*people))

    assert [len(added.phones) for added in done.added] == [1, 0]
    assert (done.counts.added, done.counts.same) == (2, 2)
    assert any("joined with Ada Quill, line 2: phone" in line for line in done.lines)


def test_records_that_are_a_name_and_nothing_else_stay_apart_and_are_known_again() -> None:
    read = reading(person("Jo Ng"), person("Jo Ng"), person("Jo Ng"))
    done = planned(read)
    again = planned(read, *carried_out(book_of(), done).contacts.values())

    assert (done.counts.added, again.counts.same) == (3, 3)


def test_one_id_given_to_several_people_joins_nobody() -> None:
    text = "".join(
        card(f"FN:{name}", "UID:this-is-the-same-everywhere") for name in ("Ada Quill", "Bo Ng", "Ada Quill")
    )
    done = planned(vcards(text))

    assert [added.name for added in done.added] == ["Ada Quill", "Bo Ng"]
    assert done.counts.same == 1


def test_the_same_file_again_changes_nothing_even_after_edits() -> None:
    read = vcards(
        card("FN:Ada Quill", "UID:7", "EMAIL:ada@example.org", "NOTE:tea") + card("FN:Bo Ng", "N:Ng;Bo;;;")
    )
    book = carried_out(book_of(), planned(read))
    ada, bo = book.contacts.values()
    edited = Contact(id=1, name="My sister", emails=ada.emails, notes="coffee", sources=ada.sources)
    again = planned(read, edited, Contact(id=2, name="Bo", given="B", family="Ng", sources=bo.sources))

    assert (again.counts.added, again.counts.updated, again.counts.same) == (0, 0, 2)


def test_an_archived_contact_is_not_added_again() -> None:
    done = planned(
        reading(person(email="ada@example.org")),
        contact(email="ada@example.org", archived_on=date(2025, 1, 1)),
    )

    assert not done.added


def test_a_contact_is_updated_once_however_many_records_it_gains_from() -> None:
    people = (
        person(email="ada@example.org", org="Lumen"),
        person("Ada", "ada@example.org", "+44 20 0001 0002"),
    )
    done = planned(reading(*people), contact(email="ada@example.org"))

    assert (done.counts.updated, done.counts.same, len(done.updated)) == (1, 1, 1)


def test_lines_that_have_no_field_are_joined_and_groups_kept_apart() -> None:
    known = contact(
        email="ada@example.org",
        extra=("ORG:Lumen;Platform", "item1.X-MSN:ada", "item1.X-ABLabel:chat", "X-SKYPE:ada"),
    )
    read = person(
        email="ada@example.org",
        extra=(
            "ORG:Helio;Sales",
            "ITEM1.X-ICQ:1",
            "ITEM1.X-ABLabel:old",
            "item2.X-MSN:ada",
            "item2.X-ABLabel:chat",
            "X-SKYPE:ada2",
        ),
    )
    ((_, after),) = planned(reading(read), known).updated

    assert after.extra == (*known.extra, "item2.X-ICQ:1", "item2.X-ABLabel:old", "X-SKYPE:ada2")


def test_the_report_begins_with_the_numbers() -> None:
    lines = planned(reading(person(email="ada@example.org"), skipped=1)).lines

    assert lines[0] == "people.csv (Google contacts): 2 read: 1 added, 0 updated, 0 the same, 1 skipped"
    assert lines[1] == "added: Ada Quill (line 0)"
