"""A day as people say it: "2w", "next tue", "30 Jun", and under it what was understood."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from crm.domain.days.dates import parse_day, say_date
from crm.domain.days.daywords import WEEKDAY_NAMES
from crm.domain.record import Refusal
from crm.ui.widgets.misfilled import Misfilled

AHEAD = "2w, next tue, 30 Jun"
PAST = "yesterday, tue, 5 Nov"


def say_echo(day: date, today: date) -> str:
    """A day said so plainly that a misreading shows: ``Tue 8 Dec 2026, in 14 days``."""
    away = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
    distance = near or (f"in {away} days" if away > 0 else f"{-away} days ago")
    return f"{WEEKDAY_NAMES[day.weekday()][:3]} {say_date(day, today)}, {distance}"


class DayInput(Vertical):
    """One line for a day with an echo under it.

    ``empty`` says what an empty line means ("no end", "today"); ``default`` is the day that it means. ``past`` reads
    "tue" and "5 Nov" as days that have been.
    """

    DEFAULT_CSS = """
    DayInput { width: 1fr; height: auto; min-height: 2; }
    DayInput > Static { height: auto; padding: 0 1; color: $text-muted; }
    DayInput > Static.refusal { color: $text-warning; }
    """

    def __init__(
        self,
        today: date,
        value: date | None = None,
        *,
        default: date | None = None,
        empty: str = "no day",
        past: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.today = today
        self.default = default
        self.empty = empty
        self.past = past
        self._start = "" if value is None else value.isoformat()

    def compose(self) -> ComposeResult:
        yield Input(self._start, placeholder=PAST if self.past else AHEAD, select_on_focus=True)
        yield Static(markup=False)

    def on_mount(self) -> None:
        self._echo()

    @property
    def text(self) -> str:
        """What is typed, as it is."""
        return self.query_one(Input).value

    @text.setter
    def text(self, text: str) -> None:
        self.query_one(Input).value = text

    @property
    def day(self) -> date | None:
        """The day that is typed, or what an empty line means.

        Raises:
            Misfilled: for words that are not a day; nothing typed is touched.
        """
        text = self.text.strip()
        try:
            return parse_day(text, self.today, past=self.past) if text else self.default
        except Refusal as refusal:
            raise Misfilled(self, str(refusal)) from None

    def on_input_changed(self) -> None:
        self._echo()

    def _echo(self) -> None:
        line = self.query_one(Static)
        try:
            day = self.day
        except Refusal as refusal:
            line.update(Content(str(refusal)))
            line.add_class("refusal")
            return
        line.update(Content(self._said(day)))
        line.remove_class("refusal")

    def _said(self, day: date | None) -> str:
        if not self.text.strip():
            return self.empty
        return "" if day is None else say_echo(day, self.today)
