"""What an empty pane says: always the next key."""

from crm.domain.book import Book
from crm.ui.commands import command
from crm.ui.keys import Keys
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain


def key(name: str, words: str) -> Block:
    """A key and what it does."""
    return Block((Span(f" {name:<3}", "accent"), Span(words)), indent=4)


def _to(keys: Keys, name: str, words: str) -> Block:
    return key(keys.shown(command(name)), words)


def nobody(keys: Keys) -> Blocks:
    """What the contacts pane says while there is nobody."""
    return Blocks(
        (
            text(" Everyone", "strong", indent=0),
            text(),
            text("Nobody here yet.", "muted"),
            text(),
            _to(keys, "add_contact", "add someone you know"),
            _to(keys, "import", "import them from your phone, LinkedIn or mail"),
        )
    )


def no_offers(book: Book, contact: int | None, keys: Keys) -> Blocks:
    """What the offers pane says while there is no offer to show."""
    person = book.contacts.get(contact) if contact is not None else None
    if person is not None:
        return Blocks(
            (
                text(),
                text(f"Nothing offered to {plain(person.first_name)} yet.", "muted"),
                text(),
                _offer(keys),
            )
        )
    if not book.contacts:
        return Blocks(
            (
                text(),
                text("What you offer to whom will stand here, and what each of the two answered.", "muted"),
                text(),
                _to(keys, "new_offer", "offer an introduction; people can be added on the spot"),
            )
        )
    return Blocks(
        (
            text(),
            text("No offers yet. Think of two people who would both be glad to have met.", "muted"),
            text(),
            _to(keys, "new_offer", "offer to introduce them"),
        )
    )


def _offer(keys: Keys) -> Block:
    return _to(keys, "new_offer", "make an offer")


def no_insight(book: Book, keys: Keys) -> Blocks:
    """What the insight pane says in a new book: what it will be good for."""
    blocks = [
        text(),
        text("What the answers teach will stand here.", "muted"),
        text(),
        text(
            "Every no gets four short questions: was I clear, which kind was it, are they focused on something, "
            "and how often have they turned me down? What you learn goes into the next offer.",
            "muted",
        ),
        text(),
    ]
    return Blocks((*blocks, _offer(keys) if book.contacts else _to(keys, "help", "all keys")))
