"""Names and texts out of files are data: on no screen are they markup, a command to the terminal, or a broken line."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot

from crm.domain.contact import Labelled, Source
from crm.session import actions
from crm.session.session import Session
from crm.storage.change import Change
from crm.ui.app import CrmApp
from crm.ui.widgets.path_input import PathInput
from tests.ui.core.conftest import TODAY

NAMES = (
    "[b]Evil[/b] [red]Noor",
    "[@click=app.quit]Click[/] Me",
    "[/] [/b] [not closed",
    "\x1b[31mRed\x1b[0m \x1b]0;title\x07 \x9b2J",
    "Ben \u202eziturO\u2066\u200f",
    "Z\u0351\u036b\u0343\u036a\u0302a\u0334\u0321l\u0360g\u0489o",
    "👩‍👩‍👧‍👦 家族 Ωμέγα",
    "नेहा क्षत्रिय ‌ لیلا‌ رضایی",
    "Tab\tNew\nLine\rBack\x00Nul\x7f",
    "A" * 300,
    "$name ${x} {0} %s \\[b] `",
)
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

SCREENS = {
    "main": (),
    "contact": ("enter",),
    "contact form": ("e",),
    "offer form": ("o",),
    "message": ("m",),
    "triage": ("P",),
    "doubles": ("D",),
    "tags": ("t",),
    "note": ("N",),
    "lens": ("L",),
    "check-in": ("c",),
    "who suits": ("W",),
    "search": ("slash", "e"),
    "offers": ("2", "enter"),
    "answer": ("2", "n", "a"),
    "today": ("T",),
    "insight": ("v",),
    "export": ("O",),
    "palette": ("ctrl+p",),
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.open(tmp_path / "people.json", today=TODAY)
    ids = [_add(opened, name) for name in NAMES]
    for one, other in pairwise(ids):
        _offer(opened, one, other)
    for one in ids[:2]:  # each twice, so that there is something to merge
        _add(opened, opened.book.name(one))
    yield opened
    opened.close()


def _add(session: Session, name: str) -> int:
    """Write a contact as a file made by hand may have it: no verb would let all of these in."""
    made = session.do(actions.AddContact(name="x", emails=(Labelled("x@example.org"),))).id
    assert made is not None
    held = session.store.document("contacts", made)
    assert held is not None
    texts = {"name": name, "org": name, "title": name, "bio": f"{name}\n{name}", "notes": f"{name}\n\n{name}"}
    lists = {
        "tags": [name],
        "wants": [name],
        "gives": [name],
        "addresses": [name],
        "extra": [f"X-ODD:{name}"],
    }
    emails = [{"value": f"{abs(hash(name))}@example.org", "label": name}]
    sources = [{"kind": "vcard", "id": str(Source("x", name).id)}]
    after = held | texts | lists | {"emails": emails, "sources": sources, "how_met": name}
    session.rewrite("by hand", [Change("contacts", made, held, after)])
    session.do(actions.AddNote(contact=made, text=name))
    return made


def _offer(session: Session, a: int, b: int) -> None:
    sides = [actions.NewSide(contact=one, why_told=session.book.name(one), bio_sent="x") for one in (a, b)]
    made = session.do(
        actions.MakeOffer(kind="connection", a=sides[0], b=sides[1], override_reason="a test")
    ).id
    assert made is not None
    session.do(actions.MarkAsked(offer=made, side="a"))
    session.do(actions.MarkAsked(offer=made, side="b"))
    if a % 2:
        session.do(actions.RecordAnswer(offer=made, side="a", answer="no", words=session.book.name(b)))


OURS = re.compile(r"screen\.run\('pane_[123]'\): [123] (Contacts|Offers|Insight)")
"""What can be clicked on: the names of panes that have no room, and never a word of the book."""


def faults(app: CrmApp) -> Iterator[str]:
    """What on the screen is not as it should be."""
    width, _ = app.size
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        if strip.cell_length != width:
            yield f"line {y} has {strip.cell_length} cells: {strip.text!r}"
        for char in strip.text:
            if char in TURNING or unicodedata.category(char) in ("Cc", "Cs", "Cn"):
                yield f"line {y} has {char!r}: {strip.text!r}"
        for segment in strip:
            click = "" if segment.style is None else segment.style.meta.get("@click", "")
            if click and not OURS.fullmatch(f"{click}: {segment.text}"):
                yield f"line {y} can be clicked: {segment.text!r}"


async def visited(pilot: Pilot[int], app: CrmApp, keys: tuple[str, ...]) -> list[str]:
    """Go to a screen, move about on it, come back to the main screen; what was wrong on the way."""
    await pilot.press("1", "g", "j", *keys)
    await pilot.pause(0.05)
    found = list(faults(app))
    for _ in range(2):
        await pilot.press("down")
        await pilot.pause()
        found += faults(app)
    while len(app.screen_stack) > 1:
        await pilot.press("escape")
        await pilot.pause()
    await pilot.press("escape", "escape")
    return found


@pytest.mark.parametrize("part", [list(SCREENS)[at::3] for at in range(3)], ids=" ".join)
async def test_names_are_harmless_on_every_screen(session: Session, part: list[str], own_state: None) -> None:
    app = CrmApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        found = {name: await visited(pilot, app, SCREENS[name]) for name in part}
        assert {name: wrong for name, wrong in found.items() if wrong} == {}


async def test_a_report_of_an_import_is_harmless_too(
    session: Session, tmp_path: Path, own_state: None
) -> None:
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:a@example.org\nBDAY:{name}\nNOTE:{name}\nEND:VCARD\n"
        for name in NAMES
    )
    rows = "".join(f'"{name}";a{at}@example.org;"{name}"\n' for at, name in enumerate(NAMES))
    (tmp_path / "a.vcf").write_text(cards, encoding="utf-8")
    (tmp_path / "[b]a.csv").write_text(f"Wer;Post;[red]Was\n{rows}", encoding="utf-8")
    app = CrmApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        for name, there in (("a.vcf", "report"), ("[b]a.csv", "columns")):
            await pilot.press("I")
            app.screen.query_one(PathInput).value = str(tmp_path / name)
            await pilot.press("enter")
            while not (found := app.screen.query(f"#{there}")) or not found.first().display:
                await pilot.pause(0.02)
            await pilot.pause()
            assert list(faults(app)) == []
            while len(app.screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()


async def test_markup_is_shown_as_it_is(session: Session, own_state: None) -> None:
    app = CrmApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.1)
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.size))
        for name in ("[b]Evil[/b]", "[@click=app.", "[/] [/b]"):
            assert name in text
        assert "[31mRed" in text


@pytest.fixture
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
