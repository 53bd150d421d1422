"""Several values in one field: tags with commas between them, addresses and numbers one a line with their label."""

import csv
import io
from collections.abc import Iterable

from crm.domain.contact import Labelled
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.long_text import LongText


def split_values(text: str) -> tuple[str, ...]:
    """Values with commas between them; ``"Doe, Ltd"`` in quotes keeps its comma. Doubles are taken once."""
    rows = csv.reader(io.StringIO(" ".join(text.split())), skipinitialspace=True)
    values = (" ".join(value.split()) for row in rows for value in row)
    return tuple(dict.fromkeys(value for value in values if value))


def join_values(values: Iterable[str]) -> str:
    """Values on one line with commas between them, such that ``split_values`` gives them back."""
    return ", ".join(_quoted(" ".join(value.split())) for value in values)


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if "," in value or value.startswith('"') else value


def split_lines(text: str) -> tuple[str, ...]:
    """Values one a line; empty lines fall away, doubles are taken once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def split_labelled(text: str) -> tuple[Labelled, ...]:
    """``work: amara@example.org``, one a line; the label may be left out."""
    return tuple(_labelled(line) for line in split_lines(text))


def _labelled(line: str) -> Labelled:
    label, colon, value = line.partition(": ")
    if not colon or not value.strip():
        return Labelled(line)
    return Labelled(value.strip(), label.strip())


def join_labelled(values: Iterable[Labelled]) -> str:
    """Labelled values one a line, such that ``split_labelled`` gives them back."""
    return "\n".join(f"{one.label}: {one.value}" if one.label else one.value for one in values)


class ValuesInput(LineInput):
    """One line of values with commas between them."""

    def __init__(self, values: Iterable[str] = (), placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(join_values(values), placeholder, id=id)

    @property
    def values(self) -> tuple[str, ...]:
        return split_values(self.value)


class LinesInput(LongText):
    """One value a line. Tab goes on to the next field."""

    def __init__(self, values: Iterable[str] = (), placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__("\n".join(values), placeholder, id=id)

    @property
    def values(self) -> tuple[str, ...]:
        return split_lines(self.text)


class LabelledInput(LongText):
    """One value a line with its label before it: ``work: amara@example.org``."""

    def __init__(
        self, values: Iterable[Labelled] = (), placeholder: str = "", *, id: str | None = None
    ) -> None:
        super().__init__(join_labelled(values), placeholder, id=id)

    @property
    def values(self) -> tuple[Labelled, ...]:
        return split_labelled(self.text)
