"""The table of commands: every key is documented, means one thing, and says why when it can do nothing."""

import re
from collections import Counter
from datetime import date
from itertools import product
from typing import Any

import pytest
from msgspec.structs import replace
from textual.binding import Binding
from textual.screen import Screen

from crm.domain.offer import AnswerWord, Offer
from crm.insight.agenda.item import Item
from crm.settings.known import FixedKeys
from crm.ui.commands import COMMANDS, Command, availability, command, footer, footer_width, label_in
from crm.ui.context import PANES, Context, PaneName
from crm.ui.flows import FLOWS, flow_of
from crm.ui.names import FIXED_KEYS
from crm.ui.screens.doubles.screen import DoublesScreen
from crm.ui.screens.help import help_blocks
from crm.ui.screens.moving import MOVES
from crm.ui.screens.reflection.screen import ReflectionScreen
from crm.ui.screens.triage import TriageScreen
from crm.ui.screens.triage.walk import Walk
from tests.builders import contact, offer, side

TODAY = date(2025, 11, 24)
EMPTY = Context(TODAY)
DONE: dict[AnswerWord | None, str] = {
    None: "open",
    "yes": "yes",
    "no": "no",
    "later": "later",
    "no_reply": "silent",
}


def with_offer(a: AnswerWord | None = None, b: AnswerWord | None = None, **fields: Any) -> Offer:
    return offer(11, side(1, a, asked=date(2025, 11, 20)), side(2, b, asked=date(2025, 11, 21)), **fields)


def test_ids_are_unique() -> None:
    assert max(Counter(one.id for one in COMMANDS).values()) == 1


@pytest.mark.parametrize("place", sorted({place for one in COMMANDS for place in one.places}))
def test_a_key_means_one_thing_where_it_is_heard(place: str) -> None:
    keys = Counter(key for one in COMMANDS if place in one.places for key in one.keys)
    assert max(keys.values()) == 1


@pytest.mark.parametrize(
    ("fixed", "screens"),
    zip(FIXED_KEYS, ((TriageScreen, Walk), (DoublesScreen,), (ReflectionScreen,)), strict=True),
    ids=lambda one: getattr(one, "where", ""),
)
def test_the_fixed_keys_of_a_screen_are_known(
    fixed: FixedKeys, screens: tuple[type[Screen[Any]], ...]
) -> None:
    """Also to whoever checks a settings file, before those screens are loaded."""
    made = [one for screen in screens for one in screen.BINDINGS if isinstance(one, Binding)]
    keys = {key for one in made if not one.id for key in one.key.split(",")}
    assert keys - {"enter"} == set(fixed.keys)
    assert {one.id for one in made if one.id} <= set(fixed.heard)
    assert [one.id for one in COMMANDS if one.id in fixed.heard and set(one.keys) & set(fixed.keys)] == []


def test_no_key_of_a_list_is_taken_from_the_screen() -> None:
    of_lists = {key for one in COMMANDS if one.owner == "list" for key in one.keys}
    of_screen = {key for one in COMMANDS if one.owner == "main" for key in one.keys}
    assert not of_lists & of_screen


@pytest.mark.parametrize(
    "key", [*"123oynwsixmrcLNuUz?qaed/jkgG", "tab", "enter", "ctrl+p", "pagedown", "escape"]
)
def test_the_keys_of_the_design_are_there(key: str) -> None:
    assert any(key in one.keys for one in COMMANDS)


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.id)
def test_every_command_is_one_full_sentence_and_a_short_label(one: Command) -> None:
    assert re.fullmatch(r"[A-Z][^.]*[.?]", one.tooltip), one.tooltip
    assert 2 <= len(one.label) <= 12


@pytest.mark.parametrize("one", [one for one in COMMANDS if one.owner == "main"], ids=lambda one: one.id)
def test_every_command_of_the_screen_does_something(one: Command) -> None:
    assert (one.id in FLOWS) != (one.id in MOVES)


@pytest.mark.parametrize("name", FLOWS)
def test_every_flow_can_be_imported(name: str) -> None:
    assert callable(flow_of(name))


def test_the_help_shows_every_key_and_every_sentence() -> None:
    shown = "\n".join("".join(span.text for span in block.line) for block in help_blocks(EMPTY))
    for one in COMMANDS:
        assert one.tooltip in shown
        assert one.key in shown


def test_a_reason_that_many_keys_share_is_said_once() -> None:
    of = with_offer("yes", "yes", introduced_on=date(2026, 11, 20))
    blocks = help_blocks(replace(EMPTY, pane="offers", offer=of))
    shown = ["".join(span.text for span in block.line) for block in blocks]
    said = [line.split() for line in shown if "have been introduced already" in line]
    assert [words[:2] for words in said] == [["Not", "now:"], ["e", "Edit"]]
    assert {"s", "y", "n", "w"} < set(said[0])


