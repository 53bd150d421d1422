"""Going through new people by single keys, some of them at once, and on from where one stopped."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from tinydb import TinyDB

from crm.domain.contact import Labelled, Source
from crm.session import actions
from crm.session.importing import prepare, take
from crm.session.session import Session
from crm.session.triage import resumed, wanted
from crm.ui.screens.triage import TriageScreen
from tests.ui.forms.host import NARROW, WIDE, Host, OwnKeys, press, shown

NAMES = ("Ada Novak", "Bo Ng", "Chen Wei", "Dara Levy", "Ewa Nowak")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def came(session: Session) -> list[int]:
    made = [
        session.do(
            actions.AddContact(
                name=name,
                sources=(Source("vcard", name),),
                emails=(Labelled(f"{name.split()[0].lower()}@example.org"),),
            )
        ).id
        for name in NAMES
    ]
    return [one for one in made if one is not None]


async def there(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.05)


KEYS = {"undo": ("Z",), "tag": ("g",), "archive": ("f6",)}


def row(text: str, name: str) -> str:
    """The line of somebody in the queue, without their card."""
    return next(line for line in text.splitlines() if name in line[:30])[:30]


def tags(session: Session, one: int) -> tuple[str, ...]:
    return session.book.contact(one).tags


async def test_one_card_after_the_other_and_on_another_time(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=NARROW) as pilot:
        await there(pilot)
        assert "Go through new people · 1 of 5" in shown(app)
        assert "esc leave" in shown(app), "the last of the hints fits, too"
        assert "ada@example.org" in shown(app)
        await press(pilot, "<enter>", "n")
        text = shown(app)
        assert "· 3 of 5" in text
        assert "3 to go" in text
        assert "chen@example.org" in text
        await press(pilot, "p", "<escape>")
    assert (resumed(session).at, resumed(session).left) == (came[1], 2)
    again = Host(lambda: TriageScreen(session, resumed(session)))
    async with again.run_test(size=NARROW) as pilot:
        await there(pilot)
        assert "· 2 of 5" in shown(again)
        assert "2 to go" in shown(again)


async def test_a_card_is_archived_and_the_next_one_comes(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=WIDE) as pilot:
        await there(pilot)
        await press(pilot, "d")
        assert session.book.contact(came[0]).is_archived
        assert "archived Ada Novak: u takes it back" in shown(app)
        assert "· 2 of 5" in shown(app)
        await press(pilot, "u")
        assert not session.book.contact(came[0]).is_archived


async def test_the_marked_ones_are_tagged_and_archived_as_one_step(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=NARROW) as pilot:
        await there(pilot)
        await press(pilot, "<space>", "<enter>", "<space>")
        assert "2 marked" in shown(app)
        await press(pilot, "t", "climate", "<enter>")
        assert [tags(session, one) for one in came] == [("climate",), (), ("climate",), (), ()]
        await press(pilot, "T")
        assert tags(session, came[3]) == ("climate",)
        await press(pilot, "p", "p", "<space>", "<space>")
        assert "2 marked" in shown(app)
        await press(pilot, "d")
        assert [one for one in came if session.book.contact(one).is_archived] == came[2:4]
        await press(pilot, "u")
        assert not any(session.book.contact(one).is_archived for one in came), "both at once"
        assert [tags(session, one) for one in came] == [("climate",), (), ("climate",), ("climate",), ()]
        await press(pilot, "u", "u")
        assert not any(tags(session, one) for one in came)


async def test_what_changed_nothing_is_no_step_to_take_back(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=WIDE) as pilot:
        await there(pilot)
        await press(pilot, "e", "<ctrl+s>")
        assert "nothing was changed: it stood like that already" in shown(app)
        await press(pilot, "u")
        assert "nothing was done here yet" in shown(app)
        assert sorted(session.book.contacts) == sorted(came), "nobody who came has gone"
        await press(pilot, "t", "climate", "<enter>", "p", "T")
        assert "nothing was changed: it stood like that already" in shown(app)
        await press(pilot, "u", "u")
        assert "nothing was done here yet" in shown(app)
        assert sorted(session.book.contacts) == sorted(came)
        await press(pilot, "<escape>")
    assert app.results == [None]


async def test_what_another_program_wrote_meanwhile_is_not_taken_back_here(
    session: Session, came: list[int]
) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=WIDE) as pilot:
        await there(pilot)
        await press(pilot, "d")
        session.saved()
        with TinyDB(session.path) as other:
            other.table("contacts").update({"notes": "likes maps"}, doc_ids=[came[1]])
        session.take_in(session.look())
        await press(pilot, "u")
        assert "since then: 1 contact changed by another program" in shown(app)
        assert session.book.contact(came[1]).notes == "likes maps"
        assert session.book.contact(came[0]).is_archived


async def test_what_is_told_at_the_end_is_what_still_stands(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=WIDE) as pilot:
        await there(pilot)
        await press(pilot, "d", "d", "u", "<escape>")
    assert [one.what for one in app.results] == ["archived Ada Novak"]


async def test_all_who_are_left_are_put_away_at_once(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=NARROW) as pilot:
        await there(pilot)
        await press(pilot, "<enter>", "a")
        assert "4 marked" in shown(app)
        await press(pilot, "d")
        assert "archived 4 contacts: u takes it back" in shown(app)
        await press(pilot, "u")
        assert not any(session.book.contact(one).is_archived for one in came)


async def test_somebody_who_is_there_already_is_pointed_out_and_merged(
    session: Session, came: list[int]
) -> None:
    known = session.do(actions.AddContact(name="Ng, Bo", emails=(Labelled("BO@example.org"),))).id
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=WIDE) as pilot:
        await there(pilot)
        await press(pilot, "m")
        assert "nobody in the book looks like the same person" in shown(app)
        await press(pilot, "<enter>")
        assert "likely Ng, Bo: the same address" in shown(app)
        await press(pilot, "m")
        while "the one" not in shown(app):
            await pilot.pause(0.02)
        await press(pilot, "m", "<escape>")
        assert len(session.book.contacts) == 5
        assert (known in session.book.contacts) != (came[1] in session.book.contacts)
        await press(pilot, "u")
        await there(pilot)
        assert len(session.book.contacts) == 6


async def test_who_shares_only_a_name_can_be_made_one_by_hand(session: Session, came: list[int]) -> None:
    known = session.do(actions.AddContact(name="Ada Novak", org="Kelp")).id
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=WIDE) as pilot:
        await there(pilot)
        assert "= Ada Novak" in row(shown(app), "Ada")
        assert "perhaps Ada Novak: the same name, and no second sign" in shown(app)
        await press(pilot, "m")
        while "the one" not in shown(app):
            await pilot.pause(0.02)
        assert "Perhaps one person twice · 1" in shown(app)
        await press(pilot, "m", "<escape>")
    (ada,) = (one for one in session.book.contacts.values() if one.name == "Ada Novak")
    assert ada.id in (known, came[0])
    assert (ada.org, [email.value for email in ada.emails]) == ("Kelp", ["ada@example.org"])


async def test_the_end_is_said(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came[:2])))
    async with app.run_test(size=NARROW) as pilot:
        await there(pilot)
        await press(pilot, "<enter>", "<enter>")
        assert "that was everybody" in shown(app)
        assert "everybody has been seen" in shown(app)
        await press(pilot, "<escape>")
    assert app.results == [None]
    assert resumed(session).queue == tuple(came[2:])


async def test_a_card_that_was_tagged_says_with_what(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=NARROW) as pilot:
        await there(pilot)
        await press(pilot, "t", "能源, x", "<enter>", "<enter>", "d")
        assert "✓ Ada Novak     能源, x" in row(shown(app), "Ada")
        assert "seen" in row(shown(app), "Bo Ng")
        assert "archived" in row(shown(app), "Chen")
        await press(pilot, "t", "a tag that is far too long to stand beside a name", "<enter>")
        assert "Dara Levy a tag that…" in row(shown(app), "Dara Levy")


async def test_a_card_that_came_with_tags_shows_only_those_that_were_given(
    session: Session, came: list[int]
) -> None:
    session.do(actions.TagContacts(contacts=tuple(came[:2]), add=("phone",)))
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=NARROW) as pilot:
        await there(pilot)
        await press(pilot, "t", ", x", "<enter>", "<enter>")
        assert tags(session, came[0]) == ("phone", "x")
        assert row(shown(app), "Ada").split()[-2:] == ["Novak", "x"]
        assert "seen" in row(shown(app), "Bo Ng")


async def test_one_s_own_keys_are_followed_and_named(session: Session, came: list[int]) -> None:
    app = OwnKeys(lambda: TriageScreen(session, wanted(session, came)), KEYS)
    async with app.run_test(size=NARROW) as pilot:
        await there(pilot)
        assert all(words in shown(app) for words in ("g tag", "f6 archive", "Z undo"))
        await press(pilot, "<f6>")
        assert "archived Ada Novak: Z takes it back" in shown(app)
        await press(pilot, "Z")
        assert not session.book.contact(came[0]).is_archived
        await press(pilot, "a")
        assert "g tags them, f6 archives them" in shown(app)


async def test_the_way_out_keeps_its_word_in_every_window(session: Session, came: list[int]) -> None:
    app = Host(lambda: TriageScreen(session, wanted(session, came)))
    async with app.run_test(size=WIDE) as pilot:
        for width in (120, 100, 80, 70, 60, 40):
            await pilot.resize_terminal(width, 24)
            await there(pilot)
            assert "esc leave" in shown(app), width


async def test_what_was_kept_of_a_table_is_shown_as_people_read_it(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Name,Email,City,Score\nZoë Ng,zoe@example.org,Lyon,7\n", encoding="utf-8"
    )
    added = take(session, prepare(session, tmp_path / "a.csv")).answer["added"]
    app = Host(lambda: TriageScreen(session, wanted(session, added)))
    async with app.run_test(size=WIDE) as pilot:
        await there(pilot)
        text = shown(app)
        assert "Score: 7" in text
        assert "X-COLUMN" not in text
        assert "ADR:" not in text
