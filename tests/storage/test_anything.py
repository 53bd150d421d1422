"""Any order of own changes and other programs' doings: every value ends in the file or among the conflicts."""

import itertools
import json
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB

from crm.storage.change import Change, Document
from tests.storage.books import opened, plain

people = st.integers(1, 4)
fields = st.sampled_from(["org", "title", "bio"])


class Anything(RuleBasedStateMachine):
    """Two stores and plain TinyDB shells on one file. Each written value is unlike any other."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "people.json"
        self.stores = [opened(self.path, rng=None), opened(self.path, rng=None, staged=True)]
        self.views: list[dict[int, Document]] = [{}, {}]
        self.values = itertools.count()
        self.written: dict[tuple[int, str], str] = {}

    def value(self, number: int, field: str) -> str:
        """A value that has not been before, and is the last one written there."""
        self.written[number, field] = f"value-{next(self.values)}-"
        return self.written[number, field]

    @rule(which=st.integers(0, 1), number=people, field=fields, waits=st.booleans())
    def edit(self, which: int, number: int, field: str, waits: bool) -> None:
        """A change made on what this session last saw."""
        before = self.views[which].get(number)
        after = (before or {"name": f"Person {number}"}) | {field: self.value(number, field)}
        ticket = self.stores[which].commit("edit", [Change("contacts", number, before, after)])
        self.views[which][number] = after
        if waits:
            ticket.wait(20)

    @rule(which=st.integers(0, 1))
    def look(self, which: int) -> None:
        for change in self.stores[which].poll():
            if change.table != "contacts":
                continue
            assert self.views[which].get(change.id) == change.before
            if change.after is None:
                del self.views[which][change.id]
            else:
                self.views[which][change.id] = change.after

    @rule(number=people, field=fields)
    def edit_plainly(self, number: int, field: str) -> None:
        """A shell that opens, writes and closes while nothing is being saved."""
        self.settle()
        if not self.path.exists():
            return
        with TinyDB(self.path) as db:
            if db.table("contacts").contains(doc_id=number):
                db.table("contacts").update({field: self.value(number, field)}, doc_ids=[number])

    @rule()
    def replace(self) -> None:
        """A sync tool that puts the same book there again."""
        self.settle()
        if self.path.exists():
            shutil.copy(self.path, self.folder / "new")
            (self.folder / "new").replace(self.path)

    @rule()
    def lose(self) -> None:
        """The file goes away after all have seen it; whoever looks twice then brings it back."""
        self.settle()
        self.look_around()
        self.path.unlink(missing_ok=True)
        self.look_around()
        self.look_around()
        self.settle()

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.settle()
        self.stores[which].close()
        self.stores[which] = opened(self.path, rng=None)
        self.views[which] = self.stores[which].documents("contacts")

    @rule(which=st.integers(0, 1))
    def pack(self, which: int) -> None:
        self.stores[which].pack(0)

    def look_around(self) -> None:
        for which in (0, 1):
            self.look(which)

    def settle(self) -> None:
        for store in self.stores:
            store.flush(20)

    @invariant()
    def plain_tinydb_can_read_it(self) -> None:
        if self.path.exists():
            plain(self.path)

    def teardown(self) -> None:
        self.look_around()
        for store in self.stores:
            store.close()
        everything = json.dumps(plain(self.path) if self.path.exists() else {})
        for (number, field), value in self.written.items():
            assert value in everything, (number, field, value)
        for which, store in enumerate(self.stores):
            self.look(which)
            assert self.views[which] == store.documents("contacts")
        shutil.rmtree(self.folder)


TestAnything = Anything.TestCase
TestAnything.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
