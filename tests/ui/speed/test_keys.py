"""What a key costs, in rows drawn and records touched."""

import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from msgspec.structs import replace
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input

from crm.domain.book import Book
from crm.domain.finding.search import NameIndex, TextIndex
from crm.insight import everyone
from crm.session import actions
from crm.ui.app import CrmApp
from crm.ui.keeping_up import figuring
from crm.ui.panes.contact_rows import ContactRows
from crm.ui.panes.contacts import ContactsPane
from crm.ui.panes.insight import InsightPane
from crm.ui.panes.offers import OffersPane
from crm.ui.widgets.virtual_list import SETTLE, VirtualList
from tests.bench.big_book import TODAY
from tests.ui.speed.conftest import OFFERS, figured, until


class Watched:
    """Which rows of the contacts are worked out, and which of their lines are drawn again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows: list[int] = []
        self.lines = 0
        lines, refresh = ContactRows.lines, Widget.refresh

        def looked_at(rows: ContactRows, index: int, width: int) -> Any:
            self.rows.append(index)
            return lines(rows, index, width)

        def drawn(widget: Widget, *regions: Region, **how: Any) -> Any:
            if isinstance(widget, VirtualList) and widget.id == "people":
                self.lines += sum(one.height for one in regions) if regions else widget.size.height
            return refresh(widget, *regions, **how)

        monkeypatch.setattr(ContactRows, "lines", looked_at)
        monkeypatch.setattr(Widget, "refresh", drawn)

    def forget(self) -> None:
        self.rows, self.lines = [], 0


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


async def test_a_cursor_key_draws_two_lines_and_works_out_no_row(app: CrmApp, watched: Watched) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await figured(pilot)
        watched.forget()
        await pilot.press("down")
        assert (watched.rows, watched.lines) == ([], 2)


async def test_a_key_that_scrolls_works_out_one_row(app: CrmApp, watched: Watched) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await figured(pilot)
        last = screen.contacts.people.height - 1
        screen.contacts.people.cursor = last
        watched.forget()
        await pilot.press("down")
        assert watched.rows == [last + 1]


async def test_a_held_key_moves_on_before_the_other_panes_follow(
    app: CrmApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[str] = []
    for pane in (OffersPane, InsightPane):
        monkeypatch.setattr(pane, "refill", lambda self: filled.append(self.id))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await figured(pilot)
        people = screen.query_one(ContactsPane).people
        filled.clear()
        for _ in range(10):
            people.action_cursor_down()
        assert filled == []
        await until(pilot, lambda: len(filled) > 1)
        await pilot.pause(SETTLE)
        assert sorted(filled) == ["insight", "offers"]


async def test_a_filter_key_draws_what_is_seen(app: CrmApp, watched: Watched) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await figured(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.pause(0.05)
        watched.forget()
        await pilot.press("a")
        assert screen.contacts.query_text == "a"
        assert len(watched.rows) <= 3 * 40


def waiting(book: Book) -> Iterator[int]:
    return (offer.id for offer in book.offers.values() if offer.made_on == TODAY)


async def test_a_change_works_nothing_out_anew(app: CrmApp, monkeypatch: pytest.MonkeyPatch) -> None:
    anew: list[str] = []
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await figured(pilot)
        screen.book.derived(TextIndex)
        kinds = [*screen.book._derived, *screen.book._before.derived]
        assert len(kinds) > 8
        for kind in kinds:
            monkeypatch.setattr(kind, "of", lambda *_, name=kind.__name__: anew.append(name))
        monkeypatch.setattr(NameIndex, "of", lambda *_: anew.append("names"))
        screen.do(actions.RecordAnswer(offer=next(waiting(screen.book)), side="b", answer="yes"))
        screen = await figured(pilot)
        for kind in kinds:
            assert screen.book.known(kind) is not None
        assert anew == []


class Counted(dict[int, Any]):
    """Records that note which of them are looked at."""

    def __init__(self, records: Mapping[int, Any]) -> None:
        super().__init__(records)
        self.looked: list[int] = []

    def __getitem__(self, key: int) -> Any:
        self.looked.append(key)
        return super().__getitem__(key)

    def values(self) -> Any:
        self.looked.extend(self)
        return super().values()


async def test_what_is_derived_looks_at_few_offers_after_a_change(app: CrmApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await figured(pilot)
        before = screen.book
        screen.session.do(actions.RecordAnswer(offer=next(waiting(before)), side="b", answer="yes"))
        book = replace(screen.session.book, offers=Counted(screen.session.book.offers))
        for index in ("offers_by_contact", "offers_by_day", "reflections_by_offer"):
            book.__dict__[index] = getattr(screen.session.book, index)
        for kind in (*before._derived, *before._before.derived):
            derived = before.known(kind)
            assert derived is not None
            derived.after(book, screen.session.book._before.edits)
        assert isinstance(book.offers, Counted)
        assert 0 < len(book.offers.looked) < OFFERS / 4


async def test_the_figures_of_a_big_book_are_worked_out_beside_the_screen(
    app: CrmApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    facts = everyone._everyone_facts

    def noted(*about: Any) -> Any:
        threads.append(threading.current_thread())
        return facts(*about)

    monkeypatch.setattr(figuring, "AT_ONCE", 0)
    monkeypatch.setattr(everyone, "_everyone_facts", noted)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await figured(pilot)
        screen.do(actions.RecordAnswer(offer=next(waiting(screen.book)), side="b", answer="yes"))
        assert screen.figured is not screen.book
        screen = await figured(pilot)
    assert len(threads) == 2  # once for each book, whoever asks
    assert threading.main_thread() not in threads


async def test_nothing_ticks_faster_than_a_second_while_nothing_moves(app: CrmApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await figured(pilot)

        def ticking() -> list[float]:
            nodes = (app, screen, *screen.query("*"))
            timers = (timer for node in nodes for timer in node._timers)
            return [one._interval for one in timers if one._active.is_set() and one._repeat is None]

        await until(pilot, lambda: min(ticking(), default=0) >= 1)
        await pilot.pause(SETTLE)
        assert min(ticking()) >= 1
