"""The store answers the line protocol by which it is measured."""

import json
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from tests.bench.store_adapter import Served, answered

OFFER = {
    "from_contact": 1, "to_contact": 2, "kind": "intro", "status": "open", "title": "a", "due": "2026-11-24",
    "history": [], "notes": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))


def test_each_operation_is_answered_and_what_was_written_is_there(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_text(json.dumps({"contacts": {}, "offers": {str(n): OFFER for n in range(1, 6)}}))
    served = Served()

    def ask(op: str, **question: Any) -> Any:
        answer = answered(served, {"op": op, **question})
        assert answer.pop("ok"), answer
        return answer["result"]

    assert ask("ping") is None
    assert ask("open", file=str(path)) == 5
    number = ask("insert", table="offers", doc=OFFER | {"title": "b"})
    ask("update", table="offers", id=2, fields={"title": "b", "n": 7})
    assert ask("get", table="offers", id=2) == OFFER | {"title": "b", "n": 7}
    assert ask("get", table="offers", id=99) is None
    assert ask("search", table="offers", field="title", value="b") == 2
    assert ask("stall", table="offers", n=2) > 0
    assert answered(served, {"op": "dance"}) == {"ok": False, "error": "unknown op dance"}
    assert not answered(served, {"op": "update", "table": "offers", "id": 99, "fields": {}})["ok"]
    ask("close")
    with TinyDB(path, access_mode="r") as db:
        assert {document.doc_id for document in db.table("offers")} == {1, 2, 3, 4, 5, number}
