"""What is done in a check-in, whether one is under way or not."""

from collections.abc import Callable

from crm.session import actions
from crm.session.session import Session


def in_check_in(
    session: Session, contact: int, checkin: int | None, done: Callable[[int], actions.Change]
) -> actions.Outcome:
    """Do something in a check-in; without one, it is planned for today with it, as one step.

    Raises:
        Refusal: when it cannot be done; then none is planned either.
    """
    if checkin is not None:
        return session.do(done(checkin))
    return session.together([actions.PlanCheckIn(contact=contact)], lambda made: done(made[0] or 0))
