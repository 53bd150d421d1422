"""Where a reflection stands: ``✓ 1 clear   2 kind   3 focus   4 how often   · from now on``."""

from textual.content import Content
from textual.widgets import Static

from crm.domain.reflecting.steps import CARD, Reflecting
from crm.ui import glyphs

NAMES = {1: "clear", 2: "kind", 3: "focus", 4: "how often", CARD: "from now on"}


class Progress(Static):
    """The five cards on one line: gone on from, here, still to come."""

    def show(self, state: Reflecting) -> None:
        """Show where this state stands."""
        self.update(Content("   ").join([_one(state, step) for step in NAMES]))


def _one(state: Reflecting, step: int) -> Content:
    number = "·" if step == CARD else str(step)
    if step == state.step:
        return Content.styled(f"{number} {NAMES[step]}", "$accent bold")
    if step > state.step and step not in state.passed:
        return Content.styled(f"{number} {NAMES[step]}", "$foreground-muted")
    sign = glyphs.NO if state.is_open(step) else glyphs.YES
    return Content.assemble(
        (f"{number} {NAMES[step]} ", "$foreground"),
        (sign, "$foreground-muted" if state.is_open(step) else "$success"),
    )
