"""What a terminal shows: enough of one to read the screens that full-screen programs draw."""

import codecs
import re
from collections.abc import Callable
from unicodedata import combining, east_asian_width

_TOKEN = re.compile(
    r"\x1b\[(?P<numbers>[?>=<]?[\d;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]P_^X].*?(?:\x07|\x1b\\)"
    r"|\x1b[ -/]*[0-OQ-WYZ\\`-~]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f])"
    r"|(?P<text>[^\x00-\x1f]+)",
    re.DOTALL,
)
_ALTERNATE = ("?1049", "?1047", "?47")


class Screen:
    """The letters in each cell; colours are not kept. A wide letter takes two cells, the second of them empty."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._x = self._y = 0
        self._clear()

    def feed(self, data: bytes) -> None:
        """Take in what a program wrote; a sequence that is cut off waits for its end."""
        text, at = self._rest + self._decode(data), 0
        while match := _TOKEN.match(text, at):
            at = match.end()
            if match["text"]:
                self._write(match["text"])
            elif match["final"]:
                self._obey(match["final"], match["numbers"])
            elif match["control"]:
                self._control(match["control"])
        self._rest = text[at:]

    def text(self) -> str:
        """All that is on the screen, a line for each row."""
        return "\n".join("".join(cells) for cells in self._cells)

    @property
    def is_blank(self) -> bool:
        return not self.text().strip()

    def _clear(self) -> None:
        self._cells = [[" "] * self.columns for _ in range(self.rows)]

    def _write(self, text: str) -> None:
        for letter in text:
            if combining(letter):
                continue
            wide = east_asian_width(letter) in "WF"
            if 0 <= self._x < self.columns and 0 <= self._y < self.rows:
                self._cells[self._y][self._x] = letter
                if wide and self._x + 1 < self.columns:
                    self._cells[self._y][self._x + 1] = ""
            self._x += 2 if wide else 1

    def _control(self, control: str) -> None:
        if control == "\r":
            self._x = 0
        elif control == "\n":
            self._y = min(self._y + 1, self.rows - 1)
        elif control == "\b":
            self._x = max(0, self._x - 1)

    def _obey(self, final: str, numbers: str) -> None:
        if final in "hl" and numbers in _ALTERNATE:
            self._clear()
        elif not numbers.startswith(("?", ">", "=", "<")) and final in _MOVES:
            given = [int(one) if one.isdecimal() else 0 for one in numbers.split(";")]
            _MOVES[final](self, given)

    def _go(self, given: list[int]) -> None:
        row, column = (*given, 0)[:2]
        self._y, self._x = max(row, 1) - 1, max(column, 1) - 1

    def _erase_line(self, given: list[int]) -> None:
        first, last = ((self._x, self.columns), (0, self._x + 1), (0, self.columns))[given[0] % 3]
        if 0 <= self._y < self.rows:
            self._cells[self._y][first:last] = [" "] * (min(last, self.columns) - first)

    def _erase(self, given: list[int]) -> None:
        if given[0] >= 2:
            self._clear()
            return
        rows = range(self._y + 1, self.rows) if given[0] == 0 else range(self._y)
        for row in rows:
            self._cells[row] = [" "] * self.columns
        self._erase_line(given)

    def _shift(self, x: int, y: int) -> None:
        self._x = min(max(0, self._x + x), self.columns - 1)
        self._y = min(max(0, self._y + y), self.rows - 1)


_MOVES: dict[str, Callable[[Screen, list[int]], None]] = {
    "H": Screen._go,
    "f": Screen._go,
    "J": Screen._erase,
    "K": Screen._erase_line,
    "A": lambda screen, given: screen._shift(0, -max(1, given[0])),
    "B": lambda screen, given: screen._shift(0, max(1, given[0])),
    "C": lambda screen, given: screen._shift(max(1, given[0]), 0),
    "D": lambda screen, given: screen._shift(-max(1, given[0]), 0),
}
