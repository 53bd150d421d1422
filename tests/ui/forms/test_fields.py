from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region

from crm.domain.book import Book
from crm.domain.contact import Contact, Labelled
from crm.domain.finding.signs import name_sign
from crm.ui.people import Roster
from crm.ui.widgets.choice import Choice, Option, options
from crm.ui.widgets.day_input import say_echo
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.list_input import join_labelled, join_values, split_labelled, split_values
from crm.ui.widgets.long_text import LongText
from crm.ui.widgets.pieces import in_columns, side_by_side
from crm.ui.widgets.words_input import WordsInput

WORDS = st.text("ab ,\"'é:[", min_size=1, max_size=8).map(lambda text: " ".join(text.split())).filter(bool)
LABELS = st.text("ab é[", max_size=5).map(lambda text: " ".join(text.split()))


@given(st.lists(WORDS, unique=True, max_size=5))
@settings(max_examples=100)
def test_values_on_one_line_come_back_as_they_were(values: list[str]) -> None:
    assert split_values(join_values(values)) == tuple(values)


@given(st.lists(st.tuples(WORDS.filter(lambda text: ": " not in text), LABELS), unique=True, max_size=4))
@settings(max_examples=100)
def test_labelled_lines_come_back_as_they_were(pairs: list[tuple[str, str]]) -> None:
    values = tuple(Labelled(value, label) for value, label in pairs)
    assert split_labelled(join_labelled(values)) == values


def test_a_number_with_a_colon_and_no_blank_is_a_value() -> None:
    assert split_labelled("tel:+44\n\n  home: +44 20 ") == (Labelled("tel:+44"), Labelled("+44 20", "home"))


def test_every_option_has_a_letter_of_its_own() -> None:
    letters = [option.letter for option in options(["busy", "berlin", "by sea", "bb"])]
    assert letters == ["b", "e", "y", "1"]


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.integers(12, 60))
@settings(max_examples=50)
def test_a_long_option_is_wrapped_and_never_cut(label: str, width: int) -> None:
    lines = Choice([Option("one", "1", label)], tall=True)._lines(width)
    assert all(line.cell_length <= width for line in lines)
    assert "".join(line.plain for line in lines).split() == ["1", "○", *label.split()]


def test_many_short_texts_stand_in_columns_and_none_is_broken() -> None:
    pieces = [Content(word) for word in ("tea", "works at", "salt", "how you met", "sea")]
    assert [line.plain.rstrip() for line in side_by_side(pieces, 15)] == [
        "tea   works at",
        "salt",
        "how you met",
        "sea",
    ]
    assert [line.plain.split("   ")[0].rstrip() for line in in_columns(pieces, 25)] == ["tea", "salt", "sea"]
    assert in_columns(pieces, 20) == [], "a single column is no column"


def test_a_day_is_said_back_so_that_a_misreading_shows() -> None:
    today = date(2026, 11, 24)
    assert say_echo(today, today) == "Tue 24 Nov 2026, today"
    assert say_echo(date(2026, 11, 20), today) == "Fri 20 Nov 2026, 4 days ago"


def test_doubles_share_a_name_in_any_order_or_an_address_in_any_case() -> None:
    ada = Contact(id=1, name="Łucja Nowak", emails=(Labelled("Lucja@Example.org"),))
    roster = Roster.of(Book(contacts={1: ada}))
    assert roster.doubles("nowak lucja", []) == [(ada, "the name")]
    assert roster.doubles("", ["lucja@example.ORG "]) == [(ada, "lucja@example.ORG")]
    assert roster.doubles("Dr. Nowak, Łucja", []) == [(ada, "the name")]
    assert not roster.doubles("Lucja", ["x@example.org"])
    assert not roster.doubles("nowak lucja", [], without=1)


@given(st.text("aeéłñ' -.,", min_size=1), st.sampled_from(("{}", "Dr. {}", "{}, Ph.D.", "({})")))
def test_whom_an_import_knows_by_name_the_form_knows_too(name: str, written: str) -> None:
    known = Contact(id=1, name=name)
    roster = Roster.of(Book(contacts={1: known}))
    other = written.format(name)
    if name.strip() and name_sign(other) == name_sign(name):
        assert roster.doubles(other, []) == [(known, "the name")]


class Texts(App[None]):
    """A line, words, and a text that is longer than its field."""

    CSS = "TextArea { height: 4; }"

    def compose(self) -> ComposeResult:
        yield LineInput("a line")
        yield WordsInput("words")
        yield LongText("\n".join(f"line {number}" for number in range(9)), id="text")


async def test_what_is_typed_is_added_behind_what_stands_there() -> None:
    app = Texts()
    async with app.run_test(size=(40, 12)) as pilot:
        line, words, text = (
            app.query_one(LineInput),
            app.query_one(WordsInput),
            app.query_one("#text", LongText),
        )
        assert text.scroll_y == 0, "a text that nobody is in is shown from its start"
        for field in (line, words, text):
            assert field.has_focus
            await pilot.press("!", "tab")
        assert (line.value, words.text) == ("a line!", "words!")
        assert text.text.endswith("line 8!")
        assert text.scroll_y > 0, "the cursor is seen"
        words.load_text("of a draft")
        words.focus()
        await pilot.press("!")
        assert words.text == "of a draft!"


async def test_a_click_puts_the_cursor_where_it_was_made() -> None:
    app = Texts()
    async with app.run_test(size=(40, 12)) as pilot:
        text = app.query_one("#text", LongText)
        await pilot.click("#text", offset=(4, 1))
        await pilot.press("!")
        assert text.text.startswith("li!ne 0")
        assert text.scroll_y == 0


async def test_a_text_is_wrapped_by_its_own_size_before_its_place_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Texts()
    async with app.run_test(size=(40, 12)):
        text = app.query_one("#text", LongText)
        placed = text.wrap_width
        monkeypatch.setattr(LongText, "region", property(lambda _: Region(0, 0, 90, 4)))
        assert text.wrap_width == placed > 30
