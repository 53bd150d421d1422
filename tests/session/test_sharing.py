"""The book goes out, and comes in again as it was: into an empty book, into itself, and into one that knows the people."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from crm.demo import build
from crm.domain.book import TABLES, Book
from crm.domain.contact import Labelled
from crm.domain.record import Refusal
from crm.domain.references import missing_references
from crm.exchange.progress import Cancelled
from crm.session import actions
from crm.session.exporting import Wanted, exported, format_of, write
from crm.session.importing import Prepared, prepare, take
from crm.session.session import Session
from crm.storage.change import Change
from crm.storage.patch import to_document
from tests.insight.books import books
from tests.session.conftest import TODAY
from tests.session.desk import Desk

icalendar: Any = pytest.importorskip("icalendar")

Opened = Callable[[str], Session]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens books by their name."""
    sessions: list[Session] = []

    def make(name: str) -> Session:
        sessions.append(Session.open(tmp_path / name, today=TODAY))
        return sessions[-1]

    yield make
    for one in sessions:
        one.close()


@pytest.fixture
def demo(opened: Opened, tmp_path: Path) -> Session:
    build(tmp_path / "demo.json", TODAY)
    return opened("demo.json")


def sent(session: Session, folder: Path) -> Path:
    path = folder / "sent.json"
    write(session, path, exported(session, Wanted()))
    return path


def documents(session: Session) -> dict[str, Any]:
    return {table: session.store.documents(table) for table in ("about", *TABLES, "x-other")}


def brought(session: Session, path: Path) -> Prepared:
    prepared = prepare(session, path)
    if not prepared.is_nothing_new:
        take(session, prepared)
    return prepared


def test_an_empty_book_becomes_the_one_that_went_out(demo: Session, opened: Opened, tmp_path: Path) -> None:
    fresh = opened("fresh.json")
    prepared = brought(fresh, sent(demo, tmp_path))

    assert fresh.book == demo.book
    assert documents(fresh) == documents(demo)
    assert prepared.plan.counts.added == len(demo.book.contacts)
    assert prepared.added["offers"] == len(demo.book.offers)
    assert not prepared.plan.faults
    fresh.saved()
    assert exported(fresh, Wanted()).data == exported(demo, Wanted()).data
    fresh.undo()
    assert not fresh.book.contacts
    assert not fresh.book.offers


def test_a_book_that_has_it_already_stays_as_it_is(demo: Session, tmp_path: Path) -> None:
    before = documents(demo)
    prepared = brought(demo, sent(demo, tmp_path))

    assert prepared.is_nothing_new
    assert prepared.plan.counts.same == len(demo.book.contacts)
    assert documents(demo) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=books())
