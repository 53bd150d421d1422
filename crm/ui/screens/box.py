"""The box of a dialog: a title, a body that scrolls where the window is too low, a line for what is said, and the keys."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.ui.widgets.choice import Choice, MultiChoice
from crm.ui.widgets.hints import EDITOR, Hint, HintLabel, Hints
from crm.ui.widgets.path_input import PathInput
from crm.ui.widgets.plain import plain
from crm.ui.widgets.said_line import SaidLine

STYLES = Path(__file__).parent.parent / "styles"


def style_sheets(*names: str) -> list[str | PurePath]:
    """Paths of style sheets: the one of all dialogs and the named ones (``"answer"`` is ``answer.tcss``)."""
    return [STYLES / f"{name}.tcss" for name in ("dialog", *names)]


class Body(VerticalScroll, can_focus=False):
    """The scrolling middle of a dialog."""


ResultT = TypeVar("ResultT")


class Box(ModalScreen[ResultT | None], Generic[ResultT]):
    """What a dialog looks like: it says its ``heading()`` and its ``hints()``, and yields its fields from ``body()``."""

    CSS_PATH: ClassVar[CSSPathType | None] = style_sheets()

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "scroll_body(-1)", "Page up", show=False),
        Binding("pagedown", "scroll_body(1)", "Page down", show=False),
    ]

    TALL: ClassVar[bool] = False
    """Whether the dialog takes the whole height and its body scrolls: for what does not fit 24 lines."""

    # What a dialog says of itself -------------------------------------------------------------------------

    def heading(self) -> str:
        """What stands in the border. It may hold names: it is shown literally."""
        return ""

    def body(self) -> Iterable[Widget]:
        """The fields and texts of the dialog."""
        return ()

    def hints(self) -> tuple[Hint, ...]:
        """The keys on the last line."""
        return ()

    # How it looks -----------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self._suit_width()
        with Vertical(id="dialog", classes="-tall" if self.TALL else "") as box:
            box.border_title = Content(plain(self.heading()))
            yield from self.middle()
            yield SaidLine(id="message")
            yield Hints(self._all_hints(), id="hints")

    def _suit_width(self) -> None:
        """Look from the first paint on as the window's width wants it: Textual says so with a first resize, after that."""
        fitting = [name for least, name in self.HORIZONTAL_BREAKPOINTS or () if least <= self.app.size.width]
        self.add_class(*fitting[-1:])

    def middle(self) -> ComposeResult:
        """The body, and what a wider dialog shows beside it."""
        with Body(id="body"):
            yield from self.body()

    def _all_hints(self) -> Iterator[Hint]:
        """The keys of the dialog, with that of the editor behind the first one."""
        for place, hint in enumerate(self.hints()):
            yield hint
            if place == 0:
                yield EDITOR

    def _hint_labels(self) -> Iterator[HintLabel]:
        return map(HintLabel, self._all_hints())

    # In a window of any size ------------------------------------------------------------------------------

    def on_mount(self) -> None:
        for body in self.query("#body"):
            self.watch(body, "virtual_size", self._fit, init=False)

    def on_resize(self) -> None:
        self.query_one("#dialog").remove_class("-squeezed")
        self.call_after_refresh(self._fit)
        self.call_after_refresh(self.call_after_refresh, self._keep_in_sight)

    def _fit(self) -> None:
        """Where the window is too low for all of it, the body scrolls and the last line stays in sight.

        Until the window changes, it stays so: with a scroll bar the texts are narrower, and would grow and shrink for ever.
        """
        box = self.query_one("#dialog")
        below = sum(self.query_one(name).outer_size.height for name in ("#message", "#hints"))
        for body in self.query("#body"):
            needed = body.virtual_size.height + body.gutter.height + below + box.gutter.height
            if needed > self.size.height:
                box.add_class("-squeezed")

    def _keep_in_sight(self) -> None:
        """Show the field with the cursor in a window of another size, too."""
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)
        if isinstance(self.focused, TextArea):
            self.focused.scroll_cursor_visible(animate=False)

    def action_scroll_body(self, direction: int) -> None:
        body = self.query_one("#body", Body)
        body.scroll_relative(y=direction * max(1, body.size.height - 1), animate=False)

    # What is said -----------------------------------------------------------------------------------------

    def retitle(self) -> None:
        """Say the title again after something that stands in it has changed."""
        self.query_one("#dialog").border_title = Content(plain(self.heading()))

    def say(self, text: str, *, refusal: bool = False, about: Widget | None = None) -> None:
        """Put one line under the fields; an empty one takes it away.

        One that is ``about`` a field goes by itself when that is changed, one that refuses something when any is.
        """
        self.query_one(SaidLine).say(text, refusal=refusal, about=about)
        if text:  # the line takes room from the body: the field that it sends to stays in sight
            self.call_after_refresh(self.call_after_refresh, self._keep_in_sight)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(MultiChoice.Changed)
    def _put_right(self) -> None:
        self.query_one(SaidLine).put_right()

    def on_path_input_said(self, event: PathInput.Said) -> None:
        self.say(event.words, about=event.field)
