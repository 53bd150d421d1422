"""The two people of an offer in little room: whole names first, then less of them, and never half a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from crm.ui.panes.pair_names import pair
from tests.builders import book, contact

AMARA, BEN = "Amara Okafor", "Ben Ortiz"


def named(one: str, other: str, room: int, **fields: str) -> tuple[str, str]:
    return pair(book(contact(1, one, **fields), contact(2, other)), 1, 2, room)


@pytest.mark.parametrize(
    ("room", "names"),
    [
        (21, (AMARA, BEN)),
        (20, (AMARA, "Ben O.")),
        (18, (AMARA, "Ben O.")),
        (17, ("Amara O.", BEN)),
        (16, ("Amara O.", "Ben O.")),
        (13, ("Amara", "Ben O.")),
        (8, ("Amara", "Ben")),
        (7, ("Ama…", "Ben")),
    ],
)
def test_as_much_of_both_names_as_fits(room: int, names: tuple[str, str]) -> None:
    assert named(AMARA, BEN, room) == names


@pytest.mark.parametrize(
    ("one", "other", "room", "names", "fields"),
    [
        ("Amara Okafor", "Amara Ortiz", 16, ("Amara O.", "Amara O."), {}),
        ("Amara Okafor", "amara Bello", 18, ("Amara O.", "amara B."), {}),
        ("Chen Wei 陈伟", "Bo Ng", 14, ("Chen W.", "Bo Ng"), {}),
        ("Phạm Thị Lan", "Bo Ng", 11, ("Lan P.", "Bo Ng"), {"given": "Lan", "family": "Phạm"}),
        ("Noor van der Meer", "Bo Ng", 13, ("Noor M.", "Bo Ng"), {}),
        ("Željka S\u030cimic\u0301", "Bo Ng", 14, ("Željka Š.", "Bo Ng"), {}),
        ("佐藤健太", "Bo Ng", 12, ("佐藤健太", "Bo"), {}),
        ("佐藤健太", "Bo Ng", 9, ("佐藤健…", "Bo"), {}),
        ("佐藤健太", "Bo Ng", 8, ("佐藤…", "Bo"), {}),
        ("فرح حداد", "Bo Ng", 13, ("فرح حداد", "Bo Ng"), {}),
    ],
)
def test_names_of_many_kinds(
    one: str, other: str, room: int, names: tuple[str, str], fields: dict[str, str]
) -> None:
    assert named(one, other, room, **fields) == names


def test_somebody_who_is_not_in_the_book_has_a_name_to_go_by_too() -> None:
    one, other = pair(book(contact(1, AMARA)), 1, 99, 40)
    assert one == AMARA
    assert other


NAMES = st.text(st.sampled_from("Aaé 陈伟\u0301\u200b한-נ."), max_size=12)


@given(NAMES, NAMES, st.integers(0, 30))
def test_it_never_takes_more_room_than_there_is(one: str, other: str, room: int) -> None:
    assert sum(map(cell_len, named(one, other, room))) <= room
