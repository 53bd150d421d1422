"""One contact while an import is planned."""

from dataclasses import dataclass

from crm.domain.contact import Contact
from crm.exchange.matching.outcome import Outcome
from crm.exchange.person import Person


@dataclass
class Slot:
    """One contact while the plan is made: as it is in the book (None if it is new), and as it will be."""

    before: Contact | None
    contact: Contact
    line: int = 0

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before is not self.contact


def outcome_of(slot: Slot, person: Person, gained: tuple[str, ...]) -> Outcome:
    """The fate of a person who is known: a contact counts as updated once, however many records it gains from."""
    what = "; ".join(gained)
    if slot.before is not None and gained and not slot.is_changed:
        return Outcome(person.name, person.line, "updated", what)
    if slot.line:
        what = f"joined with {slot.contact.name}, line {slot.line}" + (f": {what}" if what else "")
    return Outcome(person.name, person.line, "same", what)