def test_a_locked_book_can_be_looked_at_and_not_changed() -> None:
    locked = replace(EMPTY, locked="the disk is full")
    assert availability(command("add_contact"), locked) == "this book cannot be changed now: the disk is full"
    assert availability(command("find"), locked) is None
    assert availability(command("quit"), locked) is None


@pytest.mark.parametrize(
    ("name", "of", "reason"),
    [
        ("yes", None, "there is no offer here yet: o makes one"),
        ("introduced", with_offer("yes"), "an introduction needs a yes from both: so far 1 of 2"),
        ("introduced", with_offer("yes", "yes"), None),
        ("asked", with_offer(), "both have been asked"),
        ("asked", with_offer("no"), "a no is not asked again: make a new offer with a new why"),
        ("asked", with_offer("no_reply"), "this offer is closed already: lapsed"),
        ("nudged", with_offer("yes", "yes"), "nobody here is being waited for"),
        ("nudged", with_offer(None, "no"), "this offer is closed already: declined by one"),
        ("nudged", with_offer("yes"), None),
        ("withdraw", with_offer("yes", "no"), "this offer is closed already: declined by one"),
        ("withdraw", with_offer("yes"), None),
        ("outcome", with_offer("yes", "yes"), "they have not been introduced yet"),
        ("no", with_offer("yes", "yes", introduced_on=TODAY), "these two have been introduced already"),
        ("no", with_offer(withdrawn_on=TODAY), "this offer was withdrawn"),
        ("take_back", with_offer(), None),
        ("take_back", offer(11, 1, 2), "there is nothing to take back: no answer, and no ask"),
        ("silent", with_offer("yes", "yes"), "nobody here is being waited for"),
    ],
)
def test_a_command_says_why_it_cannot_be_done(name: str, of: Offer | None, reason: str | None) -> None:
    assert availability(command(name), replace(EMPTY, pane="offers", offer=of)) == reason


def test_with_the_cursor_elsewhere_the_reason_says_where_the_offer_is_chosen() -> None:
    there = replace(EMPTY, pane="contacts", offer=with_offer(withdrawn_on=TODAY))
    reason = "this offer was withdrawn. 2 goes to the offers"
    assert availability(command("yes"), there) == reason
    assert availability(command("yes"), replace(there, pane="offers")) == "this offer was withdrawn"


def test_a_later_can_be_asked_again_from_its_day_on() -> None:
    waiting = with_offer("yes")
    for day, reason in ((date(2025, 11, 25), "both have been asked"), (TODAY, None)):
        later = replace_side(waiting, day)
        assert availability(command("asked"), replace(EMPTY, offer=later)) == reason


def replace_side(of: Offer, day: date) -> Offer:
    return offer(of.id, of.a, side(2, "later", asked=date(2025, 11, 3), revisit_on=day))


CONTEXTS = [
    Context(
        TODAY,
        pane=pane,
        contact=contact(1, "Amara Okafor") if of is not None else None,
        offer=of,
        act=act,
        people=3,
        owed=owed,
        undo="a yes from Amara" if owed else None,
    )
    for pane, act, owed, of in product(
        PANES,
        (True, False),
        (0, 2),
        [None, *(with_offer(a, b) for a, b in product(DONE, DONE))],
    )
]


@pytest.mark.parametrize("width", [20, 60, 80, 120])
def test_the_footer_fits(width: int) -> None:
    for context in CONTEXTS:
        shown = footer(context, width - 1)
        assert sum(footer_width(one, context) for one in shown) <= max(width - 1, 20)
        assert shown[-1].id == "help"
        assert all(availability(one, context) is None for one in shown)


def test_putting_by_someone_to_tell_is_named_as_what_it_means() -> None:
    tell, lens = (
        Item(what, ("offers", 1), "Tell Amara", date(2026, 11, 24), (1,)) for what in ("tell", "lesson")
    )
    named = [label_in(command("put_by"), replace(EMPTY, pane="insight", line=line)) for line in (tell, lens)]
    assert named == ["they were told", "put by"]


def labels(pane: PaneName, **fields: Any) -> list[str]:
    return [one.label for one in footer(replace(EMPTY, pane=pane, **fields), 79)]


def test_the_footer_follows_the_focus() -> None:
    assert labels("contacts") == ["offer", "add", "today", "find", "help"]
    assert labels("offers", offer=with_offer("yes")) == [
        "yes", "no", "later", "message", "nudged", "withdraw", "edit", "help",
    ]  # fmt: skip
    assert labels("offers", offer=with_offer("yes", "yes"))[:2] == ["introduced", "message"]
    assert "yes" not in labels("offers", offer=with_offer("yes", "no"))
    assert labels("insight", act=True)[0] == "open"
    assert labels("contacts", owed=1)[0] == "reflect"
    assert labels("contacts", undo="something")[-2:] == ["undo", "help"]
