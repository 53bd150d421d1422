"""Makes a big, invented book, the same for the same numbers: ``python -m tests.bench.big_book FILE 10000 50000``.

With ``--wordy`` every no has its reflection and both sides were told why at length: such a book is twice as big.
"""

import argparse
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crm.domain.contact import Contact, Labelled
from crm.domain.offer import KINDS, ROLES, AnswerWord, Offer, Outcome, Reason, Side, Worth
from crm.domain.record import changed
from crm.domain.reflection import MISSING, Effect, Reflection
from crm.storage.change import Change
from crm.storage.patch import to_document
from crm.storage.store import Store

GIVEN = [
    "Amara",
    "Ben",
    "Chen",
    "Dara",
    "Esther",
    "Farah",
    "Goran",
    "Hana",
    "Inês",
    "Jamal",
    "Katarzyna",
    "Lars",
    "Moana",
    "Noor",
    "Óscar",
    "Priya",
    "Quim",
    "Rahel",
    "Sione",
    "Tamar",
    "Uchenna",
    "Vytautas",
    "Wanjirũ",
    "Xóchitl",
    "Yusuf",
    "Zofia",
]
FAMILY = [
    "Okafor",
    "Ortiz",
    "Wei",
    "Levy",
    "Mwangi",
    "Haddad",
    "Šimić",
    "Nováková",
    "Carvalhal",
    "Whitfield",
    "Wójcik",
    "Bjørnstad",
    "Rangi",
    "Meer",
    "Peña",
    "Iyer",
    "Puigdevall",
    "Tesfaye",
    "Fifita",
    "Friedman",
    "Eze",
    "Kazlauskas",
    "Kamau",
    "Hernández",
    "Warsame",
    "Górska",
]
WORK = [
    "Head of Platform",
    "Choir director",
    "Founder",
    "Archivist",
    "Nurse educator",
    "Harbour pilot",
    "Luthier",
    "Angel investor",
]
PLACE = [
    "Lumen",
    "Harbour Trust",
    "North Press",
    "Kite Labs",
    "Delta Clinic",
    "Old Mill",
    "Salt & Stone",
    "Grid Works",
]
TAGS = ["hardware", "climate", "choir", "funders", "clinics", "maps", "film", "schools", "boats", "archives"]
WHY = (
    "You have both spent years on the same stubborn question from two ends, and each of you asked me for "
    "someone to argue it over with, slowly and without slides."
)
NO = (
    "Thanks, but no thanks: the book is due in spring.",
    "Not now, I only meet funders.",
    "I would rather not, sorry.",
)
ANSWERS: tuple[AnswerWord, ...] = ("yes", "no", "later", "no_reply")
TODAY = date(2026, 11, 24)
STAMP = "2026-11-01T08:00:00.000Z"


WAITING = 40
"""Offers of today in which one side said yes and the other has not answered yet."""


def big_book(path: Path, people: int, offers: int, *, wordy: bool = False, seed: int = 7) -> None:
    """Write a book of so many contacts and offers to a new file.

    Args:
        path: the file.
        people: how many contacts.
        offers: how many offers; the last of them are waiting for an answer.
        wordy: with a reflection on most noes, instead of one in ten, and a long why to both sides.
        seed: of the random numbers.
    """
    rng = random.Random(seed)
    first = 1_700_000_000_000 << 12
    contacts = [_contact(rng, first + (number << 12), number) for number in range(people)]
    changes = [Change("contacts", one.id, None, to_document(one)) for one in contacts]
    for number in range(offers):
        pair = [one.id for one in rng.sample(contacts, 2)]
        is_waiting = number >= offers - WAITING
        offer = _offer(
            rng, first + ((people + number) << 12) + 1, pair, WHY if wordy else WHY[:30], is_waiting
        )
        changes.append(Change("offers", offer.id, None, to_document(offer)))
        for key, side in offer.sides():
            if side.answer == "no" and rng.random() < (0.95 if wordy else 0.1):
                one = _reflection(rng, offer, key)
                changes.append(Change("reflections", one.id, None, to_document(one)))
    store = Store.open(path)
    store.commit("a big book", changes).wait()
    store.close()


