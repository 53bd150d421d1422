"""What goes out: vCards that come in again as they were, tables, and a calendar of due days."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.contact import Contact, Labelled, Source
from crm.domain.record import changed
from crm.exchange.ics import Due, birthdays, calendar, due_days
from crm.exchange.person import Person
from crm.exchange.table.reader import read_table
from crm.exchange.table.write import people_csv
from crm.exchange.vcard.write import Version, vcards
from crm.insight.thresholds import DEFAULTS, Thresholds
from tests.builders import checkin, contact, lens, offer, side
from tests.exchange.samples import card, carried_out, only, planned
from tests.exchange.samples import vcards as read_vcards

FULL = Contact(
    id=7,
    name="Dr. Ada Maria Quill",
    given="Ada",
    family="Quill, Jr.",
    org="Smith; Sons",
    title="VP, Sales",
    bio="Builds bridges.\nSince 2001.",
    emails=(Labelled("ada@example.org", "work"), Labelled("a@example.org", "book club")),
    phones=(Labelled("+1 555-201-0001", "mobile"), Labelled("+1 555-201-0002", "work fax")),
    urls=("https://a.example.org",),
    addresses=("1 High St, 12345 Cork", "somewhere, else"),
    birthday="--02-29",
    tags=("friend", "a,b"),
    wants=("engineers", "a quiet, small office"),
    gives=("advice",),
    how_met="PyCon",
    notes="one\ntwo; three\\four",
    extra=(
        r"N:Quill\, Jr.;Ada;Maria;Dr.;",
        "ORG:Smith\\; Sons;Sales",
        "item1.ADR;TYPE=HOME:;;1 High St;Cork;;12345;",
        "item1.X-ABLabel:castle",
        "item2.X-MSN:ada",
        "item2.X-ABLabel:chat",
        "PHOTO;ENCODING=b;TYPE=JPEG:AAEC",
        "X-ODD;A=b:c",
    ),
)
FIELDS: tuple[str, ...] = (
    *("name", "given", "family", "org", "title", "bio", "emails", "phones", "urls", "addresses"),
    *("birthday", "tags", "wants", "gives", "how_met", "notes"),
)
vobject: Any = pytest.importorskip("vobject")
icalendar: Any = pytest.importorskip("icalendar")


def fields_of(of: Contact | Person) -> dict[str, Any]:
    return {field: getattr(of, field) for field in FIELDS}


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_contact_comes_in_as_it_went_out(version: Version) -> None:
    reading = read_vcards(vcards([FULL], version))

    assert fields_of(only(reading)) == fields_of(FULL)
    assert not reading.faults
    assert planned(reading, FULL).counts.same == 1


def test_what_was_kept_goes_out_as_it_came_in() -> None:
    text = vcards([FULL])

    assert all(f"\r\n{line}\r\n" in text for line in FULL.extra)
    assert sorted(only(read_vcards(text)).extra) == sorted(FULL.extra)


def test_4_0_has_pictures_as_data() -> None:
    text = vcards([FULL], "4.0")

    assert "\r\nPHOTO:data:image/jpeg;base64,AAEC\r\n" in text
    read_again = Contact(id=1, name="Ada", extra=only(read_vcards(text)).extra)
    assert "\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAEC\r\n" in vcards([read_again])


def test_lines_that_no_longer_agree_with_their_field_stay_behind() -> None:
    kept = (
        "N:Quill;Ada;Maria;;",
        "ADR:;;1 High St;Cork;;;",
        "item1.URL:https://old.example.org",
        "item1.X-ABLabel:old",
        "BDAY:soon",
    )
    text = vcards([Contact(id=1, name="Ada Ng", given="Ada", family="Ng", birthday="1984-02-29", extra=kept)])

    assert not any(line in text for line in kept)
    assert "\r\nN:Ng;Ada;;;\r\n" in text


def test_a_uid_is_kept_or_made() -> None:
    known = Contact(id=1, name="Ada", sources=(Source("vcard", "~made"), Source("vcard", "urn:uuid:1")))

    assert "\r\nUID:urn:uuid:1\r\n" in vcards([known])
    assert "\r\nUID:crm-7\r\n" in vcards([FULL])


def test_another_reader_understands_it() -> None:
    (parsed,) = vobject.readComponents(vcards([FULL]))

    assert parsed.fn.value == FULL.name
    assert (parsed.n.value.family, parsed.n.value.given) == (FULL.family, FULL.given)
    assert parsed.note.value == FULL.notes
    assert {email.value for email in parsed.email_list} == {email.value for email in FULL.emails}
    assert parsed.categories.value == ["friend", "a,b"]


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), include_characters=" \n"), max_size=60
).map(str.strip)
LINE = TEXT.map(lambda text: " ".join(text.split()))
WORD = LINE.filter(bool)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    def some(values: st.SearchStrategy[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(values, max_size=2, unique=True)))

    return Contact(
        id=1,
        name=draw(WORD),
        given=draw(LINE),
        family=draw(LINE),
        org=draw(LINE),
        title=draw(LINE),
        bio=draw(TEXT),
        emails=tuple(
            Labelled(value, draw(LINE)) for value in some(WORD.map(lambda text: f"{text}@example.org"))
        ),
        phones=tuple(
            Labelled(value, draw(st.sampled_from(["", "work", "mobile", "work fax"])))
            for value in some(st.from_regex(r"[0-9+]{1,12}", fullmatch=True))
        ),
        addresses=some(WORD.filter(lambda text: text.strip(", ") != "")),
        birthday=draw(st.sampled_from(["", "--02-29", "1984-02-29"])),
        tags=tuple(tag for tag in some(WORD) if tag != "myContacts"),
        wants=some(WORD),
        notes=draw(TEXT),
    )


@settings(max_examples=100, deadline=None)
@given(out=contacts(), version=st.sampled_from(["3.0", "4.0"]))
def test_any_contact_comes_in_as_it_went_out(out: Contact, version: Version) -> None:
    text = vcards([out], version)
    reading = read_vcards(text)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert fields_of(only(reading)) == fields_of(out)
    assert planned(reading, out).counts.same == 1


def test_a_table_comes_in_as_it_went_out() -> None:
    reading = read_table(people_csv([FULL, Contact(id=8, name="Bo")]).encode(), "people.csv")
    ada, bo = reading.people

    assert fields_of(ada) == fields_of(FULL)
    assert fields_of(bo) == fields_of(Contact(name="Bo"))
    assert not reading.faults


def test_whom_nothing_but_a_name_tells_is_known_again_by_the_number_in_the_table() -> None:
    twins = [Contact(id=at, name="Bo Lee", org=org) for at, org in ((8, "Kelp"), (9, "Lumen"))]
    reading = read_table(people_csv(twins).encode(), "people.csv")
    assert [person.source for person in reading.people] == [Source("crm", "8"), Source("crm", "9")]
    assert planned(reading, *twins).counts.same == 2
    table = people_csv(twins).replace("Lumen", "Umbra")
    assert planned(read_table(table.encode(), "people.csv"), *twins).counts.added == 0


def test_a_row_that_somebody_added_to_our_table_comes_from_no_other_program() -> None:
    text = people_csv([Contact(id=8, name="Bo", emails=(Labelled("bo@example.org"),))])
    header = text.split("\r\n", maxsplit=1)[0]
    added = ",".join("Ada Novak" if name == "Name" else "" for name in header.split(","))
    assert [one.source.kind for one in read_table(f"{text}{added}\r\n".encode(), "x.csv").people] == [
        "crm",
        "csv",
    ]


@settings(max_examples=100, deadline=None)
@given(some=st.lists(contacts(), min_size=1, max_size=3))
def test_any_table_comes_in_as_it_went_out(some: list[Contact]) -> None:
    """Labels aside, of which tables have the words that the programs know."""
    emails = [tuple(Labelled(f"{at}@example.org", "work") for at, _ in enumerate(one.emails)) for one in some]
    out = [changed(one, emails=held) for one, held in zip(some, emails, strict=True)]
    text = people_csv(out)
    reading = read_table(text.encode("utf-8-sig"), "people.csv")

    assert [fields_of(person) for person in reading.people] == [fields_of(one) for one in out]
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@settings(max_examples=60, deadline=None)
@given(out=contacts(), version=st.sampled_from(["3.0"]))
def test_another_reader_understands_any_contact(out: Contact, version: Version) -> None:
    (parsed,) = vobject.readComponents(vcards([out], version))

    assert parsed.fn.value == out.name
    assert (parsed.n.value.family, parsed.n.value.given) == (out.family, out.given)
    assert {one.value for one in parsed.contents.get("email", [])} == {one.value for one in out.emails}
    assert {one.value for one in parsed.contents.get("tel", [])} == {one.value for one in out.phones}
    assert [one.value for one in parsed.contents.get("note", [])] == ([out.notes] if out.notes else [])


def test_no_cell_is_run_by_a_spreadsheet() -> None:
    evil = Contact(
        id=1, name="=1+1", notes="@SUM(A1)", org="-2", title="+3", phones=(Labelled("+1 555"),), tags=("'=x",)
    )
    text = people_csv([evil])
    cells = text.split("\r\n")[1].split(",")

    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert fields_of(only(read_table(text.encode(), "people.csv"))) == fields_of(evil)


def test_due_days_are_told_with_names() -> None:
    book = Book(
        contacts={1: contact(1, "Ada"), 2: contact(2, "Bo")},
        offers={
            11: offer(11, side(1, "later", revisit_on=date(2026, 1, 7), words="after the book"), 2),
            12: offer(12, side(1, asked=date(2025, 11, 1)), 2),
            13: offer(13, 1, 2, made_on=date(2025, 11, 20)),
            14: offer(14, side(1, "yes"), side(2, "yes"), introduced_on=date(2025, 11, 1)),
            15: offer(15, side(1, asked=date(2025, 11, 1)), side(2, "no")),
        },
        lenses={
            31: lens(31, 2, "busy", busy_with="a book", until=date(2026, 2, 1)),
            32: lens(32, 1, "open", ended_on=date(2025, 1, 1)),
        },
        checkins={
            41: checkin(41, 2, due_on=date(2025, 12, 1)),
            42: checkin(42, 1),
            43: checkin(43, 1, due_on=date(2025, 10, 28), asked_on=date(2025, 10, 29)),
        },
    )

    assert due_days(book, date(2025, 11, 3), DEFAULTS) == (
        Due("checkin-43-lapse", date(2025, 11, 12), "Still no word from Ada to your check-in"),
        Due("offer-12-a-lapse", date(2025, 11, 15), "Still no word from Ada about Bo"),
        Due("offer-14-outcome", date(2025, 11, 15), "Ask Ada and Bo how it went"),
        Due("offer-13", date(2025, 11, 20), "Offer Ada and Bo to each other"),
        Due("checkin-41", date(2025, 12, 1), "Check in with Bo"),
        Due("offer-11-a", date(2026, 1, 7), "Come back to Ada: meeting Bo", "after the book"),
        Due("lens-31", date(2026, 2, 1), "Bo: look at what they are open to", "a book"),
    )


def test_days_that_others_are_set_for_are_counted_so() -> None:
    book = Book(
        contacts={1: contact(1, "Ada"), 2: contact(2, "Bo")},
        offers={
            12: offer(12, side(1, asked=date(2025, 11, 1)), 2),
            14: offer(14, side(1, "yes"), side(2, "yes"), introduced_on=date(2025, 11, 1)),
        },
    )
    found = due_days(book, date(2025, 11, 3), Thresholds(lapse_days=10, outcome_days=30))
    assert [(due.uid, due.on) for due in found] == [
        ("offer-12-a-lapse", date(2025, 11, 11)),
        ("offer-14-outcome", date(2025, 12, 1)),
    ]


def test_whoever_was_put_away_stays_behind_and_of_two_lenses_the_one_in_force_goes_out() -> None:
    away = contact(1, "Ada", archived_on=date(2025, 10, 1), birthday="--02-29")
    book = Book(
        contacts={1: away, 2: contact(2, "Bo", birthday="1990-05-01")},
        lenses={
            31: lens(31, 1, "busy", until=date(2026, 2, 1)),
            32: lens(32, 2, "busy", until=date(2026, 2, 2)),
            33: lens(33, 2, "only_type", "sailors", until=date(2026, 1, 1)),
        },
        checkins={
            41: checkin(41, 1, due_on=date(2025, 12, 1)),
            42: checkin(42, 2, due_on=date(2025, 12, 2)),
        },
    )
    today = date(2025, 11, 3)
    assert [due.uid for due in due_days(book, today, DEFAULTS)] == ["checkin-42", "lens-33"]
    assert [due.uid for due in due_days(book, today, DEFAULTS, archived=True)] == [
        "checkin-41",
        "checkin-42",
        "lens-33",
        "lens-31",
    ]
    assert [due.uid for due in birthdays(book, today)] == ["birthday-2"]
    born = birthdays(book, today, archived=True)
    assert [(due.uid, due.on) for due in born] == [
        ("birthday-2", date(1990, 5, 1)),
        ("birthday-1", date(2024, 2, 29)),
    ]


def test_a_calendar_is_read_by_another_reader() -> None:
    (parsed,) = vobject.readComponents(
        calendar([Due("x", date(2025, 12, 31), "Ada, Bo; " + "ä" * 60, "one\ntwo")])
    )

    assert parsed.vevent.summary.value == "Ada, Bo; " + "ä" * 60
    assert parsed.vevent.description.value == "one\ntwo"
    assert (parsed.vevent.dtstart.value, parsed.vevent.dtend.value) == (date(2025, 12, 31), date(2026, 1, 1))


@settings(max_examples=60, deadline=None)
@given(title=WORD, told=TEXT, on=st.dates(date(1900, 1, 1), date(2100, 1, 1)), yearly=st.booleans())
def test_any_day_is_read_by_another_program(title: str, told: str, on: date, yearly: bool) -> None:
    text = calendar([Due("x", on, title, told, yearly=yearly)])
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert (str(event["SUMMARY"]), str(event.get("DESCRIPTION", ""))) == (title, told)
    assert event.decoded("DTSTART") == on
    assert ("RRULE" in event) == yearly


def test_a_book_goes_out_and_in_and_nothing_changes() -> None:
    reading = read_vcards(
        card("FN:Ada Quill", "EMAIL:a@example.org", "X-ODD:1")
        + card("FN:Bo Ng", "UID:7", "TEL;TYPE=fax:+44 20 0001 0002")
    )
    book = carried_out(Book(), planned(reading))
    again = planned(read_vcards(vcards(book.contacts.values())), *book.contacts.values())

    assert (again.added, again.updated) == ((), ())
