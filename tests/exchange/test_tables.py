"""CSV tables of people: headers, delimiters, encodings, and rows that are not in order."""

from pathlib import Path

import pytest

from crm.domain.record import Refusal
from crm.exchange.table.reader import read_table
from tests.exchange.samples import faults_at, only, read_text

LINKEDIN = """Notes:
"When exporting your connection data, you may notice that
some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Quill,https://www.linkedin.com/in/ada-quill,ada@example.org,"Northwind, Inc.",Engineer,22 Jan 2020
,,https://www.linkedin.com/in/gone,,,,05 Mar 2024
Bo,Ng,https://www.linkedin.com/in/bo,,,,31 Feb 2024
,,,,,,
"""

GOOGLE = """\
First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Organization Department,Birthday,Notes,Labels,\
E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,\
Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Website 1 - Value,Event 1 - Label,Event 1 - Value
あおい,,髙橋,,Velvet Foods,Partner,Sales, --03-20,"two
lines",* myContacts ::: book club ::: a;b,Work,w@example.org,* Home,h@example.org,Mobile,+81 3-0409-0401 ::: +81 3-0583-5777,\
Home,1-2 Ginza,Tokyo,104-0061,https://a.example.org,Graduation,2011-03-25
"""

OUTLOOK = """\
"Title","First Name","Middle Name","Last Name","Company","Job Title","Business Street","Business City","Business Fax","Mobile Phone",\
"Anniversary","Birthday","Categories","E-mail Address","E-mail Type","E-mail 2 Address","Gender","Hobby","Notes","Priority"
"Dr.","Siobhán","","O'Connor, Jr.","Smith, Jones","VP, Sales","1 High St","Cork","+353 1 9","+353 1 7","0/0/00","11/3/1979",\
"VIP;mentor","s@example.org","SMTP","s2@example.org","Unspecified","chess","C:\\temp","Normal"
"""


def test_linkedin(tmp_path: Path) -> None:
    reading = read_text(tmp_path, LINKEDIN)
    ada, bo = reading.people

    assert reading.format == "linkedin"
    assert (ada.name, ada.org, ada.title, ada.line) == ("Ada Quill", "Northwind, Inc.", "Engineer", 6)
    assert ada.source.id == ada.urls[0] == "https://www.linkedin.com/in/ada-quill"
    assert ada.how_met == "connected on LinkedIn on 2020-01-22"
    assert (bo.name, bo.how_met) == ("Bo Ng", "")
    assert (reading.read, reading.skipped) == (3, 1)
    assert faults_at(reading) == [7, 8]


def test_google(tmp_path: Path) -> None:
    person = only(read_text(tmp_path, GOOGLE.encode("utf-16")))

    assert person.name == "髙橋あおい"
    assert [(email.value, email.label) for email in person.emails] == [
        ("h@example.org", "home"),
        ("w@example.org", "work"),
    ]
    assert [phone.value for phone in person.phones] == ["+81 3-0409-0401", "+81 3-0583-5777"]
    assert person.birthday == "--03-20"
    assert person.tags == ("book club", "a;b")
    assert person.addresses == ("1-2 Ginza, 104-0061 Tokyo",)
    assert person.notes == "two\nlines"
    assert person.extra == (
        "ORG:Velvet Foods;Sales",
        "X-COLUMN;X-NAME=Graduation:2011-03-25",
        "ADR;TYPE=home:;;1-2 Ginza;Tokyo;;104-0061;",
    )


def test_outlook(tmp_path: Path) -> None:
    reading = read_text(tmp_path, OUTLOOK.encode("cp1252"))
    person = only(reading)

    assert (reading.format, reading.encoding) == ("outlook", "Windows-1252")
    assert (person.name, person.title, person.org) == (
        "Dr. Siobhán O'Connor, Jr.",
        "VP, Sales",
        "Smith, Jones",
    )
    assert person.birthday == "1979-11-03"
    assert [phone.value for phone in person.phones] == ["+353 1 7"]
    assert person.tags == ("VIP", "mentor")
    assert person.notes == "C:\\temp"
    assert "TEL;TYPE=fax:+353 1 9" in person.extra
    assert "X-COLUMN;X-NAME=Hobby:chess" in person.extra
    assert not any("SMTP" in line or "Unspecified" in line or "0/0/00" in line for line in person.extra)


def test_thunderbird(tmp_path: Path) -> None:
    text = (
        "First Name,Last Name,Display Name,Primary Email,Secondary Email,Screen Name,Birth Year,Birth Month,Birth Day,Web Page 1,\n"
        "Łukasz,Górska,Łukasz Z. Górska,l@example.org,l2@example.org,,1991,1,12,https://l.example.org,\n"
        ",,,,,,,,,,\n"
        "Zoë,Fine,,,,,,12,31,,\n"
    )
    reading = read_text(tmp_path, text)
    first, second = reading.people

    assert reading.format == "thunderbird"
    assert (first.name, first.birthday, len(first.emails)) == ("Łukasz Z. Górska", "1991-01-12", 2)
    assert (second.name, second.birthday) == ("Zoë Fine", "--12-31")


