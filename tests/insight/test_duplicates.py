"""Who is probably one person twice: a name and a second sign, never one of them alone."""

from typing import Any

import pytest

from crm.domain.contact import Contact, Labelled
from crm.domain.dismissal import Dismissal
from crm.insight.duplicates import PROBABLE, Double, duplicates, likeness, pair_key, pair_of
from tests.builders import book, contact, note, offer

LONG = "Builds sensors for rivers and lakes, met at the harbour festival in autumn"


def person(key: int, name: str, *, email: str = "", phone: str = "", **fields: Any) -> Contact:
    return contact(
        key,
        name,
        emails=(Labelled(email),) if email else (),
        phones=(Labelled(phone),) if phone else (),
        **fields,
    )


AMARA = person(1, "Amara Okafor", email="amara@example.org", phone="+44 20 7946 0001", birthday="1984-02-29")

ONE_PERSON = [
    person(2, "Okafor, Amara", email="AMARA@example.org"),
    person(2, "A. Okafor", phone="020 7946 0001"),
    person(2, "Amara Okafor", birthday="1984-02-29"),
    person(2, "Amraa Okafor", phone="+44 20 7946 0001"),
    person(2, "Amara", email="amara@example.org"),
    person(2, "阿玛拉", email="amara@example.org"),
]

TWO_PEOPLE = [
    person(2, "Amara Okafor"),
    person(2, "Amara Okafor", email="a.okafor@example.org", phone="+44 20 7946 0002"),
    person(2, "Amara Okafor", birthday="1991-07-03", email="other@example.org"),
    person(2, "Chidi Okafor", phone="+44 20 7946 0001"),
    person(2, "Chidi Okafor", email="amara@example.org"),
    person(2, "Ben Ortiz", birthday="1984-02-29"),
]


@pytest.mark.parametrize("other", ONE_PERSON, ids=lambda one: one.name)
def test_a_name_and_a_second_sign_make_one_person(other: Contact) -> None:
    (double,) = duplicates(book(AMARA, other))
    assert {double.a, double.b} == {1, 2}
    assert double.score >= PROBABLE
    assert double.reasons


@pytest.mark.parametrize("other", TWO_PEOPLE, ids=lambda one: one.name)
def test_one_sign_alone_does_not(other: Contact) -> None:
    assert duplicates(book(AMARA, other)) == ()


def test_more_signs_are_surer_and_say_so() -> None:
    by_mail = likeness(AMARA, person(2, "Amara Okafor", email="amara@example.org"))
    by_all = likeness(AMARA, person(2, "Amara Okafor", email="amara@example.org", phone="+44 20 7946 0001"))
    assert by_all[0] > by_mail[0]
    assert by_all[1] == (
        "the same address amara@example.org",
        "the same number +44 20 7946 0001",
        "the same name",
    )
    assert Double(1, 2, by_all[0], ()).sure == "almost certainly"


def test_what_speaks_against_it_is_counted_and_said() -> None:
    plain = likeness(AMARA, person(2, "Amara Okafor", phone="+44 20 7946 0001"))
    twin = likeness(AMARA, person(2, "Amara Okafor", phone="+44 20 7946 0001", birthday="1990-01-01"))
    assert twin[0] < plain[0]
    assert "but two birthdays" in twin[1]


def test_a_name_that_many_bear_proves_less() -> None:
    many = [person(key, "Li Wei", org="Kelp" if key < 3 else "") for key in range(1, 8)]
    assert duplicates(book(*many)) == ()
    assert len(duplicates(book(*many[:2]))) == 1


def test_an_address_of_an_office_is_nobodys_own() -> None:
    shared = [person(key, name, email="info@example.org") for key, name in enumerate(("Ada Novak", "Ada"), 1)]
    assert duplicates(book(*shared)) == ()


def test_a_crowd_under_one_sign_is_not_compared_one_by_one() -> None:
    crowd = [person(key, f"Person {key} Ng", phone="+44 20 7946 0001", notes=LONG) for key in range(1, 2000)]
    assert duplicates(book(*crowd)) == ()


def test_the_one_with_more_history_is_kept() -> None:
    old, fresh = (
        person(1, "Bo Ng", email="bo@example.org"),
        person(2, "Bo Ng", email="bo@example.org", org="Kelp"),
    )
    assert duplicates(book(old, fresh))[0][:2] == (2, 1)
    known = book(old, fresh, contact(3), offer(11, 1, 3), note(51, 1, "a friend"))
    assert duplicates(known)[0][:2] == (1, 2)


def test_archived_and_dismissed_pairs_are_left_in_peace() -> None:
    other = person(2, "Amara Okafor", email="amara@example.org")
    assert (
        duplicates(book(AMARA, person(2, "Amara Okafor", email="amara@example.org", archived_on="x"))) == ()
    )
    noted = Dismissal(id=91, insight=pair_key(2, 1), n=0)
    assert duplicates(book(AMARA, other, noted)) == ()


def test_the_name_of_a_dismissed_pair_says_who() -> None:
    assert pair_of(pair_key(7, 3)) == (3, 7)
    assert pair_of("missing/why now") is None
    assert pair_of("duplicate/x/7") is None
