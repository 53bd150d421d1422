"""An offer's page."""

from crm.domain.record import changed
from crm.insight.next_offer.ask_first import ask_hints
from crm.insight.thresholds import DEFAULTS
from crm.ui.rows.offer_view import offer_blocks
from tests.builders import DAY, book, contact, offer, side


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
