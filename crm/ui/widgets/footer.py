"""The last line of the main screen: the keys that matter where the cursor is. They can be clicked."""

from datetime import date

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from crm.ui.commands import footer, footer_width, label_in
from crm.ui.context import Context
from crm.ui.messages import RunCommand


class KeyBar(Widget):
    """Shows what ``crm.ui.commands.footer`` chooses for the context."""

    context: reactive[Context] = reactive(Context(date.min))

    def render(self) -> Content:
        parts: list[str | tuple[str, str]] = [" "]
        for one in footer(self.context, self.size.width - 1):
            parts += [
                (self.context.keys.shown(one), "bold $accent"),
                (f" {label_in(one, self.context)}  ", "$foreground 80%"),
            ]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        x = event.x - 1
        for one in footer(self.context, self.size.width - 1):
            width = footer_width(one, self.context)
            if 0 <= x < width - 2:
                self.post_message(RunCommand(one.id))
                return
            x -= width
