"""The demo book: it can be told on any day, and it holds every situation that one would want to look at."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from crm.demo import build, demo_book
from crm.demo.story import lines
from crm.domain.book import TABLES, Book
from crm.domain.offer import Offer, Side, SideKey, is_own_request
from crm.domain.record import Record, Refusal
from crm.insight.checking_in.rule import check_in_due, last_answered
from crm.insight.next_offer.look_ahead import look_ahead
from crm.insight.reviewing.morning import Item, morning_list
from crm.insight.reviewing.weekly import weekly_review
from crm.session.session import Session

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def book() -> Book:
    return demo_book(TODAY)


def records(book: Book) -> Iterator[Record]:
    for table in TABLES:
        yield from getattr(book, table).values()


def sides(book: Book) -> Iterator[tuple[Offer, SideKey, Side]]:
    for offer in book.offers.values():
        for key, side in offer.sides():
            yield offer, key, side


def called(book: Book, name: str) -> int:
    """The contact whose name holds these words."""
    return next(contact.id for contact in book.contacts.values() if name in contact.name)


# Any day ------------------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(st.dates(date(2015, 1, 1), date(2037, 12, 31)))
def test_the_story_plays_on_any_day_and_ends_on_it(today: date) -> None:
    book = demo_book(today)
    assert len(book.offers) == len(demo_book(TODAY).offers)
    assert max(offer.last_day for offer in book.offers.values()) <= today
    assert min(offer.made_on for offer in book.offers.values()) > today - timedelta(days=14 * 31)
    for offer in book.offers.values():
        assert offer.created[:10] == offer.made_on.isoformat()
    assert all(record.created <= record.updated < f"{today.isoformat()}T24" for record in records(book))


def test_the_same_day_makes_the_same_book_and_another_day_another(book: Book) -> None:
    assert demo_book(TODAY) == book
    assert set(demo_book(TODAY + timedelta(days=1)).offers) != set(book.offers)


def test_record_numbers_follow_their_instants_and_none_is_given_twice(book: Book) -> None:
    numbers = [record.id for record in records(book)]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < 2**53
    by_number = sorted(records(book), key=lambda record: record.id >> 12)
    assert [record.created for record in by_number] == sorted(record.created for record in by_number)


def test_months_are_named_by_the_day_of_telling(book: Book) -> None:
    texts = (files("crm.demo") / "story.jsonl").read_text("utf-8")
    months = "January|February|April|June|July|August|September|October|November|December"
    assert not re.search(rf"\b(?:{months}|in March|until May)\b", texts)
    chen = called(book, "Chen Wei")
    (words,) = (
        side.words for _, _, side in sides(book) if side.contact == chen and "manuscript" in side.words
    )
    assert "until well into February" in words
    assert all("{" not in line for line in map(str, records(book)))


# The file -----------------------------------------------------------------------------------------------------


def test_the_file_is_a_book_that_the_session_and_tinydb_read(tmp_path: Path, book: Book) -> None:
    path = tmp_path / "demo.json"
    build(path, TODAY)
    session = Session.open(path, today=TODAY)
    try:
        assert session.book == book
        assert session.store.problems == ()
        assert session.can_undo is None
    finally:
        session.close()
    with TinyDB(path, access_mode="r") as plain:
        assert len(plain.table("offers")) == len(book.offers)
        (about,) = plain.table("about").all()
    assert about["created"] < min(record.created for record in records(book))


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("my own notes")
    with pytest.raises(Refusal, match="there already"):
        build(path, TODAY)
    assert path.read_text() == "my own notes"


def test_the_story_lines_are_told_in_the_order_of_their_days() -> None:
    told = list(lines(TODAY))
    assert [line.day for line in told] == sorted(line.day for line in told)
    assert told[-1].day <= TODAY
    raw = (files("crm.demo") / "story.jsonl").read_text("utf-8").splitlines()
    days = [json.loads(line)["day"] for line in raw]
    assert days == sorted(days)


# What it holds ------------------------------------------------------------------------------------------------


def test_people_of_many_names_with_bios_worth_sending(book: Book) -> None:
    people = list(book.contacts.values())
    assert len(people) >= 60
    assert len({person.name for person in people}) == len(people)
    letters = {letter for person in people for letter in person.name if letter.isalpha()}
    scripts = {unicodedata.name(letter).split()[0] for letter in letters}
    assert scripts >= {"LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC", "GEORGIAN", "HANGUL", "CJK"}
    assert any(person.name.startswith(person.family) for person in people if person.family)
    assert any(not person.family for person in people)
    assert all(email.value.endswith("@example.org") for person in people for email in person.emails)
    bios = [person.bio for person in people]
    assert all(40 <= len(bio) <= 320 for bio in bios)
    assert len(set(bios)) == len(bios)
    assert sum(bool(person.wants and person.gives and person.tags) for person in people) >= 55
    assert all(person.how_met for person in people)
    assert sum(person.is_archived for person in people) == 1


def test_offers_over_fourteen_months_of_every_kind_and_at_every_stage(book: Book) -> None:
    offers = list(book.offers.values())
    assert 120 <= len(offers) <= 140
    assert {offer.stage for offer in offers} == {"draft", "asking", "ready", "introduced", "known", "closed"}
    assert {offer.closing for offer in offers if offer.closing} == {
        "declined by one",
        "declined by both",
        "lapsed",
        "withdrawn",
    }
    kinds = Counter(offer.kind for offer in offers)
    assert all(kinds[kind] >= 8 for kind in ("connection", "referral", "favor"))
    months = Counter((offer.made_on.year, offer.made_on.month) for offer in offers)
    assert len(months) >= 14
    assert sum(count >= 5 for count in months.values()) >= 12
    assert 1 <= sum(offer.stage == "ready" for offer in offers) <= 2
    assert any(is_own_request(offer, key) for offer, key, _ in sides(book))
    assert sum(bool(offer.look_ahead.override_reason) for offer in offers) >= 3


def test_words_are_particular_and_nobody_says_the_same_twice(book: Book) -> None:
    whys = [side.why_told for _, _, side in sides(book) if side.why_told]
    words = [side.words for _, _, side in sides(book) if side.words]
    assert len(set(whys)) == len(whys)
    assert len(set(words)) >= len(words) - 2
    assert len(words) >= 180
    noes = [side for _, _, side in sides(book) if side.answer == "no"]
    assert sum(bool(side.words) for side in noes) == len(noes)
    sources = Counter(reason.source for side in noes for reason in side.reasons)
    assert sources["said"] > sources["guess"] > 0


def test_noes_and_what_became_of_them(book: Book) -> None:
    noes = sum(side.answer == "no" for _, _, side in sides(book))
    assert 42 <= noes <= 52
    status = Counter(one.status for one in book.reflections.values())
    assert status["owed"] == 3
    assert status["partial"] == 1
    assert status["skipped"] == 1
    assert status["done"] == noes - 5
    done = [one for one in book.reflections.values() if one.status == "done"]
    assert all(one.clear and one.learned_decliner for one in done)
    assert {one.clear for one in done} == {"yes", "partly", "no", "unsure"}
    assert {effect.what for one in done for effect in one.effects} == {
        "lesson",
        "open_to",
        "closed_to",
        "lens",
        "check_in",
    }


def test_lenses_said_and_guessed_in_force_and_over(book: Book) -> None:
    lenses = list(book.lenses.values())
    assert {lens.source for lens in lenses} == {"said", "guess"}
    assert {lens.mode for lens in lenses} == {"only_type", "busy", "open"}
    over = [lens for lens in lenses if not lens.holds_on(TODAY)]
    assert len(over) >= 5
    ending = [lens for lens in lenses if lens.until and 0 < (lens.until - TODAY).days <= 7]
    assert [book.name(lens.contact) for lens in ending] == ["Felipe Araújo"]
    chen = book.current_lens(called(book, "Chen Wei"), TODAY)
    assert chen is not None
    assert (chen.mode, chen.busy_with, chen.source) == ("busy", "the book", "said")
    assert chen.until is not None
    assert (chen.until - TODAY).days > 60


def test_answers_still_to_come(book: Book) -> None:
    waiting = [side for offer, _, side in sides(book) if offer.is_open and side.is_waiting]
    away = sorted((TODAY - side.asked_on).days for side in waiting if side.asked_on)
    assert len(away) >= 6
    assert (away[0], away[-1]) == (1, 9)
    assert any(side.nudged_on for side in waiting)
    later = sorted(
        side.revisit_on for _, _, side in sides(book) if side.answer == "later" and side.revisit_on
    )
    assert later[0] <= TODAY < later[-1]
    assert sum(side.answer == "no_reply" for _, _, side in sides(book)) >= 5


def test_introductions_and_how_they_went(book: Book) -> None:
    told = Counter(
        worth.worth_it
        for offer in book.offers.values()
        for worth in (offer.outcome.a, offer.outcome.b)
        if worth.worth_it
    )
    assert told["yes"] > 20 * told["no"] > 0
    assert told["unsure"] >= 2
    untold = [offer for offer in book.offers.values() if offer.stage == "introduced"]
    assert any(offer.introduced_on and (TODAY - offer.introduced_on).days >= 14 for offer in untold)
    assert any(offer.introduced_on and (TODAY - offer.introduced_on).days < 14 for offer in untold)


def test_check_ins_done_asked_planned_and_called_for(book: Book) -> None:
    checkins = list(book.checkins.values())
    assert sum(one.answered_on is not None for one in checkins) >= 2
    assert any(one.is_open and one.asked_on for one in checkins)
    assert any(one.is_open and not one.asked_on and one.due_on and one.due_on <= TODAY for one in checkins)
    assert any(one.is_open and not one.asked_on and one.due_on and one.due_on > TODAY for one in checkins)
    met = {book.name(contact) for contact in book.contacts if check_in_due(book, contact, TODAY)}
    assert met == {"Dara Levy", "Lars Bjørnstad", "Oskar Lindqvist", "Usha Bhattarai"}


def test_after_a_check_in_offers_through_the_lens_were_taken(book: Book) -> None:
    quim = called(book, "Quim")
    asked_on = last_answered(book, quim)
    assert asked_on is not None
    answers: dict[bool, list[str | None]] = {False: [], True: []}
    for offer, _, side in sides(book):
        if side.contact == quim and side.answer:
            answers[offer.made_on > asked_on].append(side.answer)
    assert answers[False] == ["no", "no", "no"]
    assert answers[True] == ["yes", "yes"]


def test_people_with_enough_answers_for_an_interval(book: Book) -> None:
    answered = Counter(
        side.contact for _, _, side in sides(book) if side.asked_on and side.answer in ("yes", "no")
    )
    assert sum(count >= 5 for count in answered.values()) >= 8


def test_a_new_offer_may_be_stopped_and_carries_lessons(book: Book) -> None:
    stops = {
        book.name(one)
        for one, other in permutations(
            [*list(book.contacts)[::3], called(book, "Amara"), called(book, "Chen Wei")], 2
        )
        for line in look_ahead(book, TODAY, "connection", one, other).stops
        if line.side == "a" and line.about == "lens"
    }
    assert {"Amara Okafor", "Chen Wei 陈伟"} <= stops
    ahead = look_ahead(book, TODAY, "favor", called(book, "Jamal"), called(book, "Kofi"))
    lessons = [line.text for line in ahead.lines if line.about == "lesson"]
    assert any("what each gets" in text for text in lessons)
    assert any("better said" in text for text in lessons)


def test_the_morning_list_has_one_of_everything(book: Book) -> None:
    assert {item.what for item in morning_list(book, TODAY)} == {
        "reflect",
        "nudge",
        "ask_again",
        "introduce",
        "ask",
        "tell",
        "lens",
        "check_in",
        "outcome",
    }


def test_the_weekly_review_has_one_of_everything(book: Book) -> None:
    lines = weekly_review(book, TODAY).lines
    assert {line.what if isinstance(line, Item) else "finding" for line in lines} == {
        "guess",
        "lesson",
        "remember",
        "finding",
    }
