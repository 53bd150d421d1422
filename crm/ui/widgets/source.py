"""What a list shows: rows that are drawn when they are first seen."""

from collections.abc import Hashable, Sequence
from typing import Protocol

from crm.ui.widgets.line import Line


class Source(Protocol):
    """Rows by index, each with a key to act on, or None for a heading or plain text."""

    def __len__(self) -> int: ...

    def key(self, index: int, /) -> Hashable | None:
        """What the cursor holds on to in a row; None where it cannot stand."""
        ...

    def find(self, key: Hashable, /) -> int:
        """The row of a key, or -1."""
        ...

    def offsets(self, width: int, /) -> Sequence[int] | None:
        """The first line of each row at a width in cells, and at the end how many lines there are in all.

        None when every row is one line. It need not be a list: what it holds can be worked out when asked for.
        """
        ...

    def lines(self, index: int, width: int, /) -> Sequence[Line]:
        """The lines of one row. Asked for when the row is first seen."""
        ...


class Nothing:
    """A source without rows."""

    def __len__(self) -> int:
        return 0

    def key(self, _index: int, /) -> None:
        return None

    def find(self, _key: Hashable, /) -> int:
        return -1

    def offsets(self, _width: int, /) -> None:
        return None

    def lines(self, _index: int, _width: int, /) -> Sequence[Line]:
        return ()
