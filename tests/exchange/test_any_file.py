"""Whatever the bytes: a reading whose numbers add up, or a refusal in one line, and an import that can be repeated."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.domain.record import Refusal
from crm.exchange.detect import read
from crm.exchange.matching import plan
from crm.exchange.person import Reading, imported_people
from tests.exchange.samples import TODAY, book_of, card, carried_out
from tests.exchange.test_other_formats import ABOOK, LDIF
from tests.exchange.test_tables import GOOGLE, LINKEDIN, OUTLOOK

PEOPLE = {
    "contacts": {
        "1": {"name": "Ada", "emails": [{"value": "a@example.org"}], "tags": ["a"]},
        "2": {"name": "Bo", "phones": ["1"]},
    }
}
SEEDS = [
    (
        card(
            "FN:Ada Quill",
            "N:Quill;Ada;M;;",
            "EMAIL;TYPE=work:a@example.org",
            "item1.TEL:1",
            "item1.X-ABLabel:x",
            "BDAY:1984-02-29",
        )
        * 2
    ).encode(),
    card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=",
        "=C3=91;A;;;",
        "PHOTO;BASE64:AAEC",
        " AwQF",
        version="2.1",
    ).encode(),
    card("FN:Zoë", "AGENT:BEGIN:VCARD", "FN:In", "END:VCARD", "NOTE:é\\,", version="4.0").encode("utf-16"),
    LINKEDIN.encode(),
    GOOGLE.encode("utf-16-le"),
    OUTLOOK.encode("cp1252"),
    LDIF.encode(),
    ABOOK.encode(),
    json.dumps(PEOPLE).encode(),
]
SIGNS = b'\n\r";:,=\\ \t\0\x1b\x85\xff\xc3[{}'
WORDS = b"BEGIN:VCARD\n|END:VCARD\n|AGENT:|;ENCODING=QUOTED-PRINTABLE|;CHARSET=utf-16|;CHARSET=idna|item1.|\\ud800".split(
    b"|"
)
PIECES = st.sampled_from([*(bytes([sign]) for sign in SIGNS), *WORDS])


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file, cut, stirred, or with pieces of others in it."""
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(raw)))
        end = draw(st.integers(at, min(len(raw), at + 80)))
        piece = draw(
            st.one_of(
                PIECES,
                st.binary(max_size=4),
                st.sampled_from(SEEDS).map(lambda other: other[-90:]),
                st.just(raw[at:end]),
            )
        )
        raw = draw(st.sampled_from([raw[:at], raw[:at] + piece + raw[at:], raw[:at] + piece + raw[end:]]))
    return raw


def reading_of(raw: bytes, path: Path) -> Reading | str:
    """What is read of a file with these bytes, or why it is refused."""
    path.write_bytes(raw)
    try:
        return read(path)
    except Refusal as refusal:
        return str(refusal)


def check(raw: bytes, path: Path) -> None:
    reading = reading_of(raw, path)
    if isinstance(reading, str):
        assert not set(reading) & {"\n", "\x1b"}
        return
    check_people(reading)
    done = plan(book_of(), reading, today=TODAY)
    n = done.counts
    assert n.read == n.added + n.updated + n.same + n.skipped + n.failed == reading.read
    again = plan(carried_out(book_of(), done), reading, today=TODAY)
    assert (again.added, again.updated) == ((), ())


def check_people(reading: Reading) -> None:
    for person in reading.people:
        assert person.name.strip()
        assert person.name == " ".join(person.name.split())
        texts = [
            person.name,
            person.notes,
            person.org,
            *person.extra,
            *person.urls,
            *(email.value for email in person.emails),
        ]
        assert not any(ord(letter) < 32 and letter not in "\n\t" for text in texts for letter in text)
        assert not any("\x7f" <= letter < "\xa0" for text in texts for letter in text)
    json.dumps(imported_people(reading), ensure_ascii=False).encode()
    "\n".join(map(str, reading.faults)).encode()


@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_the_good_files_are_read(tmp_path: Path, seed: int) -> None:
    (tmp_path / "people").write_bytes(SEEDS[seed])
    assert read(tmp_path / "people").people
    check(SEEDS[seed], tmp_path / "people")


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=damaged())
def test_damaged_files(tmp_path: Path, raw: bytes) -> None:
    check(raw, tmp_path / "people")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, raw: bytes) -> None:
    check(raw, tmp_path / "people")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.text(max_size=40), max_size=8))
def test_any_text_in_a_card(tmp_path: Path, lines: list[str]) -> None:
    check(card("FN:Ada", *lines).encode("utf-8", "surrogatepass"), tmp_path / "people")
