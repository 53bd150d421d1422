"""Tables with headers of their own: a guess, a mapping, and people by it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.contact import Labelled
from crm.domain.record import Refusal
from crm.exchange.detect import read
from crm.exchange.table.look import LINES, TableLook, UnknownColumns, look_at
from crm.exchange.table.mapping import (
    FIELDS,
    fingerprint,
    guesses_in_words,
    parse_columns,
    word_for,
    written,
)
from crm.exchange.table.reader import read_table
from crm.exchange.vcard.kept import in_words
from tests.exchange.samples import only, read_text

OWN = """Wer;Erreichbar unter;Handynr.;Arbeitet bei;Ort;Seit wann;Etwas
Zoë Ng;zoe@example.org;+49 170 555 0001;Kelp;Berlin;2021;mag Boote
Amara Okafor;amara@example.org;+49 170 555 0002;Lumen;Lagos;2019;
Chen Wei;chen@example.org;;Fjord Labs;上海;2020;
"""


def looked(text: str) -> TableLook:
    found = look_at(text.encode(), "list.csv")
    assert found is not None
    return found


def test_a_table_of_ones_own_is_refused_with_a_guess(tmp_path: Path) -> None:
    with pytest.raises(UnknownColumns, match="no header row is recognised") as told:
        read_text(tmp_path, OWN)
    assert told.value.look.guess == {
        "Wer": "name",
        "Erreichbar unter": "emails",
        "Handynr.": "phones",
        "Ort": "city",
    }
    assert told.value.look.columns[3].samples == ("Kelp", "Lumen", "Fjord Labs")


def test_the_guess_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(OWN, encoding="utf-8")
    reading = read(path, looked(OWN).guess | {"Arbeitet bei": "org"})
    zoe = reading.people[0]
    assert (zoe.name, zoe.org, zoe.emails) == ("Zoë Ng", "Kelp", (Labelled("zoe@example.org"),))
    assert zoe.phones == (Labelled("+49 170 555 0001", "mobile"),)
    assert zoe.addresses == ("Berlin",)
    assert any("mag Boote" in line for line in zoe.extra)
    assert (reading.read, reading.faults) == (3, ())


def test_a_table_without_headers_goes_by_numbers(tmp_path: Path) -> None:
    text = "Ada,Quill,ada@example.org,+1 555-000-0001\nBo,Ng,bo@example.org,+1 555-000-0002\n"
    found = looked(text)
    assert not found.headers
    assert found.mark == ""
    assert found.guess == {"1": "name", "3": "emails", "4": "phones"}
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    ada, bo = read(path, {"1": "given", "2": "family", "3": "emails", "4": "phones"}).people
    assert (ada.name, ada.line, bo.name) == ("Ada Quill", 1, "Bo Ng")
    assert bo.emails == (Labelled("bo@example.org"),)


def test_a_mapping_goes_before_what_a_header_is_known_for() -> None:
    text = b"Name,Company,Notes,Nickname\nAda,Kelp,Lumen,Addy\n"
    person = only(read_table(text, "a.csv", {"Notes": "org", "Company": "skip", "Nickname": "detail"}))
    assert (person.org, person.notes) == ("Lumen", "")
    assert not any("Kelp" in line for line in person.extra)
    assert any("Addy" in line for line in person.extra)


def test_two_columns_can_hold_the_same() -> None:
    text = (
        b"Who,Mail A,Mail B,Office,Private\nAda,a@example.org,b@example.org,+1 555-000-0001,+1 555-000-0002\n"
    )
    columns = {"Who": "name", "Mail A": "emails", "Mail B": "emails", "Office": "phones", "Private": "phones"}
    person = only(read_table(text, "a.csv", columns))
    assert [one.value for one in person.emails] == ["a@example.org", "b@example.org"]
    assert [one.label for one in person.phones] == ["work", "home"]


def test_one_word_is_enough_for_a_header() -> None:
    assert only(read_table(b"Whom I know,Since\nAda,2021\n", "a.csv", {"whom i know": "name"})).name == "Ada"


def test_a_header_that_is_not_there_is_named() -> None:
    with pytest.raises(Refusal, match="has no column 'Whom'; there are: 'Who', 'Mail'"):
        read_table(b"Who,Mail\nAda,a@example.org\n", "a.csv", {"Whom": "name"})
    with pytest.raises(Refusal, match="has no column 'Maal'"):
        read_table(b"Who,Mail\nAda,a@example.org\n", "a.csv", {"Who": "name", "Maal": "emails"})


def test_words_are_read_as_people_write_them() -> None:
    assert [word_for(word) for word in ("Email", "phones", "How met", "company", "ignore")] == [
        *("emails", "phones", "how_met", "org", "skip"),
    ]
    with pytest.raises(Refusal, match="'shoe' is nothing that a column can hold"):
        parse_columns("Size=shoe")
    with pytest.raises(Refusal, match="'Size' is no HEADER=FIELD"):
        parse_columns("Size")


@given(
    st.dictionaries(
        st.text(min_size=1).filter(
            lambda text: text.strip() == text and "\n" not in text and "\r" not in text and "\x00" not in text
        ),
        st.sampled_from(FIELDS),
        min_size=1,
    )
)
def test_a_mapping_is_read_as_it_is_written(columns: dict[str, str]) -> None:
    assert parse_columns(written(columns)) == columns


def test_the_same_headers_have_the_same_mark() -> None:
    assert fingerprint(["Who", "Mail"]) == fingerprint([" who ", "MAIL"])
    assert fingerprint(["Who", "Mail"]) != fingerprint(["Mail", "Who"])


def test_prose_and_single_lines_are_no_table() -> None:
    assert look_at(b"Roses are red\nviolets are blue\n", "a.txt") is None
    assert look_at(b"Who,Mail\n", "a.csv") is None


@given(st.binary(max_size=400))
def test_any_file_can_be_looked_at(raw: bytes) -> None:
    found = look_at(raw, "a.csv")
    if found is not None:
        assert all(column.guess in FIELDS for column in found.columns)
        assert found.line <= LINES


# As it is seen, so it is read ------------------------------------------------------------------------------

FRENCH = """Nom complet;Courriel;Rencontré à;Société;Ville;Score
Zoë Ng;zoe@example.org;le marché de Lyon;Kelp;Lyon;7
Chen Wei;chen@example.org;un concert;Fjord Labs;Paris;3
"""


def as_seen(text: str) -> dict[str, str]:
    """What the columns screen gives when nothing is changed in it."""
    return {one.header: one.guess for one in looked(text).columns}


def test_a_table_is_read_as_its_columns_are_shown() -> None:
    reading = read_table(FRENCH.encode(), "list.csv")
    zoe = reading.people[0]
    assert (zoe.how_met, zoe.addresses, zoe.org) == ("le marché de Lyon", ("Lyon",), "Kelp")
    assert zoe.extra == ("X-COLUMN;X-NAME=Score:7", "ADR:;;;Lyon;;;")
    assert reading.guesses == (("Rencontré à", "how_met"), ("Ville", "city"))
    assert guesses_in_words(reading.guesses) == "Rencontré à as how you met, Ville as city"
    said = read_table(FRENCH.encode(), "list.csv", as_seen(FRENCH))
    assert (said.people, said.guesses) == (reading.people, ())


def test_what_is_said_of_a_column_goes_before_the_guess() -> None:
    reading = read_table(FRENCH.encode(), "list.csv", {"Ville": "detail", "Score": "notes"})
    assert (reading.people[0].addresses, reading.people[0].notes) == ((), "7")
    assert reading.guesses == (("Rencontré à", "how_met"),)
    assert read_table(FRENCH.encode(), "list.csv", {"Score": "city"}).guesses == (("Rencontré à", "how_met"),)


def test_the_table_of_a_known_program_is_not_guessed_at() -> None:
    text = """Name,E-mail 1 - Label,E-mail 1 - Value,Ville,Met at
