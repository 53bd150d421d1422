"""Going through the people who came by import: who is to be looked at, who has been, and where to go on.

It is remembered in the state folder, by book: nothing of it belongs into the book itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.session.session import Session
from crm.storage.remembered import name_for, recall, remember


@dataclass(frozen=True)
class Triage:
    """The people to go through, in their order; those who have been seen; and the one who is looked at."""

    queue: tuple[int, ...] = ()
    seen: frozenset[int] = frozenset()
    at: int = 0

    @property
    def left(self) -> int:
        """How many are still to be seen."""
        return sum(one not in self.seen for one in self.queue)

    @property
    def is_done(self) -> bool:
        return self.left == 0

    def within(self, book: Book) -> Self:
        """Without those who have been merged into others; the queue closes where they were."""
        queue = tuple(one for one in self.queue if one in book.contacts)
        at = self.at
        if queue and at not in queue:
            after = (one for one in self.queue[self._place(at) :] if one in queue)
            at = next(after, queue[-1])
        return replace(self, queue=queue, at=at)

    def _place(self, contact: int) -> int:
        return self.queue.index(contact) if contact in self.queue else 0

    def moved(self, to: int) -> Self:
        """Looking at somebody else: the one who was looked at has been seen."""
        return replace(self, seen=self.seen | {self.at}, at=to) if to != self.at else self

    def looked_at(self, contacts: Iterable[int]) -> Self:
        """Some more have been seen."""
        return replace(self, seen=self.seen | frozenset(contacts))


def begun(queue: Sequence[int], seen: Iterable[int] = ()) -> Triage:
    """Begin with the first who has not been seen."""
    known = frozenset(seen)
    first = next((one for one in queue if one not in known), queue[0] if queue else 0)
    return Triage(tuple(queue), known, first)


def resumed(session: Session) -> Triage:
    """Where to go on: the queue that was left, else everyone who came by import and has never been looked at."""
    left, book = _left(session), session.book
    if not left.is_done:
        return left
    return begun(tuple(one.id for one in book.contacts.values() if _is_new(book, one, left.seen)), left.seen)


def _left(session: Session) -> Triage:
    """The queue as it was left."""
    held = recall(_name(session))
    queue, seen, at = _numbers(held.get("queue")), _numbers(held.get("seen")), held.get("at")
    left = begun(tuple(one for one in queue if one in session.book.contacts), seen)
    return replace(left, at=at) if isinstance(at, int) and at in left.queue else left


def _is_new(book: Book, contact: Contact, seen: frozenset[int]) -> bool:
    """Whether somebody came out of a file and nothing has been made of them yet."""
    is_untouched = not (contact.tags or contact.is_archived or book.offers_by_contact.get(contact.id))
    return bool(contact.sources) and is_untouched and contact.id not in seen


def wanted(session: Session, added: Iterable[int]) -> Triage:
    """Put those who have just come by import before what was left, and remember it."""
    fresh = tuple(added)
    held = _left(session)
    rest = tuple(one for one in held.queue if one not in held.seen and one not in fresh)
    triage = begun((*fresh, *rest), held.seen - frozenset(fresh))
    keep(session, triage)
    return triage


def keep(session: Session, triage: Triage) -> None:
    """Remember where somebody stopped."""
    there = session.book.contacts
    remember(
        _name(session),
        {"queue": list(triage.queue), "seen": sorted(triage.seen & there.keys()), "at": triage.at},
    )


def _name(session: Session) -> str:
    return name_for("triage", str(session.path))


def _numbers(found: object) -> tuple[int, ...]:
    return tuple(one for one in found if isinstance(one, int)) if isinstance(found, list) else ()
