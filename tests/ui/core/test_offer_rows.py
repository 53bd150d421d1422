"""The timeline's rows: what an offer says in two or three lines, and where each row stands."""

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book, Edit
from crm.domain.offer import AnswerWord, Offer, Outcome, Reason, Side, Worth
from crm.domain.record import changed
from crm.ui.panes.aftermath import Aftermaths
from crm.ui.panes.offer_rows import OfferRows
from crm.ui.widgets.line import cells
from tests.builders import book, contact, effect, lens, offer, reflection, side

TODAY = date(2025, 11, 24)


def drawn(of: Book, who: int | None = 1, width: int = 47) -> list[str]:
    """The rows as they are drawn, headings included."""
    rows = OfferRows(of, who, TODAY)
    return [
        "".join(span.text for span in line) for row in range(len(rows)) for line in rows.lines(row, width)
    ]


def two(*records: object, **fields: object) -> Book:
    """Amara and Ben with one offer: Amara said yes two days ago, Ben was asked yesterday."""
    made = offer(
        11,
        side(1, "yes", asked=date(2025, 11, 20), answered=date(2025, 11, 22)),
        side(2, asked=date(2025, 11, 23)),
        made_on=date(2025, 11, 20),
        **fields,  # type: ignore[arg-type]
    )
    return book(contact(1, "Amara Okafor"), contact(2, "Ben Ortiz"), made, *records)  # type: ignore[arg-type]


def test_an_offer_as_in_the_drawing() -> None:
    heading, head, sides = drawn(two())
    assert heading.strip() == "Last week"
    assert head.split() == ["23", "Nov", "⇄", "Ben", "Ortiz", "connection"]
    assert "Amara ✓ yes 2d" in sides
    assert "Ben » asked 1d" in sides
    assert sides.index("Amara") == head.index("⇄")


def test_a_name_is_whole_and_how_long_and_why_give_way() -> None:
    waits = side(1, asked=date(2025, 11, 15), nudged_on=date(2025, 11, 20))
    declined = side(1, "no", asked=date(2025, 11, 15), reasons=(Reason("not the right person"),))
    people = contact(1, "Bettina Lang"), contact(2, "Mahmoud Sayed")

    def sides(one: Side, width: int) -> str:
        lines = drawn(book(*people, offer(11, one, side(2), made_on=date(2025, 11, 15))), None, width)
        return " ".join(lines[2].split())

    assert sides(waits, 47) == "Bettina » asked 9d Mahmoud ◇ not asked"
    assert sides(waits, 60) == "Bettina » asked 9d · nudged Mahmoud ◇ not asked"
    assert sides(declined, 44) == "Bettina – no Mahmoud ◇ not asked"
    later = side(1, "later", asked=date(2025, 11, 15), revisit_on=date(2025, 12, 6))
    assert sides(later, 51) == "Bettina ○ later · 6 Dec Mahmoud ◇ not asked"
    assert sides(declined, 50) == "Bettina – no · not th… Mahmoud ◇ not asked"


def test_the_person_in_scope_comes_first() -> None:
    _, head, sides = drawn(two(), 2)
    assert "Amara Okafor" in head
    assert sides.index("Ben") < sides.index("Amara")


def test_under_everyone_both_are_named_and_get_a_line_each_where_it_is_narrow() -> None:
    _, head, _ = drawn(two(), None, 48)
    assert "Amara Okafor and Ben Ortiz" in head
    _, head, one, other = drawn(two(), None, 38)
    assert "Amara" not in head
    assert "Amara Okafor  ✓ yes" in one
    assert "Ben Ortiz  » asked" in other


def with_no(**fields: object) -> Offer:
    said_no = side(1, "no", asked=date(2025, 10, 13), answered=date(2025, 10, 14), **fields)
    return offer(11, said_no, side(2, "yes", asked=date(2025, 10, 13)), made_on=date(2025, 10, 13))


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (reflection(21, 11, "a", status="owed"), "◆ to reflect on"),
        (reflection(21, 11, "a", status="partial", step=3), "◆ to reflect on, resume at step 3"),
        (reflection(21, 11, "a", status="skipped"), "reflection skipped"),
        (
            reflection(21, 11, "a", effects=(effect("lesson", "the size of the ask"),)),
            'reflected: carry "the size of the ask"',
        ),
        (reflection(21, 11, "a", learned_decliner="Ask in spring"), "reflected: Ask in spring"),
    ],
)
def test_the_third_line_says_what_came_of_a_no(about: object, words: str) -> None:
    people = contact(1, "Amara Okafor"), contact(2, "Ben Ortiz")
    *_, sides, third = drawn(book(*people, with_no(reasons=(Reason("busy", "said"),)), about), width=60)  # type: ignore[arg-type]
    assert "Amara – no · busy" in sides
    assert third.strip() == words


def test_of_a_no_that_was_taken_back_only_that_is_said() -> None:
    people = contact(1, "Amara Okafor"), contact(2, "Ben Ortiz")
    put_by = reflection(21, 11, "a", status="skipped", learned_decliner="Ask in spring")

    def third(of: Side, **fields: object) -> str:
        made = offer(11, of, side(2, "yes"), **fields)  # type: ignore[arg-type]
        return drawn(book(*people, made, put_by))[-1].strip()

    assert third(side(1, asked=date(2025, 11, 20))) == "the no was taken back"
    assert third(side(1, "yes")) == "both said yes: introduce them"
    assert third(side(1), withdrawn_on=date(2025, 11, 20)) == "withdrawn 20 Nov"


