"""A finding as the rows of a list: what was found, what it rests on, and the one thing to do about it."""

from collections.abc import Iterator

from crm.insight.findings.act import Insight
from crm.ui import glyphs
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain


def finding_blocks(one: Insight, *, blank: bool = True) -> Iterator[Block]:
    """The finding; Enter on its last line does what it proposes. With ``blank`` an empty line follows."""
    yield text(plain(one.text))
    yield text(plain(one.ground), "muted")
    yield Block(
        (Span(" → ", "accent"), Span(plain(one.act.words))),
        one,
        indent=3,
        right=(Span(glyphs.ENTER, "accent"),),
    )
    if blank:
        yield text()
