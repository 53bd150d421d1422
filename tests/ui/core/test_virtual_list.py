"""The list of every pane: it builds only what is seen, and its cursor stays where it is."""

from collections.abc import Hashable, Sequence
from itertools import accumulate

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from crm.ui.widgets.drawn_lines import BAR, MARK
from crm.ui.widgets.line import Line, Span
from crm.ui.widgets.virtual_list import SETTLE, VirtualList


class Rows:
    """Rows by name; a name that starts with # is a heading, each row has as many lines as ``tall`` says."""

    def __init__(self, names: Sequence[str], tall: int | None = None) -> None:
        self.names = names
        self.tall = tall
        self.drawn: list[int] = []

    def __len__(self) -> int:
        return len(self.names)

    def key(self, index: int, /) -> Hashable | None:
        name = self.names[index]
        return None if name.startswith("#") else name

    def find(self, key: Hashable, /) -> int:
        return self.names.index(str(key)) if key in self.names else -1

    def offsets(self, _width: int, /) -> Sequence[int] | None:
        if self.tall is None:
            return None
        return list(accumulate((1 if name[0] == "#" else self.tall for name in self.names), initial=0))

    def lines(self, index: int, _width: int, /) -> Sequence[Line]:
        self.drawn.append(index)
        count = 1 if self.names[index][0] == "#" else self.tall or 1
        return [(Span(f"{self.names[index]} {line}"),) for line in range(count)]


class Host(App[None]):
    CSS = "VirtualList > .virtual-list--cursor { text-style: reverse; }"

    def __init__(self, source: Rows) -> None:
        super().__init__()
        self.rows = source
        self.highlighted: list[Hashable | None] = []
        self.selected: list[Hashable] = []

    def compose(self) -> ComposeResult:
        yield VirtualList()

    def on_mount(self) -> None:
        self.list.show(self.rows)
        self.list.focus()

    def at(self) -> Hashable | None:
        return self.list.key

    @property
    def list(self) -> VirtualList:
        return self.query_one(VirtualList)

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        self.highlighted.append(event.key)

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        self.selected.append(event.key)


def screen_lines(app: App[None]) -> list[str]:
    width, height = app.size
    strips = app.screen.query_one(VirtualList).render_lines(app.screen.region)
    assert len(strips) == height
    return [strip.text[: width - 1].rstrip() for strip in strips]


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause(SETTLE * 3)


