"""A script at work: one JSON line in, one out, and the file looked at after each as TinyDB alone reads it."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from crm.session.apply import applied
from crm.session.session import Session

TODAY = date(2026, 11, 24)

FIELDS = {
    "contacts": "name given family org title bio bio_updated emails phones urls addresses birthday tags wants gives "
    "how_met introduced_by notes sources extra archived_on",
    "offers": "kind made_on a b requested_by spoke_on introduced_on outcome withdrawn_on look_ahead",
    "reflections": "offer side status step started_on finished_on clear missing better_why kind_true open_to "
    "closed_to focus lens pattern_note checkin learned_decliner learned_other effects",
    "lenses": "contact mode types busy_with until review_on source from ended_on",
    "checkins": "contact due_on asked_on answered_on people_wanted too_busy until notes from",
    "notes": "contact on text",
}
"""What a new record holds besides ``created`` and ``updated``: all of it, under these names, and nothing else."""

SIDE = "contact role why_told bio_sent channel asked_on nudged_on answer answered_on words reasons guess revisit_on"

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_LINE = re.compile(r'"(\d+)":(\{.*\}),?')


class Script:
    """A book that only ``crm apply`` touches."""

    def __init__(self, path: Path, today: date = TODAY) -> None:
        self.path = path
        self.session = Session.open(path, today=lambda: self.today)
        self.today = today
        self.line = 0

    def tell(self, do: str, **fields: Any) -> dict[str, Any]:
        """What the program answers to one line."""
        (told,) = applied(self.session, [json.dumps({"do": do, **fields})])
        return told

    def do(self, do: str, **fields: Any) -> dict[str, Any]:
        """Something that can be done; the file keeps its contract."""
        told = self.tell(do, **fields)
        assert told["ok"] is True, told
        if self.path.exists():
            keeps_its_contract(self.path)
        return told

    def refused(self, do: str, **fields: Any) -> str:
        """Why something cannot be done; the file is as it was before."""
        before = self.path.read_bytes() if self.path.exists() else b""
        told = self.tell(do, **fields)
        assert told["ok"] is False, told
        assert told["line"] == 1
        assert (self.path.read_bytes() if self.path.exists() else b"") == before
        error: str = told["error"]
        return error

    def person(self, name: str, **fields: Any) -> int:
        made: int = self.do("add_contact", name=name, **fields)["id"]
        return made

    def offer(self, a: int, b: int, kind: str = "connection", **fields: Any) -> int:
        sides = {"a": {"contact": a, "why_told": "a new why"}, "b": {"contact": b, "why_told": "a new why"}}
        made: int = self.do("make_offer", kind=kind, **(sides | fields))["id"]
        return made

    def declines(self, contact: int, on: date | None = None, kind: str = "connection") -> int:
        """A no from someone to a new person; the id of the reflection it owes."""
        return int(self.answers_new(contact, "no", on, kind)["reflection"])

    def answers_new(
        self, contact: int, answer: str, on: date | None = None, kind: str = "connection"
    ) -> dict[str, Any]:
        """An answer of someone to an offer of a new person."""
        day = (on or self.today).isoformat()
        other = self.person(f"Other {len(self.session.book.contacts)}")
        offer = self.offer(contact, other, kind, made_on=day, override_reason="sure")
        return self.do("record_answer", offer=offer, side="a", answer=answer, on=day)

    def stored(self, table: str, number: int) -> dict[str, Any]:
        """A document as a plain TinyDB finds it."""
        with TinyDB(self.path, access_mode="r") as plain:
            found = plain.table(table).get(doc_id=number)
        assert isinstance(found, dict)
        return dict(found)

    def state(self) -> dict[str, Any]:
        """All that the file holds, as JSON reads it."""
        held: dict[str, Any] = json.loads(self.path.read_text("utf-8"))
        return {table: rows for table, rows in held.items() if rows}


def keeps_its_contract(path: Path) -> None:
    """The promises about the file that hold after every action."""
    text = path.read_text("utf-8")
    held = json.loads(text)
    with TinyDB(path, access_mode="r") as plain:
        assert plain.tables() == set(held)
        counted = {table: len(plain.table(table)) for table in held}
    assert counted == {table: len(rows) for table, rows in held.items()}
    assert held["about"]["1"].keys() == {"schema", "file", "created"}
    rows = [found for line in text.splitlines() if (found := _LINE.fullmatch(line))]
    assert len(rows) == sum(counted.values()), "one document a line"
    for table, fields in FIELDS.items():
        for number, document in held.get(table, {}).items():
            assert document.keys() == {*fields.split(), "created", "updated"}, table
            for instant in (document["created"], document["updated"]):
                assert _INSTANT.fullmatch(instant)
            made = (int(number) >> 12) / 1000
            assert int(number) < 2**53
            assert abs(made - datetime.fromisoformat(document["created"]).timestamp()) < 600
    for offer in held.get("offers", {}).values():
        assert offer["a"].keys() == offer["b"].keys() == set(SIDE.split())
        assert offer["look_ahead"].keys() == {"seen", "override_reason"}
        assert offer["outcome"].keys() == {"a", "b"}
        for told in offer["outcome"].values():
            assert told.keys() == {"worth_it", "on", "words"}
