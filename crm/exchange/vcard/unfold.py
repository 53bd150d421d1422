"""A card's physical lines into properties: folded lines joined, and wrapped ones that were never folded properly.

A line that continues the one before begins with a blank (RFC 2425, RFC 6350; in 2.1 that blank belongs to the
text), or follows a soft line break (``=`` at the end of a quoted-printable line). Real files add base64 without
blanks, and notes that a mail program wrapped.
"""

import re
from collections.abc import Iterator, Sequence

from crm.domain.record import changed
from crm.exchange.vcard.cards import Card
from crm.exchange.vcard.prop import NO_PARAMS, Prop, parsed

_VERSION = re.compile(rb"VERSION\s*:\s*(\d\.\d)\s*", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{2,}={0,2}")
_BLANKS = (b" ", b"\t")
_PROSE = frozenset({"NOTE", "ADR", "LABEL"})
_COMMENT = b"#"


def version_of(lines: Sequence[bytes], card: Card) -> str:
    """The card's version, wherever in it it stands; "" when it says none."""
    for start, end in card.stretches():
        for line in lines[start:end]:
            if line[:1] in b"Vv" and (match := _VERSION.fullmatch(line)):
                return match[1].decode()
    return ""


class Unfolded:
    """The properties of one card, and the lines of it that are none."""

    def __init__(self, lines: Sequence[bytes], card: Card, version: str) -> None:
        self.props: list[Prop] = []
        self.unread: list[tuple[int, bytes, str]] = []
        self._rest: list[bytes] = []
        self._last_blank = False
        for line, content in _contents(lines, card, old=version == "2.1"):
            self._add(line, content)
        self._finish()
        for start, end in card.agents:
            self.props.append(Prop("", "AGENT", "AGENT", NO_PARAMS, _escaped(lines[start:end]), start + 1))

    def _add(self, line: int, content: bytes) -> None:
        if not content:
            self._last_blank = True
            return
        prop = parsed(content, line)
        after_blank, self._last_blank = self._last_blank, False
        if prop is not None:
            self._finish()
            self.props.append(prop)
        elif not after_blank and self.props and _continues(self.props[-1], content):
            self._rest.append(content.strip())
            if self.props[-1].params.encoding != "base64":
                self.unread.append((line, content, self.props[-1].name))
        else:
            self.unread.append((line, content, ""))

    def _finish(self) -> None:
        """Put the lines that continue the last property without being indented into its value."""
        if self._rest:
            last = self.props[-1]
            between = b"" if last.params.encoding == "base64" else b" "
            joined = between.join((last.raw, *self._rest))
            self.props[-1] = changed(last, raw=joined)
            self._rest = []


def _continues(prop: Prop, content: bytes) -> bool:
    """Whether a line that is no property can be the rest of the one before it."""
    if prop.params.encoding == "base64":
        return _BASE64.fullmatch(content.strip()) is not None
    return prop.name in _PROSE and not prop.params.encoding and not content.startswith(_COMMENT)


def _contents(lines: Sequence[bytes], card: Card, *, old: bool) -> Iterator[tuple[int, bytes]]:
    """Unfolded lines with the number of their first physical line; an empty line stays one.

    Soft line breaks stay in the value for the quoted-printable decoder to take out.
    """
    for start, end in card.stretches():
        first, parts, soft = start + 1, list[bytes](), False
        for number, line in enumerate(lines[start:end], start + 1):
            if soft and line:
                parts.append(b"\n" + line)
            elif parts and line.startswith(_BLANKS):
                parts.append(line if old and not _in_base64(parts[0]) else line[1:])
            else:
                if parts:
                    yield first, b"".join(parts)
                first, parts = number, [line]
            soft = line.endswith(b"=") and _in_quoted_printable(parts[0])
        if parts:
            yield first, b"".join(parts)


def _in_quoted_printable(first: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in first.partition(b":")[0].upper()


def _in_base64(first: bytes) -> bool:
    head = first.partition(b":")[0].upper()
    return b"BASE64" in head or b"ENCODING=B" in head


def _escaped(lines: Sequence[bytes]) -> bytes:
    """The lines of a card inside a property as one value (RFC 2426, section 3.6.3 on AGENT)."""
    text = b"\n".join(lines).partition(b":")[2].lstrip()
    return text.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b",", b"\\,").replace(b";", b"\\;")
