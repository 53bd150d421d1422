"""The format of a file is found by what is in it; what is no address book is refused by saying what it is."""

import zipfile
from pathlib import Path

import pytest

from crm.domain.record import Refusal
from crm.exchange.detect import read
from crm.exchange.person import imported_people
from tests.exchange.samples import card, read_text


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    assert read_text(tmp_path, card("FN:Ada"), "people.csv").format == "vcard"
    assert read_text(tmp_path, "Name,Email\nAda,a@example.org\n", "people.vcf").format == "csv"
    assert read_text(tmp_path, '[{"name": "Ada"}]', "people.xlsx").format == "json"


def test_text_around_the_cards_does_not_hide_them(tmp_path: Path) -> None:
    assert len(read_text(tmp_path, "Hi,\nhere are the cards, with a comma\n" + card("FN:Ada")).people) == 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\r\n \n", "empty, but for blank lines"),
        (b"\xef\xbb\xbf", "empty"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "a calendar"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b'<?xml version="1.0"?><contacts/>', "XML"),
        (b"From: ada@example.org\nSubject: hi\n", "no header row|e-mail"),
        (b"Received: from x\nSubject: hi\n", "e-mail"),
        (bytes(range(256)) * 10, "no text"),
        (b"just a sentence.", "no header row"),
    ],
)
def test_what_is_no_address_book_is_named(tmp_path: Path, raw: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_text(tmp_path, raw)


def test_a_zip_archive_is_named_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("people.vcf", card("FN:Ada"))

    with pytest.raises(Refusal, match="a ZIP archive"):
        read(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no such file"):
        read(tmp_path / "nobody.vcf")


def test_people_as_plain_values(tmp_path: Path) -> None:
    reading = read_text(tmp_path, card("FN:Ada", "EMAIL:a@example.org", "TEL:1", "BDAY:--0229", "NOTE:tea"))

    assert imported_people(reading) == [
        {
            "name": "Ada",
            "emails": ["a@example.org"],
            "phones": ["1"],
            "org": "",
            "title": "",
            "birthday": "--02-29",
            "notes": "tea",
        }
    ]
