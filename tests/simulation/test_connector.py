"""The simulator itself: the same seed makes the same book, its records are real ones, and answers follow the truth."""

import random

import msgspec

from crm.domain.book import TABLES
from crm.insight.counting.answers import answers
from tests.simulation.characters import BusyUntil, Offered, OnlyKind, OnlyType, Plain, says_yes
from tests.simulation.connector import START, Connector, Habits
from tests.simulation.openness import people
from tests.simulation.share import Share, share, together
from tests.simulation.shortcut import book_of, drawn

SHORT = Habits(days=60)


def test_the_same_seed_makes_the_same_book() -> None:
    books = [Connector(seed, people(), SHORT).live().book for seed in (7, 7, 8)]
    assert books[0] == books[1]
    assert books[0] != books[2]


def test_its_records_are_read_back_from_a_file_as_they_are() -> None:
    book = Connector(7, people(), SHORT).live().book
    for table, kind in TABLES.items():
        for key, record in getattr(book, table).items():
            again = msgspec.json.decode(msgspec.json.encode(record), type=kind)
            assert again == record
            assert record.id == key


def test_every_sort_of_record_comes_about() -> None:
    book = Connector(7, people(), Habits(days=120)).live().book
    stages = {offer.stage for offer in book.offers.values()}
    assert {"asking", "introduced", "closed"} <= stages
    assert {one.status for one in book.reflections.values()} == {"done"}
    assert {lens.mode for lens in book.lenses.values()} >= {"only_type", "busy"}
    assert any(one.answered_on for one in book.checkins.values())


def test_plain_people_answer_at_their_own_chance() -> None:
    plain = {f"Plain {at}": Plain(0.6) for at in range(40)}
    lives = [Connector(seed, plain, Habits(days=120, heeds=False)).live() for seed in range(3)]
    found = together(Share(one.yes, one.answered) for one in (answers(life.book) for life in lives))
    assert found.draws > 300
    assert found.agrees(0.6)


def test_everyone_takes_what_suits_them_and_rarely_anything_else() -> None:
    rng = random.Random(1)
    offered = Offered("favor", "climate", START)
    suits = Plain(0.7), OnlyType(0.7, "climate"), OnlyKind(0.7, "favor")
    others = OnlyType(0.7, "theatre"), OnlyKind(0.7, "referral"), BusyUntil(0.7, START)
    for one in suits:
        assert share(says_yes(one, offered, rng) for _ in range(2000)).agrees(0.7)
    for other in others:
        assert share(says_yes(other, offered, rng) for _ in range(2000)).agrees(0.05)


def test_a_book_made_straight_from_answers_counts_these_and_nothing_beside() -> None:
    rng = random.Random(2)
    given = [drawn(0.5, n, rng) for n in (12, 3, 8)]
    book = book_of(given)
    counts = [answers(book, person) for person in (1, 2, 3)]
    assert [(one.yes, one.answered) for one in counts] == [(sum(one), len(one)) for one in given]
    assert counts[0].no_reply > 0
    assert counts[1].later > 0
