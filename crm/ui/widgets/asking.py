"""A choice whose answer asks for details: its letter leads on to them, the arrows only look around."""

from dataclasses import dataclass

from textual.message import Message

from crm.ui.widgets.choice import Choice


class Asking(Choice):
    """One of several; ``Taken`` says that a letter, space or a click chose one, also the one that was chosen already."""

    @dataclass
    class Taken(Message):
        """Somebody meant this option."""

        choice: "Asking"
        value: str | None

    def take(self, index: int) -> None:
        super().take(index)
        self.post_message(self.Taken(self, self.value))

    def action_move(self, direction: int) -> None:
        with self.prevent(self.Taken):
            super().action_move(direction)
