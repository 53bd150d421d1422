"""A strict walk over a file's text, one document at a time, with Python's own JSON.

Slower than the split and more patient: it takes what Python's JSON writes and others refuse (NaN, lone
surrogates), sees every repeated key, knows the place of the first fault, and keeps what stands before it.
"""

import contextlib
import json
import re
from collections.abc import Callable
from typing import NamedTuple

from crm.storage.change import Unreadable

_DECODE = json.JSONDecoder().raw_decode
_SPACE = re.compile(r"[ \t\n\r]*")
_LINE = re.compile(r'^"((?:[^"\\\n]|\\.)*)":[ ]?(?=\{)', re.MULTILINE)


class Member(NamedTuple):
    """One ``"key": value`` of an object: the value is ``text[start:end]``."""

    key: str
    start: int
    end: int


class Scan:
    """What a file's text holds, as far as it can be followed.

    ``tables`` and ``loose`` (values beside the tables) are in the order of the file, repeated names included;
    ``fault`` says where and why the walk ended before the end of the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tables: list[tuple[str, list[Member]]] = []
        self.loose: list[Member] = []
        self.fault: Unreadable | None = None
        self._at = 0
        try:
            self._end(self._object(0, self._top))
        except json.JSONDecodeError as error:
            self._at = error.pos
            self.fault = Unreadable(error.msg, line=error.lineno, column=error.colno)
        except RecursionError:
            self.fault = Unreadable("it is nested too deeply")

    def _end(self, at: int) -> None:
        at = self._space(at)
        if at != len(self.text):
            raise json.JSONDecodeError("something stands after the end of the book", self.text, at)

    def _space(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def _expect(self, at: int, mark: str) -> int:
        at = self._space(at)
        if not self.text.startswith(mark, at):
            found = "the text ends" if at >= len(self.text) else f"found {self.text[at]!r}"
            raise json.JSONDecodeError(f"expected {mark!r}, {found}", self.text, at)
        return at + 1

    def _object(self, at: int, value: Callable[[str, int], int]) -> int:
        at = self._expect(at, "{")
        if self.text.startswith("}", self._space(at)):
            return self._space(at) + 1
        while True:
            key, at = _DECODE(self.text, self._expect(at, '"') - 1)
            at = self._space(value(key, self._space(self._expect(at, ":"))))
            if not self.text.startswith(",", at):
                return self._expect(at, "}")
            at += 1

    def _top(self, key: str, at: int) -> int:
        if self.text.startswith("{", at):
            self.tables.append((key, []))
            return self._object(at, self._document)
        end = _DECODE(self.text, at)[1]
        self.loose.append(Member(key, at, end))
        return end

    def _document(self, key: str, at: int) -> int:
        end = _DECODE(self.text, at)[1]
        self.tables[-1][1].append(Member(key, at, end))
        return end

    def resume(self) -> None:
        """Take up whole documents after the fault too, where they stand one on a line, as this program writes."""
        if self.fault is None or not self.tables:
            return
        for line in _LINE.finditer(self.text, self._at):
            key = json.loads(f'"{line[1]}"', strict=False)
            if self.text.startswith("{\n", line.end()):
                self.tables.append((key, []))
                continue
            with contextlib.suppress(ValueError, RecursionError):
                end = _DECODE(self.text, line.end())[1]
                self.tables[-1][1].append(Member(key, line.end(), end))
