"""Values of properties as text: decoded, split into their parts, unescaped; and back to how vCard 3.0 writes them."""

import binascii
import re
from collections.abc import Iterator

from crm.exchange.text import clean, decoded
from crm.exchange.vcard.prop import Prop

_ESCAPED = re.compile(r"\\([\\,;:nN\"'])")
_SEMICOLONS = re.compile(r"(?:[^\\;]|\\.)*", re.DOTALL)
_COMMAS = re.compile(r"(?:[^\\,]|\\.)*", re.DOTALL)
_OLD_SEMICOLON = re.compile(r"(?<!\\);")
_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]*={0,2}\s*")


class Values:
    """Reads the values of one card's properties.

    ``old`` is for vCard 2.1, where a backslash escapes nothing but a semicolon. ``careful`` is for files with
    control characters in them. ``wrong`` collects what could not be read as it stands, with its line; ``unsure``
    the text that was not in the encoding that it should have been in.
    """

    def __init__(self, *, old: bool, careful: bool) -> None:
        self.old = old
        self.careful = careful
        self.wrong: list[tuple[int, str]] = []
        self.unsure: list[tuple[int, str]] = []

    def tell(self, prop: Prop, what: str) -> None:
        """Note that something is wrong with a property."""
        self.wrong.append((prop.line, f"{prop.name}: {what}"))

    def written(self, prop: Prop) -> str:
        """The value decoded, but with its escapes."""
        return self._text(prop, prop.raw)

    def text(self, prop: Prop) -> str:
        """The value of a property that holds one text."""
        return self._unescaped(self.written(prop)).strip()

    def parts(self, prop: Prop) -> list[str]:
        """The components of a structured value such as N, ORG or ADR."""
        if prop.params.encoding == "qp":
            pieces = [self._text(prop, piece) for piece in prop.raw.split(b";")]
            if len(pieces) == 1 and prop.name in ("N", "ADR"):
                pieces = self._split(pieces[0])
            else:
                pieces = _rejoined(pieces)
        else:
            pieces = self._split(self.written(prop))
        return [self._unescaped(piece).strip() for piece in pieces]

    def listed(self, prop: Prop) -> list[str]:
        """The members of a value that is a list, such as CATEGORIES."""
        written = self.written(prop)
        pieces = written.split(",") if self.old or "\\" not in written else _pieces(_COMMAS, written)
        return [text for piece in pieces if (text := self._unescaped(piece).strip())]

    def line(self, prop: Prop) -> str:
        """The property as one line of vCard 3.0 or 4.0: its value as it is, the encoding of 2.1 undone."""
        group = f"{prop.group}." if prop.group else ""
        if prop.params.encoding == "base64":
            value = clean(decoded(prop.raw)[0])
            value = "".join(value.split()) if self._is_base64(prop) else value.replace("\n", " ")
            return f"{group}{prop.spelled};ENCODING=b{clean(prop.params.written)}:{value}"
        value = self.written(prop)
        if self.old and prop.name != "AGENT":
            value = value.replace("\\", "\\\\").replace("\\\\;", "\\;")
        return f"{group}{prop.spelled}{clean(prop.params.written)}:" + value.replace("\n", "\\n")

    def _split(self, written: str) -> list[str]:
        if "\\" not in written:
            return written.split(";")
        return _OLD_SEMICOLON.split(written) if self.old else _pieces(_SEMICOLONS, written)

    def _unescaped(self, written: str) -> str:
        if "\\" not in written:
            return written
        if self.old:
            return written.replace("\\;", ";")
        return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], written)

    def _text(self, prop: Prop, raw: bytes) -> str:
        if prop.params.encoding == "base64":
            raw = self._from_base64(prop, raw)
        elif prop.params.encoding == "qp":
            raw = binascii.a2b_qp(raw)
        text, wrong = decoded(raw, prop.params.charset)
        if wrong:
            self.unsure.append((prop.line, f"{prop.name}: {wrong}"))
        if self.careful or prop.params.encoding or prop.params.charset:
            return self._cleaned(prop, text)
        return text

    def _cleaned(self, prop: Prop, text: str) -> str:
        cleaned = clean(text)
        if len(cleaned) < len(text.replace("\r\n", "\n")):
            self.tell(prop, "control characters were taken out")
        return cleaned

    def _from_base64(self, prop: Prop, raw: bytes) -> bytes:
        try:
            return binascii.a2b_base64(raw)
        except binascii.Error:
            self.tell(prop, "this is not base64: kept as it stands")
            return raw

    def _is_base64(self, prop: Prop) -> bool:
        found = _BASE64.fullmatch(prop.raw) is not None
        if not found:
            self.tell(prop, "this is not base64: kept as it stands")
        return found


def _rejoined(pieces: list[str]) -> list[str]:
    r"""Pieces whose separator was escaped (``\;``) put together again."""
    joined: list[str] = []
    for piece in pieces:
        if joined and joined[-1].endswith("\\"):
            joined[-1] += ";" + piece
        else:
            joined.append(piece)
    return joined


def _pieces(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(_scanned(pattern, text))


def _scanned(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    at = 0
    while True:
        match = pattern.match(text, at)
        assert match is not None
        end = match.end()
        if end == len(text) - 1 and text[end] == "\\":
            end += 1
        yield text[at:end]
        if end >= len(text):
            return
        at = end + 1
