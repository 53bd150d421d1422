"""TinyDB's own API on the store: the same answers, and every write safe."""

from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from crm.storage.change import Change, Invalid
from crm.storage.tiny import SafeTinyDB
from tests.storage.books import opened, person, plain, set_document, write_plainly


def test_it_answers_as_tinydb_does(path: Path, tmp_path: Path) -> None:
    def work(db: TinyDB) -> list[Any]:
        table = db.table("words")
        for number, word in enumerate(["one", "two", "three", "four"], start=1):
            table.insert(Document({"word": word, "n": number}, doc_id=number))
        said: list[Any] = [len(table), table.count(where("n") > 2), table.contains(doc_id=9)]
        said += [
            table.update({"n": 0}, where("word") == "two"),
            table.update({"seen": True}, doc_ids=[3, 99]),
        ]
        said.append(table.update(lambda document: document.pop("n"), doc_ids=[4]))
        said += [
            table.upsert({"word": "one", "n": 11}, where("word") == "one"),
            table.remove(where("n") == 0),
        ]
        said += [table.get(doc_id=2), table.get(doc_id=3), table.get(where("word") == "four"), table.all()]
        said += [table.search(where("seen") == True), table.get(doc_ids=[1, 3])]  # noqa: E712  # TinyDB's way
        said.append(sorted(db.tables() - {"about"}))
        table.truncate()
        said.append(table.all())
        db.drop_table("words")
        return said

    with SafeTinyDB(path) as safe, TinyDB(tmp_path / "plain.json") as usual:
        assert work(safe) == work(usual)


def test_every_write_is_in_the_file_when_it_returns(path: Path) -> None:
    with SafeTinyDB(path) as db:
        numbers = db.table("contacts").insert_multiple([person("Ada"), person("Bo")])
        assert plain(path) == {"contacts": dict(zip(numbers, [person("Ada"), person("Bo")], strict=True))}
        db.table("contacts").remove(doc_ids=numbers[:1])
        assert plain(path) == {"contacts": {numbers[1]: person("Bo")}}
        db.drop_tables()
        assert plain(path) == {}


def test_a_shell_beside_the_open_app_loses_nothing(path: Path) -> None:
    with opened(path) as app, SafeTinyDB(path) as shell:
        set_document(app, "contacts", 1, person("Ada"))
        shell.table("contacts").update({"org": "Lumen"}, doc_ids=[1])
        app.commit("edit", [Change("contacts", 1, person("Ada"), person("Ada", title="CTO"))]).wait(20)
        assert shell.table("contacts").all() == [person("Ada", org="Lumen", title="CTO")]
        shell.table("contacts").insert(person("Bo"))
        assert len(app.poll()) == 2
        assert len(app.documents("contacts")) == 2


def test_a_value_that_does_not_fit_its_table_is_refused_with_its_place(path: Path) -> None:
    with SafeTinyDB(path) as db, pytest.raises(Invalid, match="name: expected text, found number"):
        db.table("contacts").insert({"name": 7})


def test_documents_it_does_not_touch_stay_byte_for_byte(path: Path) -> None:
    write_plainly(path, {"contacts": {1: person(), 2: person()}})
    path.write_text(path.read_text().replace("{}", "{ }").replace('"Ada Novak"', '"\\u0041da Novak"'))
    with SafeTinyDB(path) as db:
        db.table("contacts").update({"org": "Lumen"}, doc_ids=[2])
    assert '"1":{"name": "\\u0041da Novak"}' in path.read_text()
