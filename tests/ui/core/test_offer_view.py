"""An offer's page."""

from crm.domain.offer import Offer
from crm.domain.record import Record, changed
from crm.insight.next_offer.ask_first import ask_hints
from crm.insight.thresholds import DEFAULTS
from crm.ui.rows.offer_view import offer_blocks
from crm.ui.rows.story import moments
from tests.builders import DAY, book, contact, offer, reflection, side


def page(made: Offer, *records: Record) -> list[str]:
    """The lines of the page of an offer to Amara and Ben, blanks aside."""
    known = book(contact(1, "Amara Okafor"), contact(2, "Ben Ortiz"), made, *records)
    blocks = offer_blocks(known, made, DAY, DEFAULTS)
    return [" ".join("".join(span.text for span in one.line).split()) for one in blocks]


def test_a_no_that_was_taken_back_is_said_to_be_so() -> None:
    again, put_by = (
        offer(11, side(1, asked=DAY), 2),
        reflection(21, 11, "a", status="skipped", finished_on=DAY),
    )
    assert "◆ Amara Okafor's no: taken back" in page(again, put_by)
    told = moments(book(contact(1), contact(2), again, put_by), 1, DAY)
    assert "a no, taken back" in [one.words for one in told]


def test_silence_is_no_answer_and_who_was_not_asked_was_told_nothing() -> None:
    lines = page(
        offer(
            11,
            side(1, "no_reply", why_told="You both build", bio_sent="Writes ledgers"),
            side(2, why_told="She builds", bio_sent="Rents out boats"),
        )
    )
    assert lines[2:] == [
        *("Amara Okafor · silent", "told “You both build”", "bio sent Writes ledgers", "asked today"),
        *("lapsed today", "", "Ben Ortiz ◇ not asked", "to tell “She builds”", "bio Rents out boats"),
    ]


def test_who_asked_for_a_referral_and_then_says_no_has_said_no() -> None:
    yes = offer(11, side(1, "yes"), 2, "referral", requested_by="a")
    own = changed(yes, a=changed(yes.a, asked_on=None, role="requester"))
    assert "Amara Okafor · requester ✓ asked for it" in page(own)
    assert "Amara Okafor · requester – no" in page(changed(own, a=changed(own.a, answer="no")))


def test_whom_the_page_asks_first_goes_by_the_rules_that_are_set() -> None:
    people = contact(1, "Amara Okafor"), contact(2, "Ben Ortiz")
    yes = [offer(301 + at, side(1, "yes"), side(91)) for at in range(6)]
    no = [offer(311 + at, side(2, "no"), side(92)) for at in range(2)]
    fresh = offer(11, 2, 1, "favor")
    known = book(*people, offer(300, side(1, "no"), side(91), "favor"), *yes, *no, fresh)
    said = {}
    for n in (1, 5):
        rules = changed(DEFAULTS, person_n=n)
        page = "\n".join(
            "".join(span.text for span in one.line) for one in offer_blocks(known, fresh, DAY, rules)
        )
        (said[n],) = ask_hints(known, fresh, rules)
        assert said[n] in page
    assert said[1] != said[5]
