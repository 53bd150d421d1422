"""The small signs of the screens, in one place. A sign never stands alone: its word is always beside it."""

import unicodedata
from collections.abc import Mapping

from rich.cells import cell_len

from crm.domain.lens import Mode
from crm.domain.offer import AnswerWord, Kind, Side, SourceWord

YES = "✓"
NO = "–"
LATER = "○"
SILENT = "·"
WAITING = "»"
"""Asked, and no answer yet: it is on its way. No ellipsis, which says that a name goes on."""
NOT_ASKED = "◇"
CHECK_IN = "?"
NOTE = "¶"
REFLECT = "◆"
STOP = "■"
THINK = "▲"
FINE = "✓"
ARCHIVED = "×"
ENTER = "⏎"

ANSWER: dict[AnswerWord, str] = {"yes": YES, "no": NO, "later": LATER, "no_reply": SILENT}
"""The sign of an answer. A no is a quiet dash and never red."""

ANSWER_WORD: dict[AnswerWord, str] = {"yes": "yes", "no": "no", "later": "later", "no_reply": "silent"}
"""What an answer is called on the screen."""

KIND: dict[Kind, str] = {"connection": "⇄", "referral": "→", "favor": "↗"}

_LENS: dict[Mode, str] = {"only_type": "◐", "busy": "‖", "open": "●"}

GUESS = "◌"
BUSY_GUESS = "¦"


def lens_glyph(mode: Mode, source: SourceWord = "said") -> str:
    """The sign of a lens: a guess is drawn hollow or broken, what they said is drawn filled."""
    return _GUESSED.get(mode, _LENS[mode]) if source == "guess" else _LENS[mode]


_GUESSED: dict[Mode, str] = {"only_type": GUESS, "busy": BUSY_GUESS}


def side_glyph(side: Side) -> str:
    """The sign of where one side of an offer stands."""
    if side.answer is not None:
        return ANSWER[side.answer]
    return WAITING if side.is_waiting else NOT_ASKED


def side_word(side: Side) -> str:
    """The word of where one side of an offer stands: ``yes``, ``no``, ``later``, ``silent``, ``asked`` or ``not asked``."""
    if side.answer is not None:
        return ANSWER_WORD[side.answer]
    return "asked" if side.is_waiting else "not asked"


# Without box characters -----------------------------------------------------------------------------------

_BARS = "▁▂▃▄▅▆▇█"

ASCII: dict[str, str] = {
    **dict(zip("✓–○·»◇¶◆■▲×⏎⇄→↗◐‖●◌¦", "+-o.@_#*X!x<=>/%|*?:", strict=True)),
    **dict(zip("…␣□░▒▓▐▌▊▎▔•›‹“”„‘’—←↑↓", '~__:%#||||-*><"""\'\'-<^v', strict=True)),
    **dict(zip(_BARS, "_.-=+*##", strict=True)),
    **dict.fromkeys("─━═╌┄╴╶╸╺", "-"),
    **dict.fromkeys("│┃║╎┆╵╷╹╻▏▕", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╞╡╪╔╗╚╝╠╣╦╩╬┏┓┗┛", "+"),
}
"""What is drawn in a sign's place where the terminal has letters and dashes only; each is one cell wide as well."""


def ascii_for(char: str) -> str:
    """What stands in for a character there. Letters of any language stay: the terminal knows its own."""
    known = ASCII.get(char)
    if known is not None:
        return known
    is_sign = not char.isascii() and unicodedata.category(char) in ("So", "Sm", "Sk")
    return "*" * cell_len(char) if is_sign else char


def is_plain_terminal(environ: Mapping[str, str]) -> bool:
    """Whether a terminal has no box characters: the bare console, a dumb one, or a language without Unicode."""
    if environ.get("TERM") in ("linux", "dumb"):
        return True
    named = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    return bool(named) and "utf" not in named.casefold()
