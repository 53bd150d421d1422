"""Drafts: whom they name, how they let people off, and what they never say."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.contact import Contact, Labelled
from crm.domain.messages import templates
from crm.domain.messages.drafts import Draft, Which, check_in_draft, drafts_for, offer_draft
from crm.domain.messages.naming import unnamed
from crm.domain.offer import (
    KINDS,
    ROLES,
    AnswerWord,
    Kind,
    Offer,
    Outcome,
    Reason,
    Side,
    SideKey,
    Worth,
    is_asked,
    with_side,
)
from crm.domain.record import Refusal, changed

DAY = date(2026, 3, 2)

ZOYA = Contact(
    id=1,
    name="Zoya Quartermain",
    given="Zoya",
    family="Quartermain",
    bio="Zoya Quartermain builds kilns. Write to zoya@example.org",
    emails=(Labelled("zoya@example.org", "work"),),
)
XOLANI = Contact(id=2, name="Xolani Vukovic", bio="Xolani teaches glaze chemistry; Vukovic's book is out.")
PEOPLE: dict[SideKey, Contact] = {"a": ZOYA, "b": XOLANI}
BOOK = Book(contacts={1: ZOYA, 2: XOLANI})
OTHER: dict[SideKey, SideKey] = {"a": "b", "b": "a"}


def make(kind: Kind, **fields: object) -> Offer:
    roles = ROLES[kind]
    offer = Offer(
        id=9,
        kind=kind,
        made_on=DAY,
        a=Side(contact=1, role=roles[0], why_told="XOLANI has the glaze you look for", bio_sent=XOLANI.bio),
        b=Side(contact=2, role=roles[1], why_told="Zoya's kilns reach 1300 degrees", bio_sent=ZOYA.bio),
    )
    return changed(offer, **fields)


ANSWERS: tuple[tuple[bool, AnswerWord | None], ...] = (
    (False, None),
    (True, None),
    (True, "yes"),
    (True, "no"),
    (True, "later"),
    (True, "no_reply"),
)


def every_offer() -> Iterator[Offer]:
    """Every kind with every state of its two sides, and what can come after."""
    for kind, (asked_a, a), (asked_b, b) in product(KINDS, ANSWERS, ANSWERS):
        offer = make(kind)
        for key, asked, answer in (("a", asked_a, a), ("b", asked_b, b)):
            fields = {
                "asked_on": DAY if asked else None,
                "answer": answer,
                "answered_on": DAY if answer else None,
            }
            offer = with_side(offer, "a" if key == "a" else "b", **fields)
        yield offer
        yield changed(offer, withdrawn_on=DAY)
        if a == b == "yes":
            yield changed(offer, introduced_on=DAY)
            yield changed(offer, introduced_on=DAY, outcome=Outcome(a=Worth("yes", DAY)))


def every_draft() -> Iterator[tuple[Offer, Which, Draft]]:
    for offer in every_offer():
        for which in drafts_for(offer):
            yield offer, which, offer_draft(BOOK, offer, which)


def text(draft: Draft) -> str:
    return f"{draft.subject}\n{draft.body}"


def test_no_draft_names_the_other_before_the_other_has_said_yes() -> None:
    looked_at = set()
    for offer, which, draft in every_draft():
        if which.side is None:
            assert offer.a.answer == offer.b.answer == "yes"
            continue
        other = PEOPLE[OTHER[which.side]]
        if offer.side(OTHER[which.side]).answer != "yes":
            for name in (*other.name.split(), "zoya@" if other is ZOYA else "xolani@"):
                assert name.casefold() not in text(draft).casefold(), (offer, which)
            looked_at.add((which.purpose, offer.kind, offer.stage))
    assert {purpose for purpose, _, _ in looked_at} == {
        "ask",
        "ask_again",
        "nudge",
        "reply_to_no",
        "note_to_other",
    }
    assert {kind for _, kind, _ in looked_at} == set(KINDS)
    assert {stage for _, _, stage in looked_at} == {"draft", "asking", "closed"}


def test_the_other_is_named_once_they_have_said_yes() -> None:
    offer = with_side(make("connection"), "b", asked_on=DAY, answer="yes", answered_on=DAY)
    draft = offer_draft(BOOK, offer, Which("ask", "a"))
    assert "Xolani Vukovic" in draft.body
    assert "XOLANI has the glaze you look for" in draft.body
    assert draft.hints == ()
    assert draft.to == ("zoya@example.org",)


def test_a_why_and_a_bio_are_sent_without_the_name_and_say_so() -> None:
    draft = offer_draft(BOOK, make("connection"), Which("ask", "b"))
    assert "This person's kilns reach 1300 degrees" in draft.body
    assert "This person builds kilns. Write to this person" in draft.body
    assert "Zoya is not named before they have said yes" in draft.hints
    assert "no mail address of Xolani is written down" in draft.hints


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ["a", "b"])
def test_every_ask_opens_with_the_name_and_closes_with_an_easy_way_out(kind: Kind, key: SideKey) -> None:
    body = offer_draft(BOOK, make(kind), Which("ask", key)).body
    assert body.startswith(f"Hi {PEOPLE[key].first_name},\n")
    ending = body.rsplit("\n\n", 1)[-1]
    assert "no" in ending.replace(",", " ").replace(".", " ").split() or "not" in ending
    assert "\n\n\n" not in body
    assert "$" not in text(offer_draft(BOOK, make(kind), Which("ask", key)))


def test_the_five_parts_are_asked_in_five_different_ways() -> None:
    assert len({body for _, body in templates.ASK.values()}) == 5


def test_a_missing_why_leaves_no_hole_and_is_pointed_at() -> None:
    draft = offer_draft(BOOK, with_side(make("favor"), "a", why_told=""), Which("ask", "a"))
    assert "\n\n\n" not in draft.body
    assert "no why is written for Zoya yet: add one sentence" in draft.hints


def test_a_reply_to_a_no_asks_one_open_question_and_never_pitches_again() -> None:
    for offer, which, draft in every_draft():
        if which.purpose == "reply_to_no":
            assert which.side is not None
            assert draft.body.count("?") == 1
            assert offer.side(which.side).why_told not in draft.body
            assert not any(
                word in draft.body for word in ("kiln", "glaze", "sure?", "reconsider", "change your mind")
            )
            assert draft.body.count("hank") == 1


def test_a_reply_to_someone_busy_asks_when_to_think_of_them_again() -> None:
    offer = with_side(
        make("favor"), "a", asked_on=DAY, answer="no", answered_on=DAY, words="I'm swamped, sorry"
    )
    assert templates.QUESTION_BUSY in offer_draft(BOOK, offer, Which("reply_to_no", "a")).body
    named = with_side(offer, "a", words="Thanks, but no", reasons=(Reason("busy", "said"),))
    assert templates.QUESTION_BUSY in offer_draft(BOOK, named, Which("reply_to_no", "a")).body
    guessed = with_side(named, "a", reasons=(Reason("busy", "guess"),))
    assert templates.QUESTION in offer_draft(BOOK, guessed, Which("reply_to_no", "a")).body


def test_the_note_to_the_other_side_says_timing_and_never_who_declined() -> None:
    seen = 0
    for offer, which, draft in every_draft():
        if which.purpose == "note_to_other":
            assert which.side is not None
            seen += 1
            assert "timing is not right" in draft.body
            words = set(draft.body.casefold().replace(".", " ").split())
            assert not words & {"no", "she", "he", "they", "declined", "refused", "turned", "both", "side"}
            assert ("Thank you for being open" in draft.body) is (offer.side(which.side).answer == "yes")
    assert seen > 10


def test_an_introduction_is_only_written_after_two_yeses_and_names_both() -> None:
    for offer in every_offer():
        has_one = Which("introduction") in drafts_for(offer)
        assert has_one is (offer.stage in ("ready", "introduced"))
        if not has_one:
            with pytest.raises(Refusal, match="introduction"):
                offer_draft(BOOK, offer, Which("introduction"))


@pytest.mark.parametrize(
    ("kind", "lead"), [("connection", "Zoya"), ("referral", "Zoya"), ("favor", "Xolani")]
)
def test_an_introduction_lets_the_one_who_gains_lead_and_keeps_the_whys_apart(kind: Kind, lead: str) -> None:
    offer = make(kind)
    for key in OTHER:
        offer = with_side(offer, key, asked_on=DAY, answer="yes", answered_on=DAY)
    draft = offer_draft(BOOK, offer, Which("introduction"))
    assert f"{lead}, would you suggest a time" in draft.body
    assert ZOYA.name in draft.subject
    assert XOLANI.name in draft.subject
    assert "builds kilns" in draft.body
    assert "teaches glaze chemistry" in draft.body
    assert offer.a.why_told not in draft.body
    assert offer.b.why_told not in draft.body


def test_did_you_meet_names_the_other_and_asks_both_questions() -> None:
    offer = make("connection", introduced_on=DAY)
    for key in OTHER:
        offer = with_side(offer, key, answer="yes", answered_on=DAY)
    assert drafts_for(offer) == (
        Which("did_you_meet", "a"),
        Which("did_you_meet", "b"),
        Which("introduction"),
    )
    assert "Xolani Vukovic" in offer_draft(BOOK, offer, Which("did_you_meet", "a")).body


def test_nobody_is_nudged_twice_or_after_an_answer() -> None:
    for offer, which, _ in every_draft():
        if which.purpose == "nudge":
            assert which.side is not None
            assert offer.side(which.side).answer is None
            assert is_asked(offer, which.side)
            assert offer.is_open
    nudged = with_side(make("favor"), "a", asked_on=DAY, nudged_on=DAY)
    assert Which("nudge", "a") not in drafts_for(nudged)


def test_the_reply_to_a_no_comes_first() -> None:
    offer = with_side(make("favor"), "a", asked_on=DAY, answer="yes", answered_on=DAY)
    offer = with_side(offer, "b", asked_on=DAY, answer="no", answered_on=DAY)
    assert drafts_for(offer) == (Which("reply_to_no", "b"), Which("note_to_other", "a"))


def test_a_check_in_asks_exactly_the_two_questions() -> None:
    draft = check_in_draft(ZOYA, Book())
    assert draft.body.count("?") == 2
    assert "specific people" in draft.body
    assert "too busy" in draft.body
    assert draft.to == ("zoya@example.org",)


def test_a_field_name_that_somebody_typed_stays_as_it_is() -> None:
    offer = with_side(make("connection"), "a", why_told="${other} costs $5 or ${nothing}")
    assert "${other} costs $5 or ${nothing}" in offer_draft(BOOK, offer, Which("ask", "a")).body


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Ben Ortiz", "Ben Ortiz builds sensors.", "This person builds sensors."),
        ("Ben Ortiz", "I thought of ben, whose sensors fit", "I thought of this person, whose sensors fit"),
        ("Ben Ortiz", "It is Ortiz's field. Ben knows it", "It is this person's field. This person knows it"),
        ("Will May", "You will like Will, who may help", "You will like this person, who may help"),
        ("Zoë Brontë", "zoe bronte paints", "This person paints"),
        ("Mies van der Berg", "van with a view of the Berg", "van with a view of the this person"),
        ("陈伟", "我想介绍陈伟给你", "我想介绍this person给你"),
        ("Ann-Marie Kaya", "Marie sings", "This person sings"),
        ("Ben Ortiz", "Benefits for all", "Benefits for all"),
    ],
)
def test_a_name_gives_way_where_it_is_a_name(name: str, text: str, masked: str) -> None:
    assert unnamed(text, Contact(name=name)) == masked


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_keeps_the_whole_name(before: str, after: str) -> None:
    assert "quartermain" not in unnamed(f"{before} Zoya Quartermain {after}", ZOYA).casefold()
