"""What is typed finds what was written, and the right letters light up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.finding.folding import fold, fold_each, latin, places, words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łukasz Żółkiewski", "lukasz zolkiewski"),
        ("Søren Groß", "soren gross"),
        ("İpek Işıl", "ipek isil"),
        ("Đặng Þóra Æbelø", "dang thora aebelo"),
        ("Ògúnlẹ́yẹ", "ogunleye"),
        ("Фёдор", "федор"),
        ("Νικολαΐδης", "νικολαιδης"),
        ("أحمد", "احمد"),
        ("髙橋", "高橋"),
        ("ﬁancée №5", "fiancee no5"),
    ],
)
def test_accents_case_and_strokes_do_not_count(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("O'Connor-Hayes, Jr.", "oconnor hayes jr"),
        ("d’Arcy", "darcy"),
        ("ben@lumen.example.org", "ben lumen example org"),
        ("राहुल शर्मा", fold("राहुल शर्मा")),
        ("  ", ""),
    ],
)
def test_words_stand_apart_by_one_space(text: str, found: str) -> None:
    assert words(text) == found


def test_cyrillic_and_greek_have_latin_letters() -> None:
    assert latin(fold("Анна Щербакова")) == "anna shcherbakova"
    assert latin(fold("Γιώργος")) == "giorgos"
    assert latin("佐藤 anna") == "佐藤 anna"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(st.characters(codec="utf-8") | st.just("\n"), max_size=6), max_size=6))
def test_many_texts_fold_as_each_does(texts: list[str]) -> None:
    assert fold_each(texts) == [fold(text) for text in texts]


@given(st.text(), st.text())
def test_folding_letter_by_letter_is_folding_the_whole(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@pytest.mark.parametrize(
    ("text", "needles", "marked"),
    [
        ("Amara Okafor", ["ok"], ["Ok"]),
        ("Anna Hannah", ["ann"], ["Ann"]),
        ("Hannah", ["ann"], ["ann"]),
        ("Ńero Ńina", ["ni"], ["Ńi"]),
        ("Straße", ["strass"], ["Straß"]),
        ("cafe\u0301 bar", ["cafe", "bar"], ["cafe\u0301", "bar"]),
        ("banana", ["ana", "nan"], ["anan"]),
        ("plain", ["zzz"], []),
        ("plain", [""], []),
    ],
)
def test_the_letters_that_match_are_marked_in_the_text_itself(
    text: str, needles: list[str], marked: list[str]
) -> None:
    assert [text[start:end] for start, end in places(text, needles)] == marked


@given(st.text(alphabet="aåáßł éИ佐", max_size=20), st.text(alphabet="asl ", min_size=1, max_size=3))
def test_a_marked_part_folds_to_something_that_holds_the_needle(text: str, needle: str) -> None:
    for start, end in places(text, [needle]):
        assert 0 <= start < end <= len(text)
        assert needle in fold(text[start:end])