async def test_ten_thousand_rows_cost_no_more_than_a_screen() -> None:
    rows = Rows([f"row {n}" for n in range(10_000)])
    app = Host(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        assert app.at() == "row 9999"
        assert screen_lines(app)[-1] == "row 9999 0"
        assert len(set(rows.drawn)) <= 2 * 10 + 2


async def test_the_cursor_steps_over_headings() -> None:
    app = Host(Rows(["# a", "one", "two", "# b", "three"], tall=2))
    async with app.run_test(size=(40, 6)) as pilot:
        assert app.at() == "one"
        assert screen_lines(app)[0] == "# a 0"
        await pilot.press("down", "j")
        assert app.at() == "three"
        assert "three 1" in screen_lines(app)
        await pilot.press("down")
        assert app.at() == "three"
        await pilot.press("g")
        assert app.at() == "one"
        assert screen_lines(app)[0] == "# a 0"


async def test_pages_move_by_a_screen_and_never_skip_a_row_unseen() -> None:
    app = Host(Rows([f"row {n}" for n in range(30)], tall=3))
    async with app.run_test(size=(40, 10)) as pilot:
        seen: set[str] = set()
        for _ in range(14):
            seen.update(line.rsplit(" ", 1)[0] for line in screen_lines(app))
            await pilot.press("pagedown")
        assert app.at() == "row 29"
        assert {f"row {n}" for n in range(30)} <= seen
        for _ in range(14):
            await pilot.press("pageup")
        assert app.at() == "row 0"


async def test_the_cursor_stays_on_its_row_when_rows_come_and_go() -> None:
    app = Host(Rows([f"row {n}" for n in range(50)]))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.go_to("row 30")
        await pilot.pause()
        before = screen_lines(app).index("row 30 0")
        app.list.show(Rows(["new", "newer", *(f"row {n}" for n in range(20, 50))]))
        await pilot.pause()
        assert app.at() == "row 30"
        assert screen_lines(app).index("row 30 0") == before
        app.list.show(Rows([f"row {n}" for n in range(30)]))
        await pilot.pause()
        assert app.at() in {f"row {n}" for n in range(30)}


async def test_without_a_row_to_act_on_the_arrows_scroll() -> None:
    app = Host(Rows([f"# {n}" for n in range(20)]))
    async with app.run_test(size=(40, 5)) as pilot:
        assert app.at() is None
        await pilot.press("down", "down", "enter")
        assert screen_lines(app)[0] == "# 2 0"
        assert app.selected == []
        app.list.show(Rows([]))
        await pilot.press("down", "up", "G", "g", "pagedown", "enter")
        assert app.list.cursor == -1


async def test_a_held_key_is_told_about_once() -> None:
    app = Host(Rows([f"row {n}" for n in range(100)]))
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(pilot)
        assert app.highlighted == ["row 0"]
        for _ in range(40):
            app.list.action_cursor_down()
        await settled(pilot)
        assert app.highlighted == ["row 0", "row 40"]


async def test_click_moves_double_click_and_enter_select() -> None:
    app = Host(Rows(["# a", "one", "two"], tall=2))
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.click(offset=(1, 4))
        assert app.at() == "two"
        assert app.selected == []
        await pilot.click(offset=(1, 0))
        assert app.at() == "two"
        await pilot.click(offset=(1, 2), times=2)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.selected == ["one", "two"]
        assert app.highlighted[-1] == "two"


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = Host(Rows([f"row {n}" for n in range(50)]))
    async with app.run_test(size=(40, 10)) as pilot:
        for _ in range(10):
            app.list.post_message(
                events.MouseScrollDown(app.list, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False)
            )
        await pilot.pause()
        assert screen_lines(app)[0] == "row 20 0"
        assert app.at() == "row 0"
        await pilot.press("down")
        assert "row 1 0" in screen_lines(app)


@pytest.mark.parametrize("name", ["Ngô Thị 王小明 e\u0301", "👩‍👩‍👧 family", "ﷺ", "a\u0300" * 60, "王" * 60])
async def test_every_line_is_as_wide_as_the_list(name: str) -> None:
    app = Host(Rows([name]))
    async with app.run_test(size=(21, 3)):
        strip = app.list.render_line(0)
        assert strip.cell_length == 21
        assert cell_len(strip.text) == 21


async def test_the_scroll_bar_can_be_dragged() -> None:
    app = Host(Rows([f"row {n}" for n in range(100)]))
    async with app.run_test(size=(40, 10)) as pilot:
        assert app.list.render_line(0).text[-1] == BAR
        await pilot.mouse_down(offset=(39, 9))
        await pilot.pause()
        assert screen_lines(app)[-1] == "row 99 0"
        await pilot.hover(offset=(39, 0))
        await pilot.pause()
        assert screen_lines(app)[0] == "row 0 0"
        await pilot.mouse_up(offset=(39, 0))


async def test_a_refill_repaints_only_what_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Host(Rows([f"row {n}" for n in range(8)]))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        repainted: list[Region] = []
        monkeypatch.setattr(app.list, "refresh", lambda *regions: repainted.extend(regions))
        app.list.show(Rows([f"row {n}" for n in range(8)]))
        assert repainted == []
        app.list.show(Rows([f"row {n}" if n != 5 else "new" for n in range(8)]))
        assert repainted == [Region(0, 5, 40, 1)]
        app.list.action_cursor_down()
        assert repainted[1:] == [Region(0, 0, 40, 2)]


async def test_every_line_is_as_wide_as_the_list_after_a_resize() -> None:
    app = Host(Rows(["# text", *("#" for _ in range(40))]))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.press("down")
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        assert [app.list.render_line(y).cell_length for y in range(10)] == [50] * 10


async def test_a_list_that_is_filled_before_it_is_shown_begins_at_its_top() -> None:
    app = Host(Rows([]))
    async with app.run_test(size=(40, 10)) as pilot:
        hidden = VirtualList()
        hidden.display = False
        await app.mount(hidden)
        hidden.from_the_top(Rows([f"row {n}" for n in range(40)]), key="row 6")
        await pilot.pause()
        app.list.display, hidden.display = False, True
        await pilot.pause()
        assert (hidden.key, hidden.top) == ("row 6", 0)


async def test_all_lines_of_the_row_under_the_cursor_are_marked() -> None:
    app = Host(Rows([" one", " two"], tall=2))
    async with app.run_test(size=(40, 6)) as pilot:
        assert screen_lines(app)[:4] == [f"{MARK}one 0", f"{MARK}one 1", " two 0", " two 1"]
        await pilot.press("down")
        assert screen_lines(app)[:4] == [" one 0", " one 1", f"{MARK}two 0", f"{MARK}two 1"]
