"""What an import would do to a book: who is new, who is known and gains something, who is the same."""

from crm.exchange.matching.outcome import Conflict, Counts, ImportPlan, Outcome
from crm.exchange.matching.plan import plan

__all__ = ["Conflict", "Counts", "ImportPlan", "Outcome", "plan"]
