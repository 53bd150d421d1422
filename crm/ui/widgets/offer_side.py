"""What one side of an offer is told: why they should meet, and the other person's bio."""

from collections.abc import Iterable
from datetime import date

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from crm.domain.contact import Contact
from crm.domain.days.dates import ago
from crm.ui.widgets.line import crop
from crm.ui.widgets.plain import plain
from crm.ui.widgets.quiet import Quiet
from crm.ui.widgets.row import Row
from crm.ui.widgets.words_input import WordsInput

OWNER = 7
"""Cells for the name in the label of a bio."""

OLD_BIO_DAYS = 365
"""A bio older than this is worth a look before it is sent."""


class OfferSide(Vertical):
    """The fields for one side. The bio is that of the other person and follows them until it is edited."""

    DEFAULT_CSS = """
    OfferSide { height: auto; }
    OfferSide .under { margin-left: 14; padding: 0 1; }
    """

    def __init__(self, why: str = "", bio: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._why = why
        self._bio = bio
        self._filled = bio

    def compose(self) -> Iterable[Widget]:
        yield Static(markup=False, classes="heading")
        yield Row("Why", WordsInput(self._why, "why them, why now, what each gets", id="why"))
        yield Row("Their bio", WordsInput(self._bio, id="bio"), id="bio_row")
        yield Quiet(classes="under")

    @property
    def why(self) -> str:
        """What this side is told."""
        return self.query_one("#why", WordsInput).text.strip()

    @property
    def bio(self) -> str:
        """The bio that this side is sent."""
        return self.query_one("#bio", WordsInput).text.strip()

    def name_side(self, who: str, role: str) -> None:
        """Say whom these fields are for; that a peer is one goes without saying."""
        role = "" if role == "peer" else f"  {role}"
        self.query_one(".heading", Static).update(
            Content.assemble(f"To {plain(who)}", (role, "$foreground-muted"))
        )

    def introduce(self, other: Contact | None, today: date, *, fill: bool = True) -> None:
        """Take the other person's bio, unless the text was edited, and say whose it is and how old."""
        whose = f"{crop(other.first_name, OWNER)}'s" if other else "Their"
        self.query_one("#bio_row", Row).relabel(f"{whose} bio")
        bio = self.query_one("#bio", WordsInput)
        if fill and bio.text == self._filled:
            self._filled = other.bio if other else ""
            bio.load_text(self._filled)
        self.query_one(Quiet).tell(_about_bio(other, today))


def _about_bio(other: Contact | None, today: date) -> str:
    if other is None:
        return ""
    if not other.bio:
        return f"{other.first_name} has no bio yet: two sentences help to decide"
    if other.bio_updated is None:
        return f"{len(other.bio.split())} words in your book"
    old = " · still true?" if (today - other.bio_updated).days > OLD_BIO_DAYS else ""
    age = "today" if other.bio_updated == today else f"{ago(other.bio_updated, today)} ago"
    return f"{len(other.bio.split())} words in your book, written {age}{old}"
