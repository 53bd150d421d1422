"""What this program does not know stays in the file, whatever is done to the record around it."""

import json
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from crm.session.apply import applied
from crm.session.session import Session
from tests.contract.desk import TODAY, Script

MARK = {"x-mood": ["sunny", {"deep": [1, 2.50, None, True]}]}


def marked(value: Any) -> Any:
    """The same value with an unknown key in every object of it."""
    if isinstance(value, dict):
        return {key: marked(item) for key, item in value.items()} | MARK
    return [marked(item) for item in value] if isinstance(value, list) else value


def unmarked(value: Any, where: str = "") -> list[str]:
    """The places of the objects that have lost their unknown key."""
    if isinstance(value, dict):
        lost = [] if {key: value.get(key) for key in MARK} == MARK else [where]
        known = {key: item for key, item in value.items() if key not in MARK}
        return [*lost, *(place for key, item in known.items() for place in unmarked(item, f"{where}.{key}"))]
    if isinstance(value, list):
        return [place for at, item in enumerate(value) for place in unmarked(item, f"{where}[{at}]")]
    return []


def test_unknown_keys_tables_and_records_stay_at_every_depth(script: Script, tmp_path: Path) -> None:
    ada = script.person(
        "Ada", emails=[{"value": "ada@example.org", "label": "work"}], sources=[{"kind": "x", "id": "1"}]
    )
    ben = script.person("Ben")
    offer = script.offer(ada, ben)
    owed = script.do(
        "record_answer", offer=offer, side="a", answer="no", reasons=[{"word": "busy", "source": "said"}]
    )["reflection"]
    script.do(
        "reflect",
        reflection=owed,
        step=2,
        clear="no",
        missing=["why now"],
        lens={"mode": "busy"},
        check_in="2026-12-01",
    )
    script.do("add_note", contact=ada, text="x")
    script.session.close()
    held = json.loads(script.path.read_text())
    documents = {
        table: {number: marked(one) for number, one in rows.items()}
        for table, rows in held.items()
        if table != "about"
    }
    book = tmp_path / "marked.json"
    book.write_text(json.dumps({"about": held["about"], "x-own": {"7": {"any": "thing"}}, **documents}))

    session = Session.open(book, today=TODAY)
    made = session.book.reflection(owed)
    lines: list[dict[str, Any]] = [
        {"do": "edit_contact", "contact": ada, "title": "Founder"},
        {"do": "mark_asked", "offer": offer, "side": "b"},
        {
            "do": "record_answer",
            "offer": offer,
            "side": "a",
            "answer": "no",
            "words": "no time",
            "reasons": [{"word": "busy", "source": "said"}],
        },
        {"do": "reflect", "reflection": owed, "learned_decliner": "mornings"},
        {"do": "end_lens", "lens": made.lens},
        {"do": "answer_check_in", "checkin": made.checkin, "notes": "later"},
        {"do": "archive_contact", "contact": ben},
        {"do": "record_answer", "offer": offer, "side": "b", "answer": "yes"},
    ]
    for line in (*lines, *[{"do": "undo"}] * 4, *[{"do": "redo"}] * 4):
        (told,) = applied(session, [json.dumps(line)])
        assert told["ok"], told
        now = json.loads(book.read_text())
        assert now["x-own"] == {"7": {"any": "thing"}}
        for table, rows in documents.items():
            for number in rows:
                assert unmarked(now[table][number]) == [], (line, table)
    session.close()
    with TinyDB(book, access_mode="r") as plain:
        assert plain.table("x-own").get(doc_id=7) == {"any": "thing"}