def test_a_plain_table_in_another_language(tmp_path: Path) -> None:
    text = "Vorname;Nachname;E-Mail;Telefon;Firma;Position;Geburtstag;Notizen\r\nGötz;Weiß;g@example.org;030 1;Groß AG;Leiter;29.02.1984;a, b\r\n"
    person = only(read_text(tmp_path, text.encode("cp1252")))

    assert (person.name, person.org, person.title, person.birthday, person.notes) == (
        "Götz Weiß",
        "Groß AG",
        "Leiter",
        "1984-02-29",
        "a, b",
    )


def test_a_named_delimiter_wins(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "sep=;\r\nFirst Name;Last Name;Notes\r\nAda;Quill;a, b, c, d\r\n")

    assert only(reading).notes == "a, b, c, d"


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("3/11/1979", "25/12/1980"), "1979-11-03"),
        (("3/11/1979", "12/25/1980"), "1979-03-11"),
        (("3/11/1979", "4/12/1980"), ""),
        (("1979-11-03", ""), "1979-11-03"),
        (("3 Nov 1979", ""), "1979-11-03"),
        (("Nov 3, 1979", ""), "1979-11-03"),
        (("3.11.79", ""), ""),
    ],
)
def test_the_order_of_days_is_told_by_the_column_or_not_guessed(
    tmp_path: Path, days: tuple[str, str], first: str
) -> None:
    rows = "".join(f'P{index},{index}@example.org,"{day}"\n' for index, day in enumerate(days))
    reading = read_text(tmp_path, f"Name,Email,Birthday\n{rows}")

    assert reading.people[0].birthday == first
    assert (2 in faults_at(reading)) is not bool(first)


def test_an_unclosed_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    text = 'Name,Email,Company\nAda,ada@example.org,"Northwind, Inc\nBo,bo@example.org,\nCy,cy@example.org,"Lumen"\n'
    reading = read_text(tmp_path, text)

    assert [person.name for person in reading.people] == ["Bo", "Cy"]
    assert (reading.read, reading.failed) == (3, 1)
    assert faults_at(reading) == [2]


def test_quotation_marks_out_of_place_are_text(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path, 'Name,Email,Notes\nAda,ada@example.org,a 5" pipe and a 6" one\n"Bo" Ng,,"x"y\n'
    )

    assert [person.notes for person in reading.people] == ['a 5" pipe and a 6" one', "xy"]
    assert not reading.faults


def test_rows_of_other_lengths(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "Name,Email,Notes\nAda\nBo,bo@example.org,note,extra,cells\n\nCy,,\n")

    assert [person.name for person in reading.people] == ["Ada", "Bo", "Cy"]
    assert reading.people[1].extra == ("X-COLUMN;X-NAME=beyond the header:extra\\ncells",)
    assert faults_at(reading) == [3]


def test_a_cell_may_be_very_long(tmp_path: Path) -> None:
    note = "x" * 200_000
    assert only(read_text(tmp_path, f"Name,Notes\nAda,{note}\n")).notes == note


def test_a_row_in_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    raw = (
        "Name,Email\nZoë,z@example.org\n".encode()
        + "René,r@example.org\n".encode("cp1252")
        + "髙橋,m@example.org\n".encode()
    )
    reading = read_text(tmp_path, raw)

    assert [person.name for person in reading.people] == ["Zoë", "René", "髙橋"]
    assert faults_at(reading) == [3]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name,Email\n", "no people"),
        ("Ada,Quill,ada@example.org\nBo,Ng,bo@example.org\n", "no header row"),
        ('Notes:\n"When exporting your connection data"\n\n', "incomplete"),
    ],
)
def test_a_table_without_people_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_text(tmp_path, text)


def test_unknown_headers_can_be_mapped() -> None:
    reading = read_table(b"Who,Where\nAda,Lumen\n", "people.csv", {"who": "name", "Where": "org"})

    assert (only(reading).name, only(reading).org) == ("Ada", "Lumen")


def test_what_a_spreadsheet_would_run_is_text_here(tmp_path: Path) -> None:
    assert (
        only(read_text(tmp_path, "First Name,Last Name,Email\n=1+1,@cmd,bo@example.org\n")).name
        == "=1+1 @cmd"
    )


def test_a_table_in_an_old_encoding_that_is_not_western_is_told(tmp_path: Path) -> None:
    assert faults_at(read_text(tmp_path, "Name,Notes\nAda,\nАнна,чай\n".encode("cp1251"))) == [3]