def _contact(rng: random.Random, number: int, index: int) -> Contact:
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    name = f"{given} {family} {index}"
    return Contact(
        id=number,
        created=STAMP,
        updated=STAMP,
        name=name,
        given=given,
        family=family,
        org=rng.choice(PLACE),
        title=rng.choice(WORK),
        bio="Builds things that outlast winters, and writes about what broke. Looks for people who measure.",
        emails=(Labelled(f"{given.casefold()}.{index}@example.org", "work"),),
        phones=(Labelled(f"+1 555 {index:07d}", "mobile"),),
        tags=tuple(rng.sample(TAGS, rng.randint(0, 3))),
        wants=tuple(rng.sample(TAGS, rng.randint(0, 2))),
        gives=tuple(rng.sample(TAGS, rng.randint(0, 2))),
        how_met="At the harbour conference, over a broken projector.",
        notes="Prefers mornings; dislikes calls. Sister plays the cello.",
    )


def _offer(rng: random.Random, number: int, pair: list[int], why: str, is_waiting: bool) -> Offer:
    kind = rng.choice(KINDS)
    if is_waiting:
        waiting = [
            Side(contact=one, role=role, why_told=why, channel="mail", asked_on=TODAY)
            for one, role in zip(pair, ROLES[kind], strict=True)
        ]
        said = changed(waiting[0], answer="yes", answered_on=TODAY)
        return Offer(id=number, created=STAMP, updated=STAMP, kind=kind, made_on=TODAY, a=said, b=waiting[1])
    made_on = TODAY - timedelta(days=rng.randint(1, 1500))
    sides = [_side(rng, one, made_on, role, why) for one, role in zip(pair, ROLES[kind], strict=True)]
    both = all(side.answer == "yes" for side in sides)
    introduced_on = made_on + timedelta(days=9) if both else None
    told_on = min(TODAY, made_on + timedelta(days=30))
    told = Worth(worth_it=rng.choice(("yes", "unsure")), on=told_on) if both else Worth()
    return Offer(
        id=number,
        created=STAMP,
        updated=STAMP,
        kind=kind,
        made_on=made_on,
        a=sides[0],
        b=sides[1],
        introduced_on=introduced_on if introduced_on and introduced_on <= TODAY else None,
        outcome=Outcome(a=told) if introduced_on and introduced_on <= TODAY else Outcome(),
    )


def _side(rng: random.Random, contact: int, made_on: date, role: Any, why: str) -> Side:
    is_recent = made_on >= TODAY - timedelta(days=90)  # before that, every later has been followed up
    answer = rng.choices(ANSWERS, (55, 30, 5 if is_recent else 0, 10))[0]
    answered_on = min(TODAY, made_on + timedelta(days=rng.randint(0, 8)))
    said_no = answer == "no"
    return Side(
        contact=contact,
        role=role,
        why_told=why,
        channel="mail",
        asked_on=made_on,
        answer=answer,
        answered_on=answered_on,
        words=rng.choice(NO) if said_no else "",
        reasons=(Reason("busy", "said"),) if said_no and rng.random() < 0.6 else (),
        revisit_on=answered_on + timedelta(days=40) if answer == "later" else None,
    )


def _reflection(rng: random.Random, offer: Offer, key: Any) -> Reflection:
    missing = rng.choice(MISSING)
    carried = rng.random() < 0.02
    return Reflection(
        id=offer.id + (1 if key == "a" else 2),
        created=STAMP,
        updated=STAMP,
        offer=offer.id,
        side=key,
        status="done",
        step=5,
        started_on=offer.made_on,
        finished_on=offer.made_on,
        clear="partly",
        missing=(missing,),
        kind_true=offer.kind,
        learned_decliner="Reads mail on Fridays.",
        effects=(Effect("lesson", missing),) if carried else (),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("people", type=int)
    parser.add_argument("offers", type=int)
    parser.add_argument("--wordy", action="store_true")
    given = parser.parse_args()
    big_book(given.file, given.people, given.offers, wordy=given.wordy)
