"""Verbs on contacts who may be one person: make one of two, or note that they are two."""

from collections.abc import Iterator

from crm.domain.book import Edit
from crm.domain.contact import Contact, Note
from crm.domain.dismissal import Dismissal
from crm.domain.offer import Offer, with_side
from crm.domain.record import Refusal, changed
from crm.exchange.matching.merging import Aside, left_aside, merged
from crm.insight.duplicates import pair_key, pair_of
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made

_OF_CONTACTS = ("person", "remember")
"""Sorts of findings and lines that are named after a contact."""

_LONGEST = 300
"""Characters of a value that is left aside which the note about it shows."""

_WORDS = {"how_met": "how you met", "org": "organisation", "extra": "detail"}


def merge(scene: Scene, action: actions.MergeContacts) -> Plan:
    """One contact of two. Offers, lenses, check-ins and notes follow the one that stays, reflections with their offer.

    Nothing of the other is lost: where it came from is kept, so that the next import finds it again, and values that
    had no place stand in a note. An offer between the two goes if nobody was asked yet.

    Raises:
        Refusal: for one and the same contact, or when the two have been offered to each other and one was asked or
            said no.
    """
    book = scene.book
    keep, gone = book.contact(action.keep), book.contact(action.merge)
    if keep.id == gone.id:
        raise Refusal(f"these are one contact already: {keep.name}")
    after = merged(keep, gone, action.fields)
    between = list(_between(scene, keep, gone))
    if after.introduced_by in {offer.id for offer in between}:
        after = changed(after, introduced_by=None)
    moved = [*_offers(scene, keep, gone, between), *_belongings(scene, keep, gone)]
    note = _note(scene, keep, gone, left_aside(keep, gone, after), action)
    edits = (
        *edited("contacts", keep, after),
        Edit("contacts", gone.id, gone, None),
        *(Edit("offers", offer.id, offer, None) for offer in between),
        *_came_by(scene, keep, gone, between),
        *moved,
        *_dismissals(scene, keep, gone),
        *((made("notes", note),) if note else ()),
    )
    what = (
        f"merged {gone.name} into {after.name}"
        if gone.name != after.name
        else f"made one of two: {after.name}"
    )
    told = {"merged": gone.id, "followed": len(moved), "note": note.id if note else None}
    return Plan(what, edits, keep.id, told, {gone.id: keep.id})


def _between(scene: Scene, keep: Contact, gone: Contact) -> Iterator[Offer]:
    """The offers of the two to each other: drafts that nobody has heard of."""
    for offer in scene.book.offers_of(gone.id):
        if keep.id not in offer.pair:
            continue
        was_heard_of = any(side.asked_on or side.answer for _, side in offer.sides())
        if offer.introduced_on or was_heard_of or any(scene.book.reflections_of(offer.id)):
            raise Refusal(
                "these two are the sides of an offer of {on}, and one of them was asked: they cannot be one person",
                on=offer.made_on,
            )
        yield offer


def _came_by(scene: Scene, keep: Contact, gone: Contact, between: list[Offer]) -> Iterator[Edit]:
    """Others who were said to have been met through an offer that goes."""
    went = {offer.id for offer in between}
    for one in scene.book.contacts.values() if went else ():
        if one.introduced_by in went and one.id not in (keep.id, gone.id):
            yield from edited("contacts", one, changed(one, introduced_by=None))


def _offers(scene: Scene, keep: Contact, gone: Contact, between: list[Offer]) -> Iterator[Edit]:
    for offer in scene.book.offers_of(gone.id):
        key = offer.side_of(gone.id)
        if key is not None and offer not in between:
            yield from edited("offers", offer, with_side(offer, key, contact=keep.id))


def _belongings(scene: Scene, keep: Contact, gone: Contact) -> Iterator[Edit]:
    """Lenses, check-ins and notes. Of the lenses in force that set last stays so, as ever with one person."""
    book = scene.book
    in_force = [lens for one in (keep, gone) for lens in book.lenses_of(one.id) if lens.holds_on(scene.today)]
    last = max((lens.id for lens in in_force), default=0)
    for one in (keep, gone):
        for lens in book.lenses_of(one.id):
            ended = scene.today if lens in in_force and lens.id != last else lens.ended_on
            yield from edited("lenses", lens, changed(lens, contact=keep.id, ended_on=ended))
    for checkin in book.checkins_of(gone.id):
        yield from edited("checkins", checkin, changed(checkin, contact=keep.id))
    for note in book.notes_of(gone.id):
        yield from edited("notes", note, changed(note, contact=keep.id))


def _dismissals(scene: Scene, keep: Contact, gone: Contact) -> Iterator[Edit]:
    """What was put by of the one that goes is put by of the one that stays, as is whom they were noted not to be."""
    known = {one.insight for one in scene.book.dismissals.values()}
    for one in scene.book.dismissals.values():
        key = _renamed(one.insight, keep.id, gone.id)
        if key != one.insight:
            after = None if not key or key in known else changed(one, insight=key)
            yield Edit("dismissals", one.id, one, after)


def _renamed(insight: str, keep: int, gone: int) -> str:
    """The name of what was put by once one contact stands for two; "" where nothing is left of it."""
    pair = pair_of(insight)
    if pair is not None and gone in pair:
        other = next(contact for contact in pair if contact != gone)
        return "" if other == keep else pair_key(keep, other)
    sort, *rest = insight.split("/")
    if sort in _OF_CONTACTS and rest[:1] == [str(gone)]:
        return "/".join((sort, str(keep), *rest[1:]))
    return insight


def _note(
    scene: Scene, keep: Contact, gone: Contact, aside: tuple[Aside, ...], action: actions.MergeContacts
) -> Note | None:
    """What had no place in the one contact, as a note about it."""
    if not aside:
        return None
    lines = [f"{_WORDS.get(one.field, one.field)}: {_shown(one.text)}" for one in aside]
    text = "\n".join((f"Merged with {gone.name}. Left aside:", *lines))
    return Note(id=scene.new_id("notes"), contact=keep.id, on=action.on or scene.today, text=text)


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def dismiss(scene: Scene, action: actions.DismissDuplicate) -> Plan:
    """It is noted for good that two contacts are two people, or no longer.

    Raises:
        Refusal: for one and the same contact, or when it is so already.
    """
    a, b = scene.book.contact(action.a), scene.book.contact(action.b)
    if a.id == b.id:
        raise Refusal(f"both are {a.name}")
    key = pair_key(a.id, b.id)
    held = [one for one in scene.book.dismissals.values() if one.insight == key]
    if bool(held) == action.dismissed:
        raise Refusal(
            f"{a.name} and {b.name} {'are noted as two people already' if held else 'are not noted as two people'}"
        )
    if held:
        gone = tuple(Edit("dismissals", one.id, one, None) for one in held)
        return Plan(f"{a.name} and {b.name} may be one person", gone, held[0].id)
    fresh = Dismissal(id=scene.new_id("dismissals"), insight=key, n=0, on=action.on or scene.today)
    return Plan(f"noted that {a.name} and {b.name} are two people", (made("dismissals", fresh),), fresh.id)
