"""How the screens look, held as pictures: ``pytest tests/looks --snapshot-update`` takes them anew."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from crm.demo import build
from crm.session.session import Session
from crm.ui.app import CrmApp
from crm.ui.themes import LIGHT
from screenshots.driving import pressed, typed
from screenshots.take import TODAY

ROOMY, WIDE, NARROW, ONE_PANE = (200, 60), (120, 40), (80, 24), (60, 20)

Snap = Callable[..., bool]
Show = Callable[..., None]


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare: Snap) -> Iterator[Show]:
    """Opens the demo book, presses keys, and holds what is seen against its picture."""
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("CRM_CONFIG", "/nowhere/settings.toml")  # it is shown
    path = tmp_path / "people.json"
    build(path, TODAY)
    sessions: list[Session] = []

    def shown(*keys: str, size: tuple[int, int] = WIDE, theme: str = "") -> None:
        session = Session.open(path, today=TODAY)
        sessions.append(session)
        app = CrmApp(session)
        if theme:
            app.theme = theme
        assert snap_compare(app, terminal_size=size, run_before=_pressing(keys))

    yield shown
    for session in sessions:
        session.close()


def _pressing(keys: tuple[str, ...]) -> Callable[[Pilot[None]], Awaitable[None]]:
    return lambda pilot: pressed(pilot, keys)


TO_CARD = (
    "3",
    "enter",
    "p",
    "t",
    "enter",
    "enter",
    "o",
    *typed("dance companies"),
    "enter",
    "enter",
)


@pytest.mark.parametrize("size", [WIDE, NARROW, ONE_PANE], ids=["wide", "narrow", "one-pane"])
def test_everyone(show: Show, size: tuple[int, int]) -> None:
    show(size=size)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_someone(show: Show, size: tuple[int, int]) -> None:
    show("down", "2", size=size)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "keys",
    [("down",), ("3", "enter"), ("down", "o"), ("v",)],
    ids=["main", "reflection", "offer", "insight"],
)
def test_light(show: Show, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    show(*keys, size=size, theme=LIGHT.name)


@pytest.mark.parametrize(
    "keys",
    [
        ("down", "e"),
        ("down", "N"),
        ("down", "t"),
        ("down", "L"),
        ("down", "c"),
        ("down", "W"),
        ("2", "down", "n"),
        ("2", "enter"),
        ("comma",),
        ("I",),
        ("f",),
        ("slash", *typed("hardware")),
        ("D",),
        ("O",),
        ("B",),
    ],
    ids=[
        "edit",
        "note",
        "tags",
        "lens",
        "check-in",
        "who-suits",
        "a-no",
        "the-offer",
        "settings",
        "import",
        "jump",
        "find",
        "doubles",
        "export",
        "earlier",
    ],
)
def test_dialogs_and_lists(show: Show, keys: tuple[str, ...]) -> None:
    show(*keys, size=NARROW)


@pytest.mark.parametrize("keys", [("down",), ("T",), ("v",)], ids=["main", "today", "insight"])
def test_with_room_to_spare(show: Show, keys: tuple[str, ...]) -> None:
    show(*keys, size=ROOMY)


def test_a_contact_and_their_story(show: Show) -> None:
    show("down", "enter", size=NARROW)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_new_offer_that_the_look_ahead_stops(show: Show, size: tuple[int, int]) -> None:
    show("down", "o", *typed("Yusuf"), "enter", size=size)


@pytest.mark.parametrize("step", [1, 2, 3, 4], ids=["clear", "kind", "focus", "how-often"])
def test_the_four_questions(show: Show, step: int) -> None:
    show("3", "enter", *["enter"] * (step - 1), size=NARROW)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_from_now_on(show: Show, size: tuple[int, int]) -> None:
    show(*TO_CARD, size=size)


def test_help(show: Show) -> None:
    show("question_mark", size=NARROW)


def test_the_morning_and_the_week(show: Show) -> None:
    show("T", size=NARROW)


def test_everything_the_answers_teach(show: Show) -> None:
    show("v")


def test_a_draft_to_one_side(show: Show) -> None:
    show("2", "m", size=NARROW)
