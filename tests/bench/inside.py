"""What is measured without a screen, in a process of its own: ``python -m tests.bench.inside BOOK TURNS``.

Changes of every sort are made to a copy of the book, and after each the figures for everyone are worked out, the chart
included. Prints a JSON object of figures in milliseconds.
"""

import gc
import json
import shutil
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from crm.domain.finding.everywhere import TextIndex
from crm.insight.everyone import everyone_facts
from crm.session import actions
from crm.session.session import Session
from crm.ui.panes.everyone_rows import everyone_blocks
from tests.bench.big_book import TODAY
from tests.bench.sample import Samples

MS = 1000.0
LETTERS = 3
"""From so many letters on the app looks into texts."""

WORDS = ("mornings", "cello", "spring", "not now", "funders", "reads mail", "harbour", "amara")


def changes(session: Session) -> Iterator[actions.AnyAction]:
    """Changes of every sort, over and over, each to another record."""
    book = session.book
    waiting = [offer for offer in book.offers.values() if offer.made_on == TODAY]
    contacts = list(book.contacts)
    for offer, one, other in zip(waiting, contacts, reversed(contacts), strict=False):
        yield actions.RecordAnswer(offer=offer.id, side="b", answer="yes")
        yield actions.EditContact(contact=one, org="Lumen")
        yield actions.AddNote(contact=one, text="Met again at the harbour.")
        yield actions.SetLens(contact=other, mode="busy", busy_with="a book", until=TODAY.replace(year=2027))
        yield actions.MakeOffer(
            kind="connection", a=actions.NewSide(contact=one), b=actions.NewSide(contact=other)
        )
        yield actions.Undo()
        yield actions.RecordAnswer(offer=offer.id, side="b", answer="no")


def measured(path: Path, turns: int) -> Samples:
    """All that is measured of one book."""
    found = Samples()
    session = Session.open(path, today=TODAY)
    try:
        _figures(session)
        gc.collect()
        gc.freeze()
        for change in islice(changes(session), turns):
            start = time.perf_counter()
            session.do(change)
            found.add("change", (time.perf_counter() - start) * MS)
            start = time.perf_counter()
            _figures(session)
            found.add("figures", (time.perf_counter() - start) * MS)
        index = session.book.derived(TextIndex)
        for words in WORDS:
            for end in range(LETTERS, len(words) + 1):
                start = time.perf_counter()
                index.find(session.book, words[:end], 50)
                found.add("find", (time.perf_counter() - start) * MS)
    finally:
        session.close()
    return found


def _figures(session: Session) -> None:
    everyone_facts(session.book, session.today, session.thresholds)
    list(everyone_blocks(session.book, session.today, thresholds=session.thresholds))


def main() -> None:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "book.json"
        shutil.copyfile(sys.argv[1], copy)
        print(json.dumps(measured(copy, int(sys.argv[2])).values))


if __name__ == "__main__":
    main()
