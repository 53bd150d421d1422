"""Templates of one's own: the naming rule and the easy way out hold for them as for those of the program."""

import pytest

from crm.domain.book import Book
from crm.domain.messages import templates
from crm.domain.messages.drafts import check_in_draft, drafts_for, offer_draft
from crm.domain.messages.templates import BUILT_IN, NAMES, WAY_OUT, fields_of, template_name
from crm.domain.own_template import OwnTemplate, checked
from tests.domain.test_messages import BOOK, OTHER, PEOPLE, ZOYA, every_offer

TALKATIVE = {
    name: OwnTemplate(
        id=at, name=name, subject="$first", body="|".join(f"${{{field}}}" for field in fields_of(name))
    )
    for at, name in enumerate(NAMES, start=1)
}
"""For each draft, a template that uses every field there is."""

OWN_BOOK = Book(contacts=BOOK.contacts, templates={one.id: one for one in TALKATIVE.values()})


def test_a_template_that_says_all_it_may_still_names_nobody_before_their_yes() -> None:
    looked_at = set()
    for offer in every_offer():
        for which in drafts_for(offer):
            if which.side is None or offer.side(OTHER[which.side]).answer == "yes":
                continue
            draft = offer_draft(OWN_BOOK, offer, which)
            for name in PEOPLE[OTHER[which.side]].name.split():
                assert name.casefold() not in f"{draft.subject}{draft.body}".casefold(), which
            looked_at.add(template_name(which.purpose, offer.side(which.side).role))
    assert looked_at == set(NAMES) - {"introduction", "did_you_meet", "check_in"}


def test_every_ask_of_ones_own_lets_the_other_person_off() -> None:
    curt = {
        at: OwnTemplate(id=at, name=name, subject="x", body="Meet them.") for at, name in enumerate(WAY_OUT)
    }
    book = Book(contacts=BOOK.contacts, templates=curt)
    seen = set()
    for offer in every_offer():
        for which in drafts_for(offer):
            name = template_name(which.purpose, offer.side(which.side).role) if which.side else ""
            if name in WAY_OUT:
                seen.add(name)
                assert offer_draft(book, offer, which).body == f"Meet them.\n\n{WAY_OUT[name]}"
    assert seen == set(WAY_OUT)


def test_an_ask_says_its_way_out_where_it_wants_to_and_not_twice() -> None:
    own = OwnTemplate(id=1, name="nudge", subject="x", body="${way_out}\n\nBest")
    book = Book(contacts=BOOK.contacts, templates={1: own})
    drafts = [
        offer_draft(book, offer, which)
        for offer in every_offer()
        for which in drafts_for(offer)
        if which.purpose == "nudge"
    ]
    assert drafts
    assert {draft.body for draft in drafts} == {f"{WAY_OUT['nudge']}\n\nBest"}


def test_the_two_questions_in_ones_own_words() -> None:
    assert check_in_draft(ZOYA, OWN_BOOK).body == "Zoya"
    assert check_in_draft(ZOYA, BOOK).body != "Zoya"


@pytest.mark.parametrize("name", NAMES)
def test_the_programs_own_templates_keep_the_rules_for_ones_own(name: str) -> None:
    assert checked(name, *BUILT_IN[name]) == BUILT_IN[name]
    assert set(fields_of(name)) <= set(templates.FIELDS)
    assert ("${way_out}" in BUILT_IN[name][1]) is (name in WAY_OUT)
