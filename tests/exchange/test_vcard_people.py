"""What the properties of a vCard say about a person."""

import pytest

from crm.domain.contact import Source
from tests.exchange.samples import card, faults_at, only, person_in, vcards


def test_the_name_is_fn_else_n_else_what_there_is() -> None:
    assert person_in("N:Quill;Ada;;;", "FN:Ada the Great").name == "Ada the Great"
    assert person_in("N:Quill;Ada;M.;Dr.;PhD").name == "Dr. Ada M. Quill PhD"
    assert person_in("N:髙橋;美咲;;;").name == "髙橋美咲"
    assert person_in("NICKNAME:Ad", "ORG:Lumen").name == "Ad"
    assert person_in("ORG:Lumen", "TEL:1").name == "Lumen"
    assert person_in("TEL:1").name == "1"
    assert person_in("X-ODD:1").name == "(no name)"


def test_labels_come_from_groups_and_types() -> None:
    person = person_in(
        "FN:Ada",
        "item1.EMAIL;type=INTERNET:a@example.org",
        "item1.X-ABLabel:book club",
        "ITEM2.TEL:1",
        "item2.X-ABLABEL:_$!<Main>!$_",
        "EMAIL;TYPE=INTERNET;TYPE=WORK;TYPE=pref:b@example.org",
        "EMAIL;PREF=2:mailto:c@example.org",
    )

    assert [(email.value, email.label) for email in person.emails] == [
        ("b@example.org", "work"),
        ("c@example.org", ""),
        ("a@example.org", "book club"),
    ]
    assert person.phones[0].label == "main"


def test_a_telephone_may_be_a_uri() -> None:
    assert (
        person_in("FN:Ada", "TEL;VALUE=uri:tel:+1-555-201-0001;ext=7", version="4.0").phones[0].value
        == "+1-555-201-0001 ext. 7"
    )


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1984-02-29", "1984-02-29"),
        ("BDAY;VALUE=DATE:19840229", "1984-02-29"),
        ("BDAY:1984-02-29T00:00:00Z", "1984-02-29"),
        ("BDAY:19840229T000000", "1984-02-29"),
        ("BDAY:--1231", "--12-31"),
        ("BDAY:--12-31", "--12-31"),
        ("BDAY:--02-29", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604;value=date:1604-12-31", "--12-31"),
    ],
)
def test_birthdays(line: str, birthday: str) -> None:
    reading = vcards(card("FN:Ada", line))

    assert only(reading).birthday == birthday
    assert not reading.faults
    assert not only(reading).extra


@pytest.mark.parametrize(
    "text", ["1990-02-30", "31/12/1990", "0000-00-00", "next tuesday", "19723101", "--13-01"]
)
def test_a_birthday_that_is_no_day_is_told_and_kept(text: str) -> None:
    reading = vcards(card("FN:Ada", f"BDAY:{text}"))

    assert only(reading).birthday == ""
    assert only(reading).extra == (f"BDAY:{text}",)
    assert faults_at(reading) == [4]


@pytest.mark.parametrize("line", ["BDAY;VALUE=text:circa 1800", "BDAY:1984", "BDAY:1984-02", "BDAY:---29"])
def test_a_birthday_known_in_part_is_right_as_it_is(line: str) -> None:
    reading = vcards(card("FN:Ada", line, version="4.0"))

    assert only(reading).extra == (line,)
    assert not reading.faults


def test_what_has_no_field_is_kept_as_it_is() -> None:
    lines = (
        "N:Quill;Ada;Maria;;",
        "NICKNAME:Ad",
        "ORG:Lumen;Platform",
        "TITLE;X-ODD=1:second",
        "item3.X-MSN;type=pref:ada",
        "PHOTO:https://photos.example.org/ada",
        "item3.X-ABLabel:chat",
    )
    person = person_in(
        "FN:Ada Quill", "TITLE:Head", "TITLE:Head", *lines, "REV:20240605T120000Z", "PRODID:-//x//EN"
    )

    assert (person.org, person.title) == ("Lumen", "Head")
    assert person.extra == lines


def test_an_address_is_shown_on_one_line_and_kept_in_its_parts() -> None:
    person = person_in("FN:Ada", r"ADR;TYPE=HOME:;;12 Orchard Rd\, #05-01;Singapore;;238801;Singapore")

    assert person.addresses == ("12 Orchard Rd, #05-01, 238801 Singapore, Singapore",)
    assert person.extra == (r"ADR;TYPE=HOME:;;12 Orchard Rd\, #05-01;Singapore;;238801;Singapore",)


def test_lists_and_several_notes() -> None:
    person = person_in(
        "FN:Ada",
        r"CATEGORIES:friend,work\, old,myContacts",
        "NOTE:one",
        "NOTE:two",
        "URL:http\\://a.example.org",
    )

    assert person.tags == ("friend", "work, old")
    assert person.notes == "one\n\ntwo"
    assert person.urls == ("http://a.example.org",)


def test_the_uid_says_who_it_is() -> None:
    assert person_in("FN:Ada", "UID:urn:uuid:1234").source == Source("vcard", "urn:uuid:1234")


def test_an_address_that_is_none_is_kept_and_told() -> None:
    reading = vcards(card("FN:Ada", "EMAIL:other email"))

    assert only(reading).emails[0].value == "other email"
    assert faults_at(reading) == [4]


def test_markup_is_text() -> None:
    person = person_in("FN:[bold red]Bob[/] [@click=app.quit]x[/]", r"NOTE::smile: \[x]")

    assert person.name == "[bold red]Bob[/] [@click=app.quit]x[/]"
    assert person.notes == r":smile: \[x]"


def test_what_2_1_encodes_is_kept_in_the_form_of_3_0() -> None:
    person = person_in(
        "FN:Ada", "X-ODD;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE;HOME:=C3=A9;a=0Ab\\c", version="2.1"
    )

    assert person.extra == ("X-ODD;TYPE=HOME:é;a\\nb\\\\c",)
