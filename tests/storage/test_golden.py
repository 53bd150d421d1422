"""The file's contract over time: books of other schemas are read as golden files say, and today's reads without a fault.

``made_up_1.json`` is of an invented older schema, ``made_up_3.json`` is what two invented steps make of it.
``book_1.json`` is a book of schema 1 with the fields of every table: a later program has to read it for ever.
"""

import json
from pathlib import Path

import msgspec
import pytest

from crm.storage import backups
from crm.storage.change import Change, Document, ReadOnly
from crm.storage.examine import examine
from crm.storage.fileio import real
from crm.storage.migrate import SCHEMA
from crm.storage.schema import TYPES
from tests.storage.books import opened, person, plain, set_document

GOLDEN = Path(__file__).parent / "golden"


def org_instead_of_company(table: str, document: Document) -> Document:
    if table != "contacts" or "company" not in document:
        return document
    return {("org" if key == "company" else key): value for key, value in document.items()}


def tags_as_a_list(table: str, document: Document) -> Document:
    tags = document.get("tags")
    if table != "contacts" or not isinstance(tags, str):
        return document
    return document | {"tags": [tag.strip() for tag in tags.split(",") if tag.strip()]}


STEPS = (org_instead_of_company, tags_as_a_list)


@pytest.fixture
def older(path: Path) -> Path:
    path.write_bytes((GOLDEN / "made_up_1.json").read_bytes())
    return path


def test_an_older_book_becomes_the_golden_one_with_its_first_change(older: Path) -> None:
    before = older.read_bytes()
    with opened(older, migrations=STEPS) as store:
        assert older.read_bytes() == before, "reading writes nothing"
        store.commit("add", [Change("contacts", 5, None, person("Chen Wei"))]).wait(20)
        store.commit("remove", [Change("contacts", 5, person("Chen Wei"), None)]).wait(20)
    assert older.read_text() == (GOLDEN / "made_up_3.json").read_text()
    kept = backups.kept(real(older))
    assert [backup.is_for_good for backup in kept] == [True]
    assert kept[0].path.read_bytes() == before


def test_a_book_that_nobody_changes_is_never_rewritten(older: Path) -> None:
    before = older.stat()
    for _ in range(3):
        with opened(older, migrations=STEPS) as store:
            assert store.document("contacts", 7203972710400001) is not None
    assert older.stat() == before
    assert backups.kept(real(older)) == ()


def test_a_newer_book_is_read_and_never_written(older: Path) -> None:
    text = older.read_text().replace('"schema": 1', '"schema": 99')
    older.write_text(text)
    with opened(older) as store:
        assert store.status.word == "read_only"
        assert str(store.status).startswith(
            "read only: a newer crm has written it (schema 99; this one knows"
        )
        assert store.document("contacts", 7203972710400001) is not None
        with pytest.raises(ReadOnly, match="newer crm"):
            set_document(store, "contacts", 7203972710400001, person("Ada"))
    assert older.read_text() == text


def test_the_contract_of_schema_1_holds(path: Path) -> None:
    golden = GOLDEN / "book_1.json"
    path.write_bytes(golden.read_bytes())
    assert examine(path).faults == ()
    book = json.loads(golden.read_text())
    for table, kind in TYPES.items():
        fields = {field.encode_name for field in msgspec.structs.fields(kind)} - {"id"}
        named = {key for document in book[table].values() for key in document}
        assert named - fields <= {"mood"}, f"{table} has lost a field that schema 1 has"
    if SCHEMA == 1:
        with opened(path) as store:
            for table in TYPES:
                assert len(store.records(table)) == len(book[table])
            set_document(store, "contacts", 5, person("Chen Wei"))
            set_document(store, "contacts", 5, None)
        assert path.read_bytes() == golden.read_bytes(), "what was not touched is the same, byte for byte"
    assert plain(path)["contacts"] == {int(key): document for key, document in book["contacts"].items()}
