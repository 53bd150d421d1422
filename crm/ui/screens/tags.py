"""Tags of one or more contacts: those they have, and those the book knows."""

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from crm.domain.record import Refusal
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.dialog import Dialog, Row
from crm.ui.widgets.choice import MultiChoice, options
from crm.ui.widgets.list_input import ValuesInput

OFFERED = 24
"""Tags that are offered to choose from: those of the contacts first, then the most used ones."""


class TagsDialog(Dialog[Outcome]):
    """Chosen tags are on all of these contacts afterwards; tags taken away are on none of them."""

    ENTER_SAVES: ClassVar[bool] = True

    def __init__(self, session: Session, contacts: Iterable[int]) -> None:
        super().__init__()
        self.session = session
        self.contacts = tuple(session.book.contact(contact) for contact in contacts)
        held = Counter(tag for contact in self.contacts for tag in contact.tags)
        self.on_all = tuple(tag for tag, count in held.items() if count == len(self.contacts))
        self.offered = _offered(session, held)

    def heading(self) -> str:
        who = self.contacts[0].name if len(self.contacts) == 1 else f"{len(self.contacts)} contacts"
        return f"Tags of {who}"

    def draft_key(self) -> str:
        return "tags/" + "/".join(str(contact.id) for contact in self.contacts)

    def body(self) -> Iterable[Widget]:
        yield Row("New", ValuesInput(placeholder="climate, berlin", id="new"))
        if self.offered:
            yield Row("In the book", MultiChoice(options(self.offered), self.on_all, id="tags"))

    def save(self) -> Outcome:
        chosen = next((field.values for field in self.query("#tags").results(MultiChoice)), ())
        new = self.query_one("#new", ValuesInput).values
        add = tuple(dict.fromkeys((*(tag for tag in chosen if tag not in self.on_all), *new)))
        remove = tuple(tag for tag in self.on_all if tag not in chosen)
        if not add and not remove:
            raise Refusal("nothing has changed: choose a tag, or type a new one")
        ids = tuple(contact.id for contact in self.contacts)
        return self.session.do(actions.TagContacts(contacts=ids, add=add, remove=remove))


def _offered(session: Session, held: Counter[str]) -> tuple[str, ...]:
    known = Counter(tag for contact in session.book.contacts.values() for tag in contact.tags)
    first = [*held, *(tag for tag, _ in known.most_common(OFFERED + len(held)))]
    return tuple(dict.fromkeys(first))[: max(OFFERED, len(held))]
