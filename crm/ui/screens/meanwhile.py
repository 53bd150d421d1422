"""An editor that was open while another program changed the same record: it keeps its text and compares when it saves."""

from collections.abc import Mapping

from crm.domain.record import Refusal
from crm.ui.rows.record_words import value_words
from crm.ui.widgets.plain import plain

_LONG = 60  # characters of their value that are shown


class Meanwhile:
    """Compares a record with what it was when its editor was opened. What has been told once is passed over."""

    def __init__(self, before: Mapping[str, object]) -> None:
        self._seen = before

    def mind(self, now: Mapping[str, object], edited: Mapping[str, str]) -> None:
        """Point out what was changed elsewhere and is about to be written over.

        Args:
            now: the fields of the record as they are now.
            edited: the fields that the editor changed, each with its label.

        Raises:
            Refusal: once for each change elsewhere; saving again writes over it.
        """
        before, self._seen = self._seen, now
        theirs = {name: now[name] for name in edited if now[name] != before[name]}
        if theirs:
            told = ", ".join(f"{edited[name]} is now {_short(value)}" for name, value in theirs.items())
            raise Refusal(f"changed elsewhere meanwhile: {told}. Save again to write over it")


def _short(value: object) -> str:
    text = plain(value_words(list(value) if isinstance(value, tuple) else value))
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