def test_any_book_comes_in_as_it_went_out(some: Book, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("book")
    out, into = (Session.open(folder / name, today=TODAY) for name in ("out.json", "into.json"))
    with out.store, into.store:
        records = [(table, key, one) for table in TABLES for key, one in getattr(some, table).items()]
        out.rewrite("", [Change(table, key, None, to_document(one)) for table, key, one in records])
        if not some.contacts:
            return
        prepared = brought(into, sent(out, folder))
        told = [fault.what for fault in prepared.plan.faults]
        lost = {int(what.split("/")[1].split(":")[0]) for what in told if "both sides are one" in what}
        kept = {key: one for key, one in some.offers.items() if key not in lost}
        assert (into.book.contacts, into.book.offers) == (some.contacts, kept)
        about = {key: one for key, one in some.reflections.items() if one.offer not in lost}
        assert into.book.reflections == about
        for table in ("lenses", "checkins", "notes"):
            assert getattr(into.book, table) == getattr(some, table)
        assert brought(into, folder / "sent.json").is_nothing_new


def test_what_nobody_knows_comes_along(demo: Session, opened: Opened, tmp_path: Path) -> None:
    one = next(iter(demo.book.contacts))
    held = demo.store.document("contacts", one) or {}
    demo.rewrite("", [Change("contacts", one, held, held | {"x-shoe": {"size": 41}})], as_is=True)
    demo.rewrite("", [Change("x-other", 7, None, {"any": ["thing"]})], as_is=True)
    fresh = opened("fresh.json")
    brought(fresh, sent(demo, tmp_path))
    assert documents(fresh) == documents(demo)
    assert brought(fresh, tmp_path / "sent.json").is_nothing_new


def test_people_known_already_take_over_what_belongs_to_them(opened: Opened, tmp_path: Path) -> None:
    theirs, mine = Desk(opened("theirs.json")), Desk(opened("mine.json"))
    dara = theirs.person("Dara Levy", emails=(Labelled("dara@example.org"),), org="Kelp")
    ben = theirs.person("Ben Ortiz")
    offer = theirs.offer(dara, ben)
    theirs.answers(offer, "a", "no")
    theirs.session.do(actions.SetLens(contact=dara, mode="busy", until=theirs.day(9)))
    known = mine.person("Levy, Dara", emails=(Labelled("DARA@example.org"),))

    prepared = brought(mine.session, sent(theirs.session, tmp_path))

    book = mine.session.book
    assert (prepared.plan.counts.added, prepared.plan.counts.updated) == (1, 1)
    assert set(book.contacts) == {known, ben}
    assert book.contact(known).org == "Kelp"
    assert book.offer(offer).a.contact == known
    assert len(list(book.reflections_about(known))) == 1
    assert book.current_lens(known, TODAY) is not None
    assert brought(mine.session, tmp_path / "sent.json").is_nothing_new
    mine.session.undo()
    assert set(mine.session.book.contacts) == {known}


def test_nothing_comes_along_that_belongs_to_an_offer_of_one_to_themselves(
    opened: Opened, tmp_path: Path
) -> None:
    theirs, mine = Desk(opened("theirs.json")), Desk(opened("mine.json"))
    dara, again = theirs.person("Dara Levy"), theirs.person("D. Levy")
    brought(mine.session, sent(theirs.session, tmp_path))
    mine.session.do(actions.MergeContacts(keep=dara, merge=again))
    offer = theirs.offer(dara, again)
    owed = theirs.answers(offer, "a", "no")["reflection"]
    busy = theirs.reflect(owed, focus="busy", lens=actions.LensFields(mode="busy", until=theirs.day(9))).lens
    ben = theirs.person("Ben Ortiz", introduced_by=offer)

    prepared = brought(mine.session, sent(theirs.session, tmp_path))

    book = mine.session.book
    assert (len(book.offers), len(book.reflections)) == (0, 0)
    assert (book.lens(busy or 0).origin, book.contact(ben).introduced_by) == (None, None)
    tables: dict[str, Any] = {table: getattr(book, table) for table in TABLES}
    assert list(missing_references(tables, tables)) == []
    assert {fault.what for fault in prepared.plan.faults} >= {
        f"offers/{offer}: both sides are one contact in this book; it was left out",
        f"reflections/{owed}: the offer that it is about was left out, and so was it",
    }
    assert brought(mine.session, tmp_path / "sent.json").is_nothing_new


def test_one_that_was_merged_away_is_found_again(opened: Opened, tmp_path: Path) -> None:
    desk = Desk(opened("mine.json"))
    keep, gone = desk.person("Dara Levy"), desk.person("D. Levy", emails=(Labelled("dara@example.org"),))
    offer = desk.offer(gone, desk.person("Ben Ortiz"))
    path = sent(desk.session, tmp_path)
    desk.session.do(actions.MergeContacts(keep=keep, merge=gone))
    before = desk.session.book
    assert brought(desk.session, path).is_nothing_new
    assert desk.session.book == before
    assert before.offer(offer).a.contact == keep


def test_two_contacts_of_a_book_stay_two(opened: Opened, tmp_path: Path) -> None:
    theirs, mine = Desk(opened("theirs.json")), opened("mine.json")
    a = theirs.person("Dara Levy", emails=(Labelled("dara@example.org"),))
    b = theirs.person("Dara Levy", emails=(Labelled("dara@example.org"),))
    theirs.session.do(actions.DismissDuplicate(a=a, b=b))
    brought(mine, sent(theirs.session, tmp_path))
    assert mine.book == theirs.session.book


def test_the_version_changed_last_gives_and_ours_stands(opened: Opened, tmp_path: Path) -> None:
    mine = Desk(opened("mine.json"))
    offer = mine.offer(mine.person("Dara Levy"), mine.person("Ben Ortiz"))
    old = sent(mine.session, tmp_path)
    mine.answers(offer, "a", "yes")
    mine.answers(offer, "a", None)
    assert brought(mine.session, old).is_nothing_new

    newer = json.loads(old.read_text())
    newer["offers"][str(offer)] |= {"updated": "2999-01-01T00:00:00.000Z", "spoke_on": "2026-11-01"}
    newer["offers"][str(offer)]["a"] |= {"why_told": "both build boats", "asked_on": "2026-11-02"}
    old.write_text(json.dumps(newer))
    prepared = brought(mine.session, old)
    assert prepared.updated == {"offers": 1}
    assert mine.the(offer).spoke_on == date(2026, 11, 1)
    assert mine.the(offer).a.why_told == "both build boats"


def test_a_damaged_record_takes_nobody_along(demo: Session, opened: Opened, tmp_path: Path) -> None:
    path = sent(demo, tmp_path)
    book = json.loads(path.read_text())
    first, second, *_ = book["contacts"]
    book["contacts"][first] = "nobody"
    book["contacts"][second]["tags"] = 7
    offer = next(iter(book["offers"]))
    book["offers"][offer]["kind"] = "favour"
    path.write_text(json.dumps(book))
    fresh = opened("fresh.json")
    prepared = brought(fresh, path)
    told = " ".join(map(str, prepared.plan.faults))
    assert len(fresh.book.contacts) == len(demo.book.contacts) - 1
    assert prepared.plan.counts.failed == 1
    assert "taken along as it stands" in told
    assert fresh.store.document("offers", int(offer)) == book["offers"][offer]


def test_it_stops_when_it_is_not_wanted_any_more(demo: Session, opened: Opened, tmp_path: Path) -> None:
    fresh = opened("fresh.json")
    told: list[float] = []

    def tell(done: float) -> None:
        told.append(done)
        if done > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        prepare(fresh, sent(demo, tmp_path), tell=tell)
    assert told == sorted(told)
    assert not fresh.book.contacts


def test_a_plan_that_no_longer_fits_is_not_carried_out(demo: Session, opened: Opened, tmp_path: Path) -> None:
    fresh = opened("fresh.json")
    path = sent(demo, tmp_path)
    prepared = prepare(fresh, path)
    take(fresh, prepared)
    with pytest.raises(Refusal, match="has changed since"):
        take(fresh, prepared)


def test_the_days_are_read_by_another_program(demo: Session) -> None:
    demo.do(actions.AddContact(name="Leap, Day; born", birthday="--02-29"))
    text = exported(demo, Wanted("ics")).data
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    titles = {str(event["SUMMARY"]): event for event in events}
    assert len(events) > 3
    assert all(event["UID"] for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)
    leap = titles["Leap, Day; born's birthday"]
    assert leap["RRULE"]["BYMONTHDAY"] == [-1]
    assert leap.decoded("DTSTART") == date(2024, 2, 29)
    for checkin in demo.book.checkins.values():
        if checkin.is_open and checkin.due_on and not checkin.asked_on:
            name = demo.book.name(checkin.contact)
            assert titles[f"Check in with {name}"].decoded("DTEND") == checkin.due_on + timedelta(days=1)


def test_archived_people_go_out_only_when_wanted(session: Session, desk: Desk) -> None:
    desk.person("Ada Novak")
    session.do(actions.ArchiveContact(contact=desk.person("Bo Ng")))
    for kind in ("vcf", "csv"):
        some, all_ = (exported(session, Wanted(kind, archived=away)) for away in (False, True))
        assert b"Bo Ng" not in some.data
        assert b"Bo Ng" in all_.data
        assert "1 archived left out" in some.words


def test_offers_as_a_table(session: Session, desk: Desk) -> None:
    offer = desk.offer(desk.person("=Ada"), desk.person("Bo Ng"), why_a="you both sail")
    desk.answers(offer, "b", "no", words="-not now")
    _, row, end = exported(session, Wanted("csv", offers=True)).data.decode("utf-8-sig").split("\r\n")
    assert "'=Ada,peer,you both sail" in row
    assert "'-not now" in row
    assert "declined by one" in row
    assert end == ""
    with pytest.raises(Refusal, match="only a table"):
        exported(session, Wanted("vcf", offers=True))


def test_the_book_itself_is_never_written_over(session: Session, desk: Desk, tmp_path: Path) -> None:
    desk.person("Ada Novak")
    session.saved()
    (tmp_path / "link.json").symlink_to(session.path)
    for name in (session.path, tmp_path / "link.json"):
        with pytest.raises(Refusal, match="the book itself"):
            write(session, name, exported(session, Wanted("csv")))
    with pytest.raises(Refusal, match="is a folder"):
        write(session, tmp_path, exported(session, Wanted("csv")))


def test_the_end_of_a_name_says_the_format() -> None:
    assert [format_of(Path(name)) for name in ("a.JSON", "a.vcf", "b.vcard", "c.csv", "d.ics", "e.txt")] == [
        *("json", "vcf", "vcf", "csv", "ics"),
        None,
    ]
