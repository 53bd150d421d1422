"""What to call the two people of an offer where there is little room: whole names first, then less of them."""

from itertools import product
from unicodedata import normalize

from rich.cells import cell_len

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.ui.widgets.line import share
from crm.ui.widgets.plain import plain


def pair(book: Book, one: int, other: int, room: int) -> tuple[str, str]:
    """The names of two people in at most ``room`` cells together.

    Either is whole, or the first name with an initial, or the first name where that tells the two apart: as much of
    both as fits, and cropped only where not even that does.
    """
    ours, theirs = _forms(book, one), _forms(book, other)
    if ours[-1].casefold() == theirs[-1].casefold():
        ours, theirs = ours[:2], theirs[:2]
    fitting = [
        (at + by, max(at, by), -size, a, b)
        for (at, a), (by, b) in product(enumerate(ours), enumerate(theirs))
        if (size := cell_len(a) + cell_len(b)) <= room
    ]
    return min(fitting)[3:] if fitting else share(ours[-1], theirs[-1], room)


def _forms(book: Book, contact: int) -> tuple[str, ...]:
    """A name, and the shorter ways to say it."""
    name = plain(book.name(contact))
    known = book.contacts.get(contact)
    first = plain(known.first_name) if known is not None else name
    if known is None or first[:1].upper() == first[:1].lower():
        return (name,)  # a script without capitals has no initials either
    initial = _initial(known)
    return (name, f"{first} {initial}.", first) if initial else (name, first)


def _initial(known: Contact) -> str:
    """The letter that the last word of the rest of a name begins with, of those with a capital."""
    rest = known.family or known.name.removeprefix(known.first_name)
    capitals = [word for word in normalize("NFC", plain(rest)).split() if word[0].isupper()]
    return capitals[-1][0] if capitals else ""
