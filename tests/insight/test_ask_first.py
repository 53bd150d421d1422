"""Whom to ask first, and who has been asked enough."""

from crm.domain.record import Record
from crm.insight.next_offer.ask_first import AskFirst, ask_first, ask_hints, open_asks
from tests.builders import DAY, book, contact, offer, side

AMARA, BEN = contact(1, "Amara Okafor"), contact(2, "Ben Ortiz")


def record_of(who: int, yes: int, no: int, first: int) -> list[Record]:
    return [
        offer(first + at, side(who, "yes" if at < yes else "no"), side(900 + first + at))
        for at in range(yes + no)
    ]


def test_the_less_certain_side_comes_first() -> None:
    known = book(AMARA, BEN, *record_of(1, 5, 1, 100), *record_of(2, 1, 3, 200))
    why = "the less certain side (Ben 1 of 4 yes; Amara 5 of 6 yes), so that a no costs Amara nothing"
    assert ask_first(known, offer(11, 1, 2)) == AskFirst("b", why)
    assert ask_first(known, offer(11, 2, 1)) == AskFirst("a", why)


def test_answers_to_this_kind_count_for_more_than_all_of_them() -> None:
    favors = [offer(300 + at, side(1, "no"), side(950 + at), "favor") for at in range(3)]
    known = book(AMARA, BEN, *record_of(1, 9, 0, 100), *record_of(2, 4, 2, 200), *favors)
    connection, favor = (ask_first(known, offer(11, 1, 2, kind)) for kind in ("connection", "favor"))
    assert connection is not None
    assert favor is not None
    assert (connection.side, favor.side) == ("b", "a")
    assert "Amara 0 of 3 yes" in favor.why


def test_where_nothing_tells_them_apart_nobody_is_first_but_a_giver() -> None:
    assert ask_first(book(AMARA, BEN), offer(11, 1, 2)) is None
    alike = book(AMARA, BEN, *record_of(1, 3, 1, 100), *record_of(2, 3, 1, 200))
    assert ask_first(alike, offer(11, 1, 2)) is None
    favor = ask_first(book(AMARA, BEN), offer(11, 1, 2, "favor"))
    assert favor == AskFirst("a", "the favor is theirs to give, and Ben need not hope in vain")


def test_once_somebody_was_asked_there_is_no_first() -> None:
    known = book(AMARA, BEN, *record_of(2, 0, 4, 200), *record_of(3, 4, 0, 300))
    assert ask_first(known, offer(11, 1, 2)) is not None
    assert ask_first(known, offer(11, side(1, asked=DAY), side(2))) is None
    assert ask_first(known, offer(11, side(1), side(2, "yes"))) is None


def test_someone_with_two_open_asks_is_left_in_peace_until_one_is_answered() -> None:
    waiting = [offer(20 + at, side(2, asked=DAY), side(3)) for at in range(2)]
    closed = offer(30, side(2, asked=DAY), side(3, "no"))
    known = book(AMARA, BEN, *waiting, closed)
    assert open_asks(known, 2) == 2
    assert list(ask_hints(known, offer(11, 1, 2))) == ["Ben has 2 asks open already: wait for one of them"]
    assert list(ask_hints(book(AMARA, BEN, waiting[0]), offer(11, 1, 2))) == []
    assert list(ask_hints(known, offer(11, 1, 2, withdrawn_on=DAY))) == []
