"""An address book of vCards, read card by card: a bad line costs that line, a bad card that card."""

from collections.abc import Sequence

from crm.exchange.person import Faults, Person, Reading
from crm.exchange.progress import Tell, quiet, watched
from crm.exchange.text import (
    FOREIGN,
    NOT_UTF8,
    clean,
    decoded,
    foreign_line,
    has_control,
    in_utf8,
    mixes_utf8,
    one_line,
    physical_lines,
)
from crm.exchange.vcard.cards import Card, split
from crm.exchange.vcard.draft import Draft
from crm.exchange.vcard.takers import drafted
from crm.exchange.vcard.unfold import Unfolded, version_of
from crm.exchange.vcard.values import Values

_SHOWN = 60
"""Characters of an unreadable line that a fault shows."""

UNCLOSED = "the card has no END:VCARD"
"""How the fault of a card begins that breaks off."""


def read_vcards(raw: bytes, file: str, tell: Tell = quiet) -> Reading:
    """Read a file of vCards. ``file`` is its name, for faults.

    Text that is not Unicode and does not say what it is, is taken for Windows-1252; that is a fault only where the
    rest of the file is UTF-8.
    """
    reader = _Reader(raw, file)
    reader.read(tell)
    return Reading(
        file=file,
        format="vcard",
        encoding=reader.encoding,
        people=tuple(reader.people),
        faults=reader.faults.in_order(),
        skipped=reader.skipped,
    )


class _Reader:
    """Reads the cards of one file."""

    def __init__(self, raw: bytes, file: str) -> None:
        data, self.encoding = in_utf8(raw)
        self.lines: Sequence[bytes] = physical_lines(data)
        self.faults = Faults(file)
        self.careful = has_control(data)
        self.people: list[Person] = []
        self.skipped = 0
        self._unsure: list[tuple[int, str, int, str]] = []

    def read(self, tell: Tell) -> None:
        """Read every card, in order."""
        found = split(self.lines)
        for index in found.strays:
            self.faults.add(index + 1, f"outside of any card: {_shown(self.lines[index])}")
        for record, card in enumerate(watched(found.cards, tell), 1):
            self._card(card, record)
        self._tell_encodings()

    def _card(self, card: Card, record: int) -> None:
        version = version_of(self.lines, card)
        unfolded = Unfolded(self.lines, card, version)
        values = Values(old=version == "2.1", careful=self.careful)
        draft = drafted(unfolded.props, values)
        name = "" if draft.is_empty else draft.display_name
        for line, content, joined in unfolded.unread:
            rest = f"not indented, read as the rest of {joined}" if joined else "no property, passed over"
            values.wrong.append((line, f"{rest}: {_shown(content)}"))
        values.wrong += self._about(card, draft)
        for line, what in dict.fromkeys(values.wrong):
            self.faults.add(line, what, record=record, name=name)
        self._unsure += [(line, what, record, name) for line, what in dict.fromkeys(values.unsure)]
        if draft.is_empty or draft.is_group:
            self.skipped += 1
        else:
            self.people.append(draft.person(card.start + 1, record))

    def _about(self, card: Card, draft: Draft) -> list[tuple[int, str]]:
        """What is to be said about a card as a whole."""
        line = card.start + 1
        said = []
        if not card.closed:
            said.append((line, f"{UNCLOSED}; what there is of it was read"))
        elif card.is_inside:
            said.append((line, "a card inside of another, read as a card of its own"))
        if draft.is_group:
            said.append((line, "a group of people and not a person: skipped"))
        elif draft.is_empty:
            said.append((line, "the card holds nothing: skipped"))
        return said

    def _tell_encodings(self) -> None:
        """Say which lines were in another encoding, unless the whole file is in that one."""
        if not self._unsure:
            return
        whole = self.encoding == "UTF-8" and not mixes_utf8(self.lines)
        western = f": {NOT_UTF8}, read as Windows-1252"
        if whole and any(what.endswith(western) for _, what, _, _ in self._unsure):
            self.encoding = "Windows-1252"
            foreign = foreign_line(self.lines)
            if foreign:
                self.faults.add(foreign, FOREIGN)
        for line, what, record, name in self._unsure:
            if not (whole and what.endswith(western)):
                self.faults.add(line, what, record=record, name=name)


def _shown(content: bytes) -> str:
    text = one_line(clean(decoded(content)[0]))
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
