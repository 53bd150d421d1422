"""What the columns of a table hold: a guess for each, some of their values, and the first people as they would be."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from crm.domain.record import Refusal
from crm.exchange.person import Person
from crm.exchange.table.look import ColumnLook, TableLook
from crm.exchange.table.mapping import DETAIL, FIELDS, SKIP, WORDS
from crm.exchange.table.reader import read_table
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, style_sheets
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Span, fit
from crm.ui.widgets.pieces import Pieces
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

Columns = dict[str, str]

SHOWN = 3
"""People that are shown as they would be."""

HEADER, WORD = 22, 16  # cells of what a column is called, and of what it holds

LETTERS = {
    "n": "name",
    "f": "given",
    "l": "family",
    "e": "emails",
    "p": "phones",
    "o": "org",
    "t": "title",
    "u": "urls",
    "c": "city",
    "a": "address",
    "b": "birthday",
    "s": "notes",
    "m": "how_met",
    "d": DETAIL,
    "x": SKIP,
}
"""The keys of the fields that are wanted most."""


class ColumnsScreen(Dialog[Columns]):
    """Ends with the mapping. ``head`` is the start of the file, from which the first people are made."""

    CSS_PATH = style_sheets("columns")
    TALL: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "The field before"),
        Binding("right,space", "turn(1)", "The next field"),
        *(Binding(letter, f"hold('{word}')", WORDS.get(word, word)) for letter, word in LETTERS.items()),
        Binding("enter", "save", "Take it so", priority=True),
    ]

    def __init__(self, look: TableLook, head: bytes, columns: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.look = look
        self.head = head
        self.columns: Columns = {one.header: one.guess for one in look.columns} | dict(columns or {})

    def heading(self) -> str:
        return f"What do the columns of {self.look.file} hold?"

    def hints(self) -> tuple[Hint, ...]:
        return (Hint("⏎", "look at the people", "save"), Hint("← →", "another field", "turn(1)"), LEAVE)

    def middle(self) -> ComposeResult:
        yield VirtualList(id="columns")
        yield Pieces(_letters(), id="letters")
        yield VirtualList(id="people")

    def body(self) -> Iterable[Widget]:
        return ()

    def on_mount(self) -> None:
        self.people.can_focus = False
        self.refill()
        self.list.focus()

    @property
    def list(self) -> VirtualList:
        return self.query_one("#columns", VirtualList)

    @property
    def people(self) -> VirtualList:
        return self.query_one("#people", VirtualList)

    def refill(self) -> None:
        """Show the columns, and the people that they make."""
        self.list.show(Blocks(self._column(one) for one in self.look.columns))
        self.people.show(Blocks(self._people()))

    def _column(self, one: ColumnLook) -> Block:
        word = self.columns[one.header]
        tone = "muted" if word in (DETAIL, SKIP) else "accent"
        name = one.header if self.look.headers else f"column {one.header}"
        samples = " · ".join(map(plain, one.samples))
        spans = (
            Span(f" {fit(name, HEADER)} ", "strong"),
            Span(f"{fit(f'‹ {WORDS.get(word, word)} ›', WORD)} ", tone),
            Span(samples, "muted"),
        )
        return Block(spans, key=one.header, wraps=False)

    def _people(self) -> Iterator[Block]:
        try:
            found = read_table(self.head, self.look.file, self.chosen).people[:SHOWN]
        except Refusal:
            found = ()
        if not found:
            yield text("nobody yet: a name, an e-mail address or an organisation tells people apart", "muted")
        for person in found:
            yield from _shown(person)

    @property
    def chosen(self) -> Columns:
        """The mapping as it is now."""
        return dict(self.columns)

    # Keys -------------------------------------------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        header = self.list.key
        if isinstance(header, str):
            at = FIELDS.index(self.columns[header])
            self._hold(header, FIELDS[(at + step) % len(FIELDS)])

    def action_hold(self, word: str) -> None:
        header = self.list.key
        if isinstance(header, str):
            self._hold(header, word)

    def _hold(self, header: str, word: str) -> None:
        self.columns[header] = word
        self.refill()

    def save(self) -> Columns:
        if not read_table(self.head, self.look.file, self.chosen).people:
            raise Refusal(
                "nobody would come of it: say which column has the name, the e-mail or the organisation"
            )
        return self.chosen


def _letters() -> Iterator[Content]:
    """Each letter with its word."""
    for letter, word in LETTERS.items():
        yield Content.assemble((letter, "$accent"), f" {WORDS.get(word, word)}")


def _shown(person: Person) -> Iterator[Block]:
    """A person in two lines: who, and what is known."""
    role = " · ".join(part for part in (person.title, person.org) if part)
    yield Block((Span(f" {plain(person.name)}", "strong"), Span(f"  {plain(role)}")), wraps=False)
    known = [one.value for one in (*person.emails, *person.phones)]
    known += [
        *person.addresses,
        *person.urls,
        person.birthday,
        *(f"#{tag}" for tag in person.tags),
        person.notes,
    ]
    told = " · ".join(plain(one) for one in known if one)
    beside = f"{len(person.extra)} kept beside" if person.extra else ""
    yield Block((Span(f"   {told}", "muted"),), wraps=False, right=(Span(beside, "muted"),))
