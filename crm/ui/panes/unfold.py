"""Folding a long morning by its sorts."""

from typing import NamedTuple

from crm.insight.agenda.item import What


class Unfold(NamedTuple):
    """The key of a line that stands for the items of one sort that are not listed."""

    what: What
