"""What an import would do, as the rows of a list: the counts first, then what wants a look, then everyone new."""

from collections.abc import Iterable, Iterator

from crm.exchange.matching import ImportPlan
from crm.exchange.person import FORMATS
from crm.exchange.table.mapping import guesses_in_words
from crm.session.importing import Prepared
from crm.storage.words import counts_in_words
from crm.ui.commands import command, with_keys
from crm.ui.keys import Keys
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain

SHOWN = 200
"""Rows of one sort that are listed; more are counted."""


TWICE = "Perhaps the same person twice: both stay, and {doubles} makes one of two once they are in"
"""An import never joins two people by one sign: whoever knows them does, and learns here how."""


def report_blocks(prepared: Prepared, keys: Keys) -> Iterator[Block]:
    """The report of a dry run. ``keys`` names the key that makes one of two."""
    plan = prepared.plan
    encoding = "" if plan.encoding == "UTF-8" else f", {plan.encoding}"
    yield text(plain(f"{plan.file}: {FORMATS.get(plan.format, plan.format)}{encoding}"), "muted")
    yield Block(tuple(_counts(plan)), indent=1)
    if prepared.added or prepared.updated:
        yield text(_along(prepared))
    if prepared.reading.guesses:
        guesses = plain(guesses_in_words(prepared.reading.guesses))
        yield text(f"by their headings: {guesses}; {keys.shown(command('dialog_columns'))} changes it")
    yield from _listed("Could not be read as it stands", [str(fault) for fault in plan.faults])
    yield from _listed(with_keys(TWICE, keys), plan.doubles)
    yield from _listed("Your book says something else, and keeps it", [str(one) for one in plan.conflicts])
    updated = [f"{one.name}: {one.what}" for one in plan.outcomes if one.fate == "updated"]
    yield from _listed("Would gain something", updated)
    yield from _listed("Would be new", [one.name for one in plan.outcomes if one.fate == "added"])


def _along(prepared: Prepared) -> str:
    """What comes with the people out of another book."""
    parts = [f"{counts_in_words(prepared.added)} come with them"] if prepared.added else []
    parts += [f"{counts_in_words(prepared.updated)} gain something"] if prepared.updated else []
    return "; ".join(parts)


def _counts(plan: ImportPlan) -> Iterator[Span]:
    yield Span(" ")
    counts = plan.counts
    shown = [
        (count, word, tone)
        for count, word, tone in (
            (counts.added, "new", "accent"),
            (counts.updated, "gaining something", "accent"),
            (counts.same, "the same", ""),
            (counts.skipped, "skipped", ""),
            (counts.failed, "not readable", ""),
        )
        if count
    ]
    for count, word, tone in shown:
        yield Span(f"{count:,} ", "strong")
        yield Span(f"{word}   ", tone)
    if not shown:
        yield Span("nobody in it", "muted")


def _listed(title: str, lines: Iterable[str]) -> Iterator[Block]:
    all_lines = list(lines)
    if not all_lines:
        return
    yield text()
    yield text(title, "accent")
    for line in all_lines[:SHOWN]:
        yield text(plain(line), indent=3)
    if len(all_lines) > SHOWN:
        yield text(f"and {len(all_lines) - SHOWN} more", "muted", indent=3)
