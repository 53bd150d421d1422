"""Going through new people: the queue, one card, the walk from card to card, and what is done to whom."""

from crm.ui.screens.triage.screen import TriageScreen

__all__ = ["TriageScreen"]