def test_a_lens_learned_is_said() -> None:
    people = contact(1, "Amara Okafor"), contact(2, "Ben Ortiz")
    busy = lens(31, 1, "busy", until=date(2026, 1, 3))
    *_, third = drawn(book(*people, with_no(), reflection(21, 11, "a", lens=31), busy))
    assert third.strip() == "reflected: busy until 3 Jan"


def test_after_both_yeses_and_after_the_introduction() -> None:
    yes = offer(11, side(1, "yes"), side(2, "yes"))
    people = contact(1, "Amara Okafor"), contact(2, "Ben Ortiz")
    assert drawn(book(*people, yes))[-1].strip() == "both said yes: introduce them"
    made = changed(yes, introduced_on=date(2025, 11, 4))
    assert drawn(book(*people, made))[-1].strip() == "introduced 4 Nov · how did it go?"
    assert drawn(book(*people, changed(yes, withdrawn_on=date(2025, 11, 4))))[-1].strip() == "withdrawn 4 Nov"


def test_how_it_went_is_said_with_the_day_that_puts_the_offer_there() -> None:
    people = contact(1, "Amara Okafor"), contact(2, "Ben Ortiz")
    told = Outcome(a=Worth(worth_it="yes", on=date(2025, 8, 6)))
    early = date(2025, 5, 1)
    sides = side(1, "yes", asked=early, answered=early), side(2, "yes", asked=early, answered=early)
    made = offer(11, *sides, made_on=early)
    known = changed(made, introduced_on=date(2025, 5, 16), outcome=told)
    _, head, _, third = drawn(book(*people, known))
    assert head.split()[:2] == ["6", "Aug"]
    assert third.strip() == "introduced 16 May · worth it, 6 Aug"


def test_no_side_is_cut_while_both_fit() -> None:
    people = contact(1, "Danilo Petrović"), contact(2, "Jamal Whitfield")
    made = offer(11, side(1, asked=None), side(2, asked=None), made_on=date(2025, 11, 20))
    for width in (45, 46):
        _, _, sides = drawn(book(*people, made), width=width)
        assert "Danilo ◇ not asked Jamal ◇ not asked" in sides
        _, _, sides = drawn(book(*people, made), 2, width=width)
        assert "Jamal ◇ not asked" in sides
        assert sides.rstrip().endswith("Danilo ◇ not asked")


def test_a_long_first_name_gives_way_to_where_its_side_stands() -> None:
    people = contact(1, "Maximiliana Holt"), contact(2, "Bartholomew Pym")
    made = offer(11, side(1, asked=None), side(2, asked=None), made_on=date(2025, 11, 20))
    _, _, sides = drawn(book(*people, made), width=44)
    assert sides.split() == ["Maxi…", "◇", "not", "asked", "Barth…", "◇", "not", "asked"]


EVERY: list[AnswerWord | None] = [None, "yes", "no", "later", "no_reply"]
ANSWERS = st.sampled_from(EVERY)


@st.composite
def offers(draw: st.DrawFn) -> list[Offer]:
    """Some offers of the last two years, each somewhere on its way."""
    made: list[Offer] = []
    for number in range(draw(st.integers(1, 12))):
        day = TODAY - timedelta(days=draw(st.integers(0, 800)))
        a, b = draw(ANSWERS), draw(ANSWERS)
        one = offer(100 + number, side(1, a, asked=day), side(2, b, asked=day), made_on=day)
        if a == b == "yes" and draw(st.booleans()):
            one = changed(one, introduced_on=day)
        made.append(one)
    return made


@settings(max_examples=40, deadline=None)
@given(offers(), st.sampled_from([1, None]), st.sampled_from([30, 47, 90]), st.booleans())
def test_a_row_stands_where_the_rows_above_it_end(
    made: list[Offer], who: int | None, width: int, has_leapt: bool
) -> None:
    noes = [reflection(500 + one.id, one.id, "a") for one in made[::2]]  # also of noes that were taken back
    whole = book(contact(1), contact(2), *made, *noes)
    if has_leapt:  # else the newest are asked one by one
        whole.derived(Aftermaths).by_day(whole)
    rows = OfferRows(whole, who, TODAY)
    heights = [len(rows.lines(row, width)) for row in range(len(rows))]
    assert list(rows.offsets(width)) == list(accumulate(heights, initial=0))
    assert rows.offsets(width)[-1] == sum(heights)
    for row in range(len(rows)):
        key = rows.key(row)
        assert key is None or rows.find(key) == row
        for line in rows.lines(row, width):
            assert cells(line) <= width


@settings(max_examples=40, deadline=None)
@given(offers(), st.data())
def test_aftermaths_follow_every_change(made: list[Offer], data: st.DataObject) -> None:
    before = book(contact(1), contact(2), *made)
    aftermaths = before.derived(Aftermaths)
    if data.draw(st.booleans()):
        aftermaths.by_day(before)
    one = data.draw(st.sampled_from(made))
    after = data.draw(
        st.sampled_from(
            [None, changed(one, withdrawn_on=TODAY), changed(one, introduced_on=None, withdrawn_on=None)]
        )
    )
    edits = [Edit("offers", one.id, one, after)]
    if data.draw(st.booleans()) and after is not None:
        told = reflection(900, one.id, "a")
        edits.append(Edit("reflections", told.id, None, told))
    now = before.with_edits(edits)
    kept, anew = now.derived(Aftermaths), Aftermaths.of(now)
    assert kept.count == anew.count == len(anew.by_day(now))
    assert [*kept.by_day(now)] == [*anew.by_day(now)]
