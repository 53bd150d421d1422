"""A birthday as people say it: "30 Jun 1984", "30 Jun", and what was understood."""

from datetime import date

from crm.domain.days.birthdays import parse_birthday, say_birthday
from crm.domain.record import Refusal
from crm.ui.widgets.line_input import LineInput


class BirthdayInput(LineInput):
    """One line for a birthday. ``echo`` says what was understood, for a line under it."""

    def __init__(self, value: str, placeholder: str, today: date) -> None:
        super().__init__(value, placeholder)
        self.today = today

    @property
    def birthday(self) -> str:
        """The birthday as it is kept; what is not understood stays as it was typed, to be refused when it is saved."""
        try:
            return parse_birthday(self.value, self.today)
        except Refusal:
            return self.value.strip()

    @property
    def echo(self) -> str:
        """What was understood, or why nothing was."""
        try:
            return say_birthday(parse_birthday(self.value, self.today), self.today)
        except Refusal as refusal:
            return str(refusal)
