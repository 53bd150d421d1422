"""The last line of a dialog: the keys that matter in it, as many as there is room for. They can be clicked."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from crm.ui.commands import command
from crm.ui.keys import keys_of


class Hint(NamedTuple):
    """One key on the last line of a dialog: the key, what it does in a word, and the action it runs.

    With ``command`` it is the key of that command of the table, whichever its owner has given it.
    """

    key: str
    words: str
    action: str
    command: str = ""


def hint(name: str, action: str, words: str = "") -> Hint:
    """The hint for a command of the table."""
    one = command(name)
    return Hint(one.key, words or one.label, action, name)


SAVE = hint("dialog_save", "save")
LEAVE = Hint("esc", "leave", "leave", "dialog_close")
ENTER = Hint("⏎", "next", "enter")
"""The key that moves on: the dialog says in its word what it does in the field with the cursor."""

EDITOR = hint("dialog_editor", "editor")


class HintLabel(Static):
    """A hint that can also be clicked."""

    def __init__(self, hint: Hint) -> None:
        super().__init__(self._shown(hint, hint.key))
        self.hint = hint
        self.needed = True

    @staticmethod
    def _shown(hint: Hint, key: str) -> Content:
        return Content.assemble((key, "$accent"), " ", hint.words)

    @property
    def _key(self) -> str:
        """The key as it is set; as the hint has it where it is not."""
        keys = keys_of(self.app)
        return keys.shown(command(self.hint.command)) if self.hint.command in keys.own else self.hint.key

    def on_mount(self) -> None:
        self.update(self._shown(self.hint, self._key))
        if isinstance(self.parent, Hints):
            self.parent.fit()

    def say(self, words: str) -> None:
        """Another word for what the key does; without one the hint is left out."""
        self.needed = bool(words)
        if words:
            self.hint = self.hint._replace(words=words)
            self.update(self._shown(self.hint, self._key))
            # While a dialog opens, what is said is drawn and not measured.
            self.call_after_refresh(self.refresh, layout=True)

    async def on_click(self) -> None:
        await self.screen.run_action(self.hint.action)


class Hints(Horizontal):
    """Hints side by side. On a narrow screen those between the first one and the way out give way, the last one first.

    The hint of the editor is shown while the cursor is in a text that could go there.
    """

    def __init__(self, hints: Iterable[Hint], *, id: str | None = None) -> None:
        super().__init__(*map(HintLabel, hints), id=id)
        self._edits = False

    def edits(self, *, text: bool) -> None:
        """Say whether the cursor is in a text of several lines."""
        if text != self._edits:
            self._edits = text
            self.fit()

    def say(self, name: str, words: str) -> None:
        """Name what the key of a command, or of an action, does now; with no words it is left out."""
        for label in self.query(HintLabel):
            if name in (label.hint.command, label.hint.action) and words != (
                label.hint.words if label.needed else ""
            ):
                label.say(words)
                self.fit()

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Show as many as there is room for."""
        labels = [one for one in self.query(HintLabel) if one.needed and (self._edits or one.hint != EDITOR)]
        kept = list(labels)
        for label in reversed(labels[1:]):
            if self.size.width and _width(kept) > self.size.width and label.hint.action not in _STAY:
                kept.remove(label)
        for label in self.query(HintLabel):
            label.display = label in kept


_STAY = ("leave", "run('undo')", EDITOR.action)


def _width(labels: list[HintLabel]) -> int:
    """Cells that hints take side by side."""
    sizes = (cell_len(str(label.content)) + label.styles.margin.right for label in labels)
    return sum(sizes) - labels[-1].styles.margin.right