Zoë Ng,Home,zoe@example.org,Lyon,a market
"""
    for said in ({}, as_seen(text)):
        zoe = only(read_table(text.encode(), "google.csv", said))
        assert zoe.emails == (Labelled("zoe@example.org", "home"),)
        assert (zoe.addresses, zoe.how_met, len(zoe.extra)) == ((), "", 2)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *(("Last contact", ["2021-03-04", "2022-05-06"]), ("First seen", ["2021-03-04", "2022-05-06"])),
        *(("Stage", ["warm", "cold"]), ("Confirmed", ["yes", "no"]), ("Capacity", ["12", "30"])),
        *(("Username", ["zoe42", "chen7"]), ("Customer no", ["41002003", "41002004"])),
        *(("Contact date", ["2021-03-04", "2022-05-06"]), ("Site", ["north", "south"])),
        ("Branche", ["Software", "Software"]),
    ],
)
def test_a_header_that_only_sounds_like_a_field_is_kept_beside(header: str, cells: list[str]) -> None:
    rows = (f"{name}@example.org,Kelp,{cell}" for name, cell in zip(("zoe", "chen"), cells, strict=True))
    text = "\n".join((f"Email,Company,{header}", *rows))
    assert as_seen(text)[header] == "detail"
    assert read_table(text.encode(), "list.csv").guesses == ()


def test_a_recognised_header_is_one_also_with_a_number_or_a_gap_in_it() -> None:
    text = "Name;Email;;Score 2024\nZoë Ng;zoe@example.org;Lyon;7\n"
    assert as_seen(text) == {"Name": "name", "Email": "emails", "3": "detail", "Score 2024": "detail"}
    said = read_table(text.encode(), "list.csv", as_seen(text))
    assert said.people == read_table(text.encode(), "list.csv").people
    assert only(said).name == "Zoë Ng"


HEADERS = st.sampled_from(
    [
        *("Name", "Nom complet", "Vorname", "Nachname", "Wer", "Email", "Courriel", "Mail privat", "Company"),
        *("Société", "Phone", "Handynr.", "Work phone", "Home City", "Ville", "Rencontré à", "Birthday"),
        *("Geburtstag", "Tags", "Kommentar", "Score", "Website", "Title", "Job Title", "Connected On", ""),
        *("E-mail 1 - Label", "E-mail 1 - Value", "Primary Email", "Business Phone", "Score 2024"),
    ]
)
CELLS = st.sampled_from(
    [
        *("", "Zoë Ng", "Lyon", "zoe@example.org", "+49 170 555 0001", "1984-02-29", "7", "www.example.org"),
        *("a, b", "met at a market where we both looked for the same old cups and saucers", "41002003"),
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    headers = draw(st.lists(HEADERS, min_size=2, max_size=6, unique=True))
    rows = draw(
        st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), min_size=1, max_size=4)
    )
    return "\n".join(";".join(row) for row in (headers, *rows))


@given(tables())
def test_the_same_file_gives_the_same_people_whether_its_columns_were_looked_at_or_not(text: str) -> None:
    try:
        reading = read_table(text.encode(), "list.csv")
    except Refusal:
        return
    said = read_table(text.encode(), "list.csv", as_seen(text))
    assert said.people == reading.people
    assert said.faults == reading.faults


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("X-COLUMN;X-NAME=Score:7", "Score: 7"),
        ('X-COLUMN;X-NAME="Room, floor":3\\, 4', "Room, floor: 3, 4"),
        ("ADR:;;;Lyon;;;", "Lyon"),
        ("ADR;TYPE=home:;;Quai 1;Lyon;;69001;", "Quai 1, 69001 Lyon"),
        ("ADR:;;;;;;", "ADR:;;;;;;"),
        ("X-ODD:\ud800", "X-ODD:\ud800"),
        ("TEL;TYPE=fax:+33 4 00 00 00 00", "TEL;TYPE=fax:+33 4 00 00 00 00"),
    ],
)
def test_a_kept_line_is_read_by_people(line: str, words: str) -> None:
    assert in_words(line) == words
