"""LDIF, abook, folders of vCards, and JSON."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from crm.domain.contact import Labelled, Source
from crm.domain.record import Refusal
from crm.exchange.detect import read
from tests.exchange.samples import card, faults_at, only, read_text

LDIF = f"""dn: cn=Ada Quill,mail=ada@example.org
objectclass: top
givenName: Ada
sn: Quill
cn: Ada Quill
mail: ada@example.org
mozillaSecondEmail: a2@example.org
mobile: +1 555
 -201-0001
description:: {base64.b64encode("tea, café".encode()).decode()}
# a remark
birthyear: 1984
birthmonth: 02
birthday: 29
xmozillaanyphone: 5
mail: %%

dn: cn=Friends
objectclass: groupOfNames
cn: Friends
member: cn=Ada Quill
"""

ABOOK = """# abook addressbook file

[format]
program=abook
version=0.6.1

[0]
name=Ada Quill
email=ada@example.org,a2@example.org
mobile=+1 555-201-0001
nick=Ad
notes=100% = all
anniversary=1984-02-29
groups=friend,work

[1]
name=Bo Ng
no equals sign
"""


def test_ldif(tmp_path: Path) -> None:
    reading = read_text(tmp_path, LDIF.replace("%%", "not one"))
    person = only(reading)

    assert reading.format == "ldif"
    assert (person.name, person.notes, person.birthday) == ("Ada Quill", "tea, café", "1984-02-29")
    assert person.phones == (Labelled("+1 555-201-0001", "mobile"),)
    assert person.extra == ("X-COLUMN;X-NAME=xmozillaanyphone:5",)
    assert person.source == Source("ldif", "cn=Ada Quill,mail=ada@example.org")
    assert (reading.read, reading.skipped) == (2, 1)
    assert faults_at(reading) == [18]


def test_ldif_with_broken_base64(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "version: 1\n\ndn: cn=Ada\ncn: Ada\ndescription:: a\nnonsense\n")

    assert only(reading).name == "Ada"
    assert faults_at(reading) == [5, 6]


def test_abook(tmp_path: Path) -> None:
    reading = read_text(tmp_path, ABOOK)
    ada, bo = reading.people

    assert reading.format == "abook"
    assert [email.value for email in ada.emails] == ["ada@example.org", "a2@example.org"]
    assert (ada.notes, ada.birthday, ada.tags) == ("100% = all", "", ("friend", "work"))
    assert ada.extra == ("NICKNAME:Ad", "ANNIVERSARY:1984-02-29")
    assert (bo.name, bo.line) == ("Bo Ng", 16)
    assert faults_at(reading) == [18]


def test_a_folder_of_vcards(tmp_path: Path) -> None:
    (tmp_path / "b.vcf").write_text(card("FN:Bo"), encoding="utf-8")
    (tmp_path / "a.vcf").write_text(card("FN:Ada"), encoding="utf-8")
    (tmp_path / "c.vcf").write_text("", encoding="utf-8")
    (tmp_path / "d.vcf").write_text("BEGIN:VCARD\nFN:Half", encoding="utf-8")
    (tmp_path / "README.txt").write_text("no card", encoding="utf-8")
    reading = read(tmp_path)

    assert [person.name for person in reading.people] == ["Ada", "Bo"]
    assert (reading.read, reading.failed) == (4, 2)
    assert [fault.file for fault in reading.faults] == ["c.vcf", "d.vcf"]


def test_a_folder_without_vcards_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="without vCard files"):
        read(tmp_path)


def in_json(folder: Path, value: Any) -> Any:
    return read_text(folder, json.dumps(value))


def test_a_book_of_our_own(tmp_path: Path) -> None:
    ada = {
        "name": "Ada Quill",
        "bio": "Builds bridges",
        "emails": [{"value": "ada@example.org", "label": "work"}],
        "tags": ["a,b"],
        "wants": ["engineers"],
        "how_met": "PyCon",
        "birthday": "--02-29",
        "addresses": ["1 High St"],
        "extra": ["NICKNAME:Ad"],
        "sources": [{"kind": "vcard", "id": "u-1"}, 7],
        "created": "2025-01-01T00:00:00Z",
        "archived_on": None,
    }
    text = '{"about": {"1": {"schema": 1}},\n"contacts": {\n"4096": ' + json.dumps(ada) + "}}"
    person = only(read_text(tmp_path, text))

    assert (person.name, person.bio, person.how_met, person.birthday) == (
        "Ada Quill",
        "Builds bridges",
        "PyCon",
        "--02-29",
    )
    assert person.emails == (Labelled("ada@example.org", "work"),)
    assert (person.tags, person.wants, person.addresses) == (("a,b",), ("engineers",), ("1 High St",))
    assert person.extra == ("NICKNAME:Ad",)
    assert (person.source, person.also, person.line) == (Source("crm", "4096"), (Source("vcard", "u-1"),), 3)


def test_a_list_of_people(tmp_path: Path) -> None:
    reading = in_json(
        tmp_path,
        {
            "people": [
                {"name": "Ada", "emails": ["a@example.org"], "phones": "1", "shoe": 42, "title": "Head"}
            ]
        },
    )
    person = only(reading)

    assert (reading.format, person.title) == ("json", "Head")
    assert (person.emails[0].value, person.phones[0].value) == ("a@example.org", "1")
    assert person.extra == ("X-COLUMN;X-NAME=shoe:42",)


def test_values_of_the_wrong_kind_cost_only_themselves(tmp_path: Path) -> None:
    wrong = {
        "name": 42,
        "emails": [None, 7, "bo@example.org"],
        "birthday": 19900101,
        "wants": [1],
        "notes": {"x": 1},
    }
    reading = in_json(tmp_path, [wrong, "no record", {"name": "Cy\ud800\x1b"}, {}])

    assert [person.name for person in reading.people] == ["bo@example.org", "Cy"]
    assert (reading.read, reading.failed, reading.skipped) == (4, 1, 1)
    assert len(reading.faults) == 7


def test_a_key_that_occurs_twice_loses_nobody(tmp_path: Path) -> None:
    reading = read_text(tmp_path, '{"_default": {"1": {"name": "Ada"}, "1": {"name": "Bo"}}}')

    assert [person.name for person in reading.people] == ["Ada", "Bo"]
    assert "occurs 2 times" in reading.faults[0].what


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"about": {"1": {"schema": 9999}}, "contacts": {}}', "newer version"),
        ('{"contacts": {\n"1": {"name": "Ada"', "damaged at line 2, column 20 .*cut off"),
        ('{"contacts": {"1": nonsense}}', "damaged at line 1, column 20"),
        ('{"weather": "fine"}', "no people"),
        ("[" * 100_000, "damaged|no address book"),
        ('{"contacts": {"1": ' + "9" * 5000 + "}}", "no address book"),
        ('{"contacts": {}}', "no people|nobody"),
    ],
)
def test_json_that_is_no_address_book_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_text(tmp_path, text)


def test_monica(tmp_path: Path) -> None:
    def typed(kind: str, *properties: dict[str, Any]) -> dict[str, Any]:
        return {"type": kind, "values": [{"properties": each} for each in properties]}

    birthdate = {
        "properties": {"is_year_unknown": True, "is_age_based": False, "date": "2016-02-29T00:00:00Z"}
    }
    ada = {
        "uuid": "c-1",
        "properties": {
            "first_name": "Ada",
            "last_name": "Quill",
            "job": "Head",
            "is_starred": True,
            "tags": ["friend"],
            "birthdate": birthdate,
        },
        "data": [
            typed(
                "contact_field", {"data": "ada@example.org", "type": "t-1"}, {"data": "@ada", "type": "t-2"}
            ),
            typed("note", {"body": "one"}, {"body": "two"}),
            typed("gift", {"name": "tea"}),
        ],
    }
    relation = {"uuid": "c-2", "properties": {"first_name": "Kid", "is_partial": True}}
    kinds = [
        {"uuid": "t-1", "properties": {"type": "email"}},
        {"uuid": "t-2", "properties": {"name": "Chat"}},
    ]
    account = {
        "data": [{"type": "contact", "values": [ada, relation, 7]}],
        "instance": {"contact_field_types": kinds},
    }
    reading = in_json(tmp_path, {"app_version": "4.0.0", "account": account})
    person = only(reading)

    assert (person.name, person.title, person.birthday) == ("Ada Quill", "Head", "--02-29")
    assert (person.notes, person.tags, person.source) == ("one\n\ntwo", ("friend",), Source("monica", "c-1"))
    assert person.extra == ("X-COLUMN;X-NAME=chat:@ada", 'X-COLUMN;X-NAME=gift:{"name": "tea"}')
    assert (reading.read, reading.skipped, reading.failed) == (3, 1, 1)
