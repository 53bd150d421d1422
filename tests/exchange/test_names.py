"""Names of people, put together and compared."""

import pytest

from crm.domain.finding.likeness import may_agree, same_name, similar_names
from crm.exchange.names import full_name


def test_full_names() -> None:
    assert full_name("Ada", "Quill", "M.", "Dr.", "PhD") == "Dr. Ada M. Quill PhD"
    assert full_name("지훈", "박") == "박지훈"
    assert full_name("Misaki", "髙橋") == "Misaki 髙橋"
    assert full_name("", " Quill ") == "Quill"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Quill", "QUILL, Ada"),
        ("Björn Krüger", "bjorn kruger"),
        ("髙橋美咲", "髙橋 美咲"),
        ("美咲 髙橋", "髙橋美咲"),
        ("Dr. Ada Quill PhD", "Ada Quill"),
        ("Siobhán O'Connor", "Siobhan OConnor"),
        ("🎤", "🎤"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        ("Ada Quill", "Ada Maria Quill", True),
        ("A. Quill", "Ada Quill", True),
        ("Ada", "Ada Quill", True),
        ("Bjrön Krüger", "Björn Krüger", True),
        ("Ada Quill", "Ben Quill", False),
        ("Quill", "Ada Quill", False),
        ("Jan Quill", "Jana Quill", False),
        ("Maria Quill", "Mario Quill", False),
        ("A. Q.", "Ada Quill", False),
        ("", "", False),
    ],
)
def test_similar_names_leave_out_and_shorten_but_share_more_than_a_family(
    one: str, other: str, similar: bool
) -> None:
    assert similar_names(one, other) is similar
    assert similar_names(other, one) is similar


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Ada Quill", "Ada Lovelace", True),
        ("Mum", "Maria Lopez", True),
        ("Misaki Takahashi", "髙橋 美咲", True),
        ("Ada Quill", "Ben Quill", False),
        ("Ada Quill", "Bo Ng", False),
    ],
)
def test_names_under_one_address_may_agree(one: str, other: str, agree: bool) -> None:
    assert may_agree(one, other) is agree
