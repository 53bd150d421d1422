"""What the insight pane says, and the line that Enter acts on."""

from datetime import date, timedelta
from typing import get_args

from crm.domain.book import Book
from crm.insight.agenda.item import Item, What
from crm.insight.findings.act import Act
from crm.ui import glyphs
from crm.ui.panes.contact_rows import ContactRows
from crm.ui.panes.contact_state import state_of
from crm.ui.panes.everyone_rows import everyone_blocks
from crm.ui.panes.morning_rows import OF_A_SORT
from crm.ui.panes.person_rows import next_act, person_blocks
from crm.ui.panes.unfold import Unfold
from crm.ui.rows.morning_words import SORTS
from crm.ui.widgets.blocks import Block
from crm.ui.widgets.line import Span, cells
from tests.builders import book, contact, effect, lens, offer, reflection, side

TODAY = date(2025, 11, 24)


def words(blocks: list[Block]) -> str:
    lines = (block.draw(60) if block.draw else (*block.line, *block.right) for block in blocks)
    return "\n".join("".join(span.text for span in line) for line in lines)


def amara() -> Book:
    """Two yeses and five noes; a lens that she said after a no."""
    days = [date(2025, 3, 1) + timedelta(days=30 * n) for n in range(7)]
    answers = ("yes", "yes", "no", "no", "no", "no", "no")
    made = [
        offer(11 + n, side(1, answer, asked=day), side(2, "yes", asked=day), made_on=day)  # type: ignore[arg-type]
        for n, (answer, day) in enumerate(zip(answers, days, strict=True))
    ]
    return book(
        contact(1, "Amara Okafor", title="Head of Platform", org="Lumen"),
        contact(2, "Ben Ortiz"),
        *made,
        reflection(
            21, 17, "a", lens=31, effects=(effect("lens", 31),), learned_decliner="Hardware people only"
        ),
        lens(31, 1, "only_type", "hardware people", origin=21, until=date(2026, 1, 31)),
    )


def test_a_person_as_in_the_drawing() -> None:
    blocks = list(person_blocks(amara(), 1, TODAY))
    said = words(blocks)
    assert said.startswith(" Amara Okafor\n Head of Platform · Lumen\n")
    assert "◐ Only wants to meet hardware people" in said
    assert "from a no" in said
    assert "✓✓–––––   2 yes, 5 no" in said
    assert "plausibly 8-64% yes" in said
    assert "Hardware people only" in said


def test_what_was_learned_leads_back_to_the_no() -> None:
    keys = [block.key for block in person_blocks(amara(), 1, TODAY) if isinstance(block.key, Act)]
    assert [act.ref for act in keys if act.verb == "open"] == [("reflections", 21)] * 2
    assert next_act(amara(), 1, TODAY) in keys


def test_under_five_answers_there_is_no_percentage() -> None:
    few = book(contact(1, "Amara"), contact(2), offer(11, side(1, "yes"), side(2)))
    said = words(list(person_blocks(few, 1, TODAY)))
    assert "1 yes, 0 no" in said
    assert "%" not in said
    nobody = words(list(person_blocks(book(contact(1, "Amara")), 1, TODAY)))
    assert "not asked yet" in nobody


def waiting(count: int) -> Book:
    asked = TODAY - timedelta(days=8)
    people = [contact(n, f"Person {n}") for n in range(1, count + 2)]
    return book(
        *people, *(offer(100 + n, side(n, asked=asked), n + 1, made_on=asked) for n in range(1, count + 1))
    )


def test_a_long_morning_folds_by_sort_and_unfolds() -> None:
    folded = list(everyone_blocks(waiting(10), TODAY))
    assert sum(isinstance(block.key, Item) for block in folded) == OF_A_SORT
    more = next(block for block in folded if isinstance(block.key, Unfold))
    assert "and 7 more to nudge" in words([more])
    unfolded = list(everyone_blocks(waiting(10), TODAY, {"nudge"}))
    assert sum(isinstance(block.key, Item) for block in unfolded) == 10


def test_everyone_shows_counts_beside_every_month() -> None:
    said = words(list(everyone_blocks(amara(), TODAY)))
    assert "Yes by month" in said
    assert "1 of 2" in said
    assert "100%" in said
    assert "By kind" in said
    assert "unknown" in said


def state(of: Book, who: int = 1) -> str:
    return "".join(span.text for span in state_of(of, who, TODAY)).strip()


def test_the_state_of_a_person_in_a_few_cells() -> None:
    assert state(book(contact(1))) == ""
    assert state(amara()) == "◐ 2 of 7"
    assert state(book(contact(1), lens(31, 1, "busy", until=date(2026, 6, 3)))) == "‖ busy·Jun"
    assert state(book(contact(1), lens(31, 1, "only_type", "chefs", source="guess"))).startswith("◌")
    guessed = lens(31, 1, "busy", until=date(2026, 6, 3), source="guess")
    assert state(book(contact(1), guessed)) == "¦ busy?Jun", "a guess is kept apart by sign and word"
    assert state(book(contact(1, archived_on=TODAY))) == "× archived"
    asked = waiting(1).offers[101].a
    assert state(waiting(1)) == f"{glyphs.side_glyph(asked)} asked" == "» asked", "one sign on every screen"
    noes = [offer(11 + n, side(1, "no"), side(2, "yes")) for n in range(3)]
    assert state(book(contact(1), contact(2), *noes)) == "? check in"


def test_nothing_is_red() -> None:
    tones = {span.tone for block in person_blocks(amara(), 1, TODAY) for span in block.line}
    assert tones <= {"", "strong", "muted", "accent", "good"}
    assert Span("–") in {span for block in person_blocks(amara(), 1, TODAY) for span in block.line}


def test_every_sort_of_the_morning_has_its_sign_and_its_words() -> None:
    assert set(SORTS) == set(get_args(What))
    assert len({sort.more for sort in SORTS.values()}) == len(SORTS)


def test_a_pane_with_room_says_what_people_do_and_their_tags() -> None:
    known = book(contact(1, "Amara Okafor", title="Head of Platform", org="Lumen", tags=("climate", "sea")))
    for width, words in {
        40: "Amara Okafor",
        78: "Amara Okafor Head of Platform · Lumen",
        120: "Amara Okafor Head of Platform · Lumen climate, sea",
    }.items():
        (line,) = ContactRows(known, [1], TODAY).lines(0, width)
        assert " ".join("".join(span.text for span in line).split()) == words
        assert cells(line) <= width
