"""Every screen: the keys that lead there from the main screen, and in which sizes and themes it is held."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from textual.screen import Screen

from crm.session.session import Session
from crm.ui.screens.importing import ImportScreen
from crm.ui.screens.keeping.unsaved import UnsavedDialog
from crm.ui.widgets.path_input import PathInput
from tests.looks import books

Size = tuple[int, int]

NARROW, WIDE, ROOMY, ONE_PANE = (80, 24), (120, 40), (200, 60), (60, 20)


class Place(NamedTuple):
    """One screen. ``keys`` as in ``screenshots.driving.keys``; Every one is held at three sizes, and in the light theme.

    ``light`` holds it in the light theme at 80x24 too, ``small`` at 60x20. With ``settled`` it stays in the colours in
    which it was opened.

    ``push`` makes a screen that no key leads to while nothing is broken.
    """

    name: str
    keys: str = ""
    book: books.Maker = books.demo
    push: Callable[[Session], Screen[Any]] | None = None
    light: bool = False
    small: bool = False
    settled: bool = False

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The sizes of the terminal, in the order in which its owner pulls it larger."""
        return (*((ONE_PANE,) if self.small else ()), NARROW, WIDE, ROOMY)


class HalfRead(ImportScreen):
    """An import of which a part has been read, and which stays there."""

    def on_mount(self) -> None:
        self.query_one("#path", PathInput).value = "contacts.vcf"
        self.call_later(self._look_into, Path("contacts.vcf"))

    def read_file(self, *_: object) -> None:  # type: ignore[override]  # nothing reads on beside the picture
        """How far it has come."""
        self.progress(0.4)


_LENS, _TO_CARD = "3 enter p t", "enter enter o 'dance companies' enter enter"

PLACES = (
    # The main screen
    Place("everyone", small=True, light=True),
    Place("someone", "down 2", light=True),
    Place("someone-insight", "down 3"),
    Place("zoomed-contacts", "z"),
    Place("zoomed-offers", "2 z"),
    Place("zoomed-insight", "down 3 z"),
    Place("jump", "f"),
    Place("find", "slash 'hardware'"),
    Place("find-nobody", "slash 'zzzz'"),
    Place("nobody-yet", "escape", books.nobody),
    Place("one-person", "", books.one_person),
    Place("palette", "ctrl+p 'lens'", settled=True),
    # Offers and answers
    Place("offer-empty", "o"),
    Place("offer-stops", "down o 'Yusuf' enter", light=True),
    Place("offer-fine", "o 'Rahel' enter 'Wanji' enter"),
    Place("offer-look-ahead", "down o 'Yusuf' enter ctrl+l"),
    Place("offer-origins", "down o 'Yusuf' enter ctrl+o"),
    Place("the-offer", "slash 'Caetano' enter 2 enter", light=True),
    Place("offer-edit", "2 e"),
    Place("which-side", "slash 'Sione' enter 2 s"),
    Place("answer-no", "2 down n", light=True),
    Place("answer-later", "2 down w"),
    Place("how-it-went", "slash 'Rahel' enter 2 h"),
    Place("message-ask", "2 m", light=True),
    Place("message-introduction", "slash 'Jamal' enter 2 m"),
    Place("message-check-in", "slash 'Lars' enter m"),
    # After a no
    Place("reflect-1-clear", "3 enter p t", light=True),
    Place("reflect-2-kind", "3 enter enter"),
    Place("reflect-3-focus", "3 enter enter enter"),
    Place("reflect-3-only", "3 enter enter enter o 'dance companies'"),
    Place("reflect-4-often", "3 enter enter enter enter"),
    Place("from-now-on", f"{_LENS} {_TO_CARD}", light=True),
    # People
    Place("contact", "down enter", light=True),
    Place("contact-line", "down enter left down enter"),
    Place("contact-new", "a"),
    Place("contact-edit", "down e"),
    Place("note", "down N"),
    Place("tags", "down t"),
    Place("lens", "down L"),
    Place("lens-over", "slash 'Vakhtang' enter enter down down enter"),
    Place("check-in", "down c"),
    Place("who-suits", "down W"),
    # Lists and desks
    Place("today", "T", light=True),
    Place("insight", "v", light=True),
    Place("templates", "E"),
    Place("template", "E down enter"),
    Place("help", "question_mark", light=True),
    # In and out
    Place("import", "I"),
    Place("import-reading", push=HalfRead),
    Place("import-report", "I 'guests.csv' enter enter", books.with_a_table),
    Place("columns", "I 'guests.csv' enter", books.with_a_table),
    Place("triage", "P", books.came_by_import, light=True),
    Place("doubles", "D", books.came_by_import, light=True),
    Place("doubles-none", "D"),
    Place("export", "O"),
    # The book
    Place("settings", "comma", light=True),
    Place("setting-theme", "comma enter"),
    Place("setting-key", "comma down down down down down down enter"),
    Place("setting-number", "comma G enter"),
    Place("first-run", "", books.nobody, light=True),
    Place("backups", "B", books.with_backups),
    Place("go-back", "B enter", books.with_backups),
    Place("copies", "", books.with_a_copy_beside),
    Place("conflicts", "C", books.undecided),
    Place("repair", "R", books.to_repair),
    Place("repair-record", "R enter", books.to_repair),
    Place("unreadable", "", books.damaged, light=True),
    Place("left-behind", "", books.interrupted),
    Place("save-copy", "K"),
    Place("unsaved", push=lambda session: UnsavedDialog(session, "the disk is full")),
)
