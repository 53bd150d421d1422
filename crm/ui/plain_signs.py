"""Screens without box characters: the signs are exchanged in the last moment, so that nothing else has to know."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from crm.ui.glyphs import ascii_for


class PlainSigns(LineFilter):
    """Draws letters and dashes in the place of signs and box characters, cell for cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        return [
            Segment(text if text.isascii() else "".join(map(ascii_for, text)), style, control)
            for text, style, control in segments
        ]
