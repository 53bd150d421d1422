"""Who shares one sign only: not probably one person, and still to be made one by whoever knows better."""

from crm.domain.contact import Contact, Labelled, Source
from crm.domain.dismissal import Dismissal
from crm.insight.duplicates import PROBABLE, pair_key
from crm.insight.resembling import all_doubles
from tests.builders import book, contact


def person(key: int, name: str, email: str = "", **fields: object) -> Contact:
    return contact(key, name, emails=(Labelled(email),) if email else (), **fields)


BEN, OTHER_BEN = person(1, "Ben Ortiz", "ben@example.org"), person(2, "Ortiz, Ben")
SAME_ADDRESS = person(3, "Ines Duarte", "BEN@example.org")


def test_the_same_name_alone_is_a_pair_after_those_who_are_probably_one() -> None:
    sure = person(4, "Dara Levy", "dara@example.org"), person(5, "Dara Levy", "dara@example.org")
    probable, perhaps = all_doubles(book(BEN, OTHER_BEN, *sure))
    assert (probable[:2], perhaps[:2]) == ((4, 5), (1, 2))
    assert probable.score >= PROBABLE > perhaps.score
    assert perhaps.sure == "perhaps"
    assert perhaps.reasons == ("the same name, and no second sign",)


def test_an_address_or_an_id_alone_counts_for_those_whom_one_looks_at() -> None:
    came = (Source("vcard", "7"),)
    one, other = person(6, "Kofi Mensah", sources=came), person(7, "Yaw Boateng", sources=came)
    people = book(BEN, SAME_ADDRESS, one, other)
    assert all_doubles(people) == ()
    assert [(pair[:2], pair.reasons[0]) for pair in all_doubles(people, (3, 6))] == [
        ((1, 3), "the same address ben@example.org, but another name"),
        ((6, 7), "the same id in a file, but another name"),
    ]
    assert [pair[:2] for pair in all_doubles(people, (1,))] == [(1, 3)]


def test_who_is_put_away_or_known_to_be_another_is_left_in_peace() -> None:
    away = person(2, "Ben Ortiz", archived_on="x")
    noted = Dismissal(id=9, insight=pair_key(1, 2), n=0)
    assert all_doubles(book(BEN, away)) == ()
    assert all_doubles(book(BEN, OTHER_BEN, noted)) == ()


def test_a_name_that_a_crowd_bears_makes_no_pairs() -> None:
    assert all_doubles(book(*(person(key, "Wei Zhang") for key in range(1, 31)))) == ()
