"""The look-ahead beside an offer that is being made: what the record says about both people, gravest first."""

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from crm.insight.next_offer.look_ahead import LookAhead, Verdict
from crm.ui import glyphs
from crm.ui.widgets.plain import plain

SIGNS: dict[Verdict, str] = {"stop": glyphs.STOP, "think": glyphs.THINK, "fine": glyphs.FINE}
STYLES: dict[Verdict, str] = {"stop": "$text-warning bold", "think": "$text-accent", "fine": "$text-success"}
ORDER: tuple[Verdict, ...] = ("stop", "think", "fine")

INDENT = 8
"""Columns before the text: the sign and the word of the verdict."""

ALL_CLEAR = "nothing on record speaks against it"

Entry = tuple[Content, Content]
"""What stands before a text, and the text."""


class Lines(Widget):
    """Texts with a sign and a word before each; they wrap under themselves."""

    DEFAULT_CSS = """
    Lines { width: 1fr; height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: Iterable[Entry]) -> None:
        """Show these entries instead of those before."""
        self._entries = tuple(entries)
        self.refresh(layout=True)

    def render(self) -> Content:
        return Content("\n").join(self._wrapped(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return len(self._wrapped(width))

    def _wrapped(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for before, text in self._entries:
            indent = INDENT if before.plain else 0
            folded = text.wrap(max(10, width - indent)) or [Content("")]
            lines.append(Content.assemble(before, " " * (indent - before.cell_length), folded[0]))
            lines += [Content.assemble(" " * indent, part) for part in folded[1:]]
        return lines


class Lesson:
    """What a no showed to be unclear: what to make clear now, how it is better said, and whose no it was."""

    def __init__(self, items: Sequence[str], better_why: str, whence: str) -> None:
        self.items = tuple(items)
        self.better_why = better_why
        self.whence = whence

    def entries(self) -> list[Entry]:
        """The prompt as it is shown: what to make clear first, the rest under it."""
        under = [f"better said: {self.better_why}"] if self.better_why else []
        first = _entry(glyphs.REFLECT, "clear", "$accent", ", ".join(self.items))
        return [first, *(_under(text) for text in (*under, self.whence))]


class LookAheadPanel(VerticalScroll, can_focus=False):
    """What is worth a thought before this offer is made. Lessons of earlier noes stand last, as prompts."""

    def compose(self) -> Iterable[Widget]:
        yield Lines()

    def on_mount(self) -> None:
        self.border_title = Content("Look-ahead")

    def hint(self, text: str) -> None:
        """Say in one muted text what is needed before there is anything to see."""
        self.set_class(False, "-stops")
        self.query_one(Lines).show([(Content(""), Content.styled(plain(text), "$foreground-muted"))])

    def show(
        self,
        ahead: LookAhead,
        lessons: Iterable[Lesson] = (),
        strangers: Iterable[str] = (),
        notes: Iterable[str] = (),
        *,
        gaps: str = "",
        unsaid: str = "",
    ) -> None:
        """Show what a look-ahead says; its lessons come put together, strangers are people not in the book yet.

        ``notes`` stand after its lines, ``gaps``, what is most often missing, with the prompts. ``unsaid``, what the
        form still leaves open, stands with them as well: worth a thought, and never a stop.
        """
        lines = [line for line in ahead.lines if line.about != "lesson"]
        lines.sort(key=lambda line: ORDER.index(line.verdict))
        entries = [
            _entry(SIGNS[line.verdict], line.verdict, STYLES[line.verdict], line.text) for line in lines
        ]
        entries += [
            _entry("+", "new", "$foreground-muted", f"{name} is new in your book") for name in strangers
        ]
        if all(line.verdict == "fine" for line in lines):
            entries.append(_entry(SIGNS["fine"], "fine", STYLES["fine"], ALL_CLEAR))
        entries += [_entry("→", "note", "$foreground-muted", note) for note in notes]
        prompts = [entry for lesson in lessons for entry in lesson.entries()]
        prompts += [_entry(SIGNS["think"], "think", STYLES["think"], unsaid)] if unsaid else []
        prompts += [_entry(glyphs.REFLECT, "mind", "$accent", gaps)] if gaps else []
        if prompts:
            entries += [(Content(""), Content.styled("Make clear this time", "$accent")), *prompts]
        self.query_one(Lines).show(entries)
        self.set_class(bool(ahead.stops), "-stops")


def _entry(sign: str, word: str, style: str, text: str) -> Entry:
    return Content.styled(f"{sign} {word}", style), Content(plain(text))


def _under(text: str) -> Entry:
    return Content(" "), Content.styled(plain(text), "$foreground-muted")
