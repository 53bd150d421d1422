"""What was done in one screen, and the way back: no further than to where the screen began."""

from crm.domain.record import Refusal
from crm.session.actions import Outcome
from crm.session.session import Session, Step


class DoneHere:
    """The changes that were made in one screen, the last one at the end; what changed nothing is none of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.steps: list[tuple[Step, Outcome]] = []

    def __len__(self) -> int:
        return len(self.steps)

    @property
    def outcome(self) -> Outcome | None:
        """What was done last and still stands."""
        return self.steps[-1][1] if self.steps else None

    def add(self, outcome: Outcome) -> None:
        """Count what was done just now."""
        step = self._session.last_step
        if outcome.changed and step is not None:
            self.steps.append((step, outcome))

    def join(self, other: "DoneHere") -> None:
        """Count what was done in a screen over this one."""
        self.steps += other.steps

    def undo(self) -> Outcome:
        """Take back what was done here last.

        Raises:
            Refusal: when nothing done here still stands, or another program has changed the book since then.
        """
        if not self.steps:
            raise Refusal("nothing was done here yet")
        last = self._session.last_step
        if last is not None and last is not self.steps[-1][0]:
            raise Refusal(f"since then: {last.what}. Leave, and take that back first")
        outcome = self._session.undo()
        self.steps.pop()
        return outcome
