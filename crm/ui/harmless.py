"""The last door before the terminal: whatever a field, a toast or a list shows, no control character goes through.

Texts are made plain where they are laid out. What people paste and edit has to stay as it is, and is held back here.
"""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from crm.ui.widgets.plain import is_shown


class Harmless(LineFilter):
    """Takes control characters and turning marks out of every line that is drawn; columns stay straight."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [Segment(_harmless(text), style, control) for text, style, control in segments]


def _harmless(text: str) -> str:
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char.isprintable() or (char not in "\t\n\r\v\f" and is_shown(char)):
        return char
    return " " * cell_len(char)
