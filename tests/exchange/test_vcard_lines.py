"""Physical lines, folding, escapes and encodings of vCards."""

import pytest

from tests.exchange.samples import card, faults_at, only, person_in, vcards


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_lines_end_in_any_way(end: str) -> None:
    reading = vcards(card("FN:Ada Quill", "N:Quill;Ada;;;", "NOTE:tea").replace("\r\n", end))

    assert only(reading).name == "Ada Quill"
    assert only(reading).notes == "tea"
    assert not reading.faults


def test_a_folded_line_loses_one_blank() -> None:
    assert person_in("FN:Ada Quill", "NOTE:with milk", "  and su", "\tgar").notes == "with milk and sugar"


def test_in_2_1_the_blank_of_a_folded_line_belongs_to_the_text() -> None:
    assert (
        person_in("FN:Ada Quill", "NOTE:with milk", " and sugar", version="2.1").notes
        == "with milk and sugar"
    )


def test_a_character_may_be_folded_in_its_middle() -> None:
    raw = card("FN:Ada Quill", "NOTE:caf@@").encode().replace(b"@@", b"\xc3\r\n \xa9")

    assert only(vcards(raw)).notes == "café"


def test_soft_line_breaks_join_quoted_printable() -> None:
    person = person_in(
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB Br=",
        "ont=C3=AB",
        "NOTE;QUOTED-PRINTABLE:a=0D=0Ab",
        version="2.1",
    )

    assert person.name == "Zoë Brontë"
    assert person.notes == "a\nb"


def test_quoted_printable_without_a_charset_can_be_windows_1252() -> None:
    assert person_in("FN;ENCODING=QUOTED-PRINTABLE:Ren=E9e", version="2.1").name == "Renée"


def test_separators_inside_quoted_printable_are_text() -> None:
    person = person_in("N;ENCODING=QUOTED-PRINTABLE:Quill=3B Smith;Ada;;;", "FN:Ada", version="2.1")

    assert (person.family, person.given) == ("Quill; Smith", "Ada")


def test_escapes_of_3_0() -> None:
    person = person_in(
        r"FN:Quill\, Ada", r"ORG:Smith\; Sons\\Co;Sales", r"NOTE:one\ntwo\Nthree\: \"four\" C:\temp"
    )

    assert person.name == "Quill, Ada"
    assert person.org == "Smith; Sons\\Co"
    assert person.notes == 'one\ntwo\nthree: "four" C:\\temp'


def test_a_backslash_is_text_in_2_1() -> None:
    assert person_in("FN:Ada", r"NOTE:C:\new\; and", version="2.1").notes == r"C:\new; and"


def test_a_file_in_utf_16_without_a_mark_is_read() -> None:
    raw = card("FN:Zoë Brontë-Łukasik").encode("utf-16-be")

    assert only(vcards(raw)).name == "Zoë Brontë-Łukasik"


def test_marks_at_the_start_are_no_part_of_the_file() -> None:
    assert only(vcards(b"\xef\xbb\xbf" + card("FN:Zoë").encode())).name == "Zoë"
    assert only(vcards(card("FN:Zoë").encode("utf-16"))).name == "Zoë"


def test_a_declared_charset_is_decoded_before_anything_is_unescaped() -> None:
    # In Shift_JIS the second byte of some characters is that of a backslash.
    raw = (
        card("FN;CHARSET=SHIFT_JIS:@@", version="2.1")
        .encode()
        .replace(b"@@", "伊能 予 表".encode("shift_jis"))
    )

    assert only(vcards(raw)).name == "伊能 予 表"


def test_a_file_in_windows_1252_is_read_without_a_fault() -> None:
    reading = vcards(card("FN:Sören Nüßlebaum", version="2.1").encode("cp1252"))

    assert only(reading).name == "Sören Nüßlebaum"
    assert reading.encoding == "Windows-1252"
    assert not reading.faults


def test_in_a_file_of_utf_8_a_line_in_another_encoding_is_a_fault() -> None:
    reading = vcards(card("FN:Ada").encode() + card("FN:René").encode("cp1252") + card("FN:Zoë").encode())

    assert [person.name for person in reading.people] == ["Ada", "René", "Zoë"]
    assert faults_at(reading) == [7]


def test_text_that_was_cut_in_a_character_keeps_the_rest() -> None:
    reading = vcards(card("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3", version="2.1"))

    assert only(reading).name == "J\ufffd"
    assert faults_at(reading) == [3]


def test_an_unknown_or_odd_charset_is_a_fault_and_no_end() -> None:
    for charset in ("KLINGON", "unicode_escape", "zlib", "idna"):
        reading = vcards(card(f"FN;CHARSET={charset}:Ada Quill", version="2.1"))
        assert only(reading).name == "Ada Quill"
        assert faults_at(reading) == [3]


def test_control_characters_never_reach_a_field() -> None:
    reading = vcards(
        card("FN:Nu\x00l Esc\x1b[2Jape", "NOTE;ENCODING=QUOTED-PRINTABLE:=1B]0;owned=07", "X-ODD:a\x9bb")
    )

    assert only(reading).name == "Nul Esc[2Jape"
    assert only(reading).notes == "]0;owned"
    assert only(reading).extra == ("X-ODD:ab",)
    assert 3 in faults_at(reading)


def test_parameters_may_be_quoted_bare_or_broken() -> None:
    person = person_in(
        "FN:Ada",
        'TEL;TYPE="WORK,VOICE":1',
        "TEL;CELL;PREF:2",
        "TEL;TYPE=home;TYPE=fax:3",
        'TEL;TYPE="work:4',
        "TEL;X-ODD;:5",
    )

    assert [(phone.value, phone.label) for phone in person.phones] == [
        ("2", "mobile"),
        ("1", "work"),
        ("3", "home fax"),
        ("4", "work"),
        ("5", "x-odd"),
    ]


def test_old_encodings_that_are_not_western_are_told() -> None:
    reading = vcards(card("FN:Анна Мария Ковалёва", version="2.1").encode("cp1251"))

    assert only(reading).name
    assert faults_at(reading) == [3]
    assert "save it as UTF-8" in reading.faults[0].what
