"""Who may be named to whom. A draft to one side does not name the other before the other has said yes."""

import re

from crm.domain.contact import Contact
from crm.domain.finding.folding import fold
from crm.domain.offer import Offer, SideKey

ANONYMOUS = "someone I know"
"""What the other is called while they may not be named."""

_STAND_IN = "this person"
_MARK = "\x00"
_WORD = re.compile(r"[^\W_]+(?:[-][^\W_]+)*")
_EMAIL = re.compile(r"[^\s<>,;]+@[^\s<>,;]+")

_ALSO = (
    "a an art august april bill can chance day dawn do faith fan frank grace hope i in jack joy june king long love "
    "mark max may no on page pat rich rose so song sue sun to will win young you"
)
_ALSO_WORDS = frozenset(_ALSO.split())
"""Words of the language that are names too."""


def may_name(offer: Offer, to: SideKey) -> bool:
    """Whether a draft to side ``to`` may name the other: only once the other has said yes themselves."""
    other = offer.b if to == "a" else offer.a
    return other.answer == "yes"


def unnamed(text: str, contact: Contact) -> str:
    """A text in which a person is not named: their names, and any mail address, give way to "this person".

    Names that are also words ("Will", "An") go only where they are written as in the name.
    """
    marked = _EMAIL.sub(_MARK, text)
    if contact.name.strip():
        marked = re.sub(re.escape(contact.name.strip()), _MARK, marked, flags=re.IGNORECASE)
    parts = _parts(contact)
    marked = _WORD.sub(lambda word: _MARK if _is_named(word.group(), parts) else word.group(), marked)
    marked = re.sub(rf"{_MARK}(?:[\s.]*{_MARK})*", _MARK, marked)
    marked = re.sub(
        rf"(^|[.!?]\s+|\n\s*){_MARK}", lambda found: found.group(1) + _STAND_IN.capitalize(), marked
    )
    return marked.replace(_MARK, _STAND_IN)


def _parts(contact: Contact) -> frozenset[str]:
    """The words of a name; particles such as "van" and "de", written small, give nobody away."""
    names = _WORD.findall(f"{contact.name} {contact.given} {contact.family}")
    words = {*names, *(piece for name in names for piece in name.split("-"))}
    return frozenset(word for word in words if not word.islower() or contact.name.islower())


def _is_named(word: str, parts: frozenset[str]) -> bool:
    pieces = {word, *word.split("-")}
    if pieces & parts:
        return True
    folded = {fold(part) for part in parts} - _ALSO_WORDS
    return any(fold(piece) in folded for piece in pieces)
