"""Days of what has happened: a record of what people did holds no day that is still to come."""

from datetime import date

from crm.domain.days.dates import say_day
from crm.domain.record import Refusal
from crm.session.plan import Scene


def happened(scene: Scene, on: date | None, question: str) -> date:
    """The day on which something happened, today where none is named; ``question`` asks for it.

    Raises:
        Refusal: for a day still to come, with the question.
    """
    if on is not None and on > scene.today:
        raise Refusal(f"{say_day(on, scene.today)} is still to come: {question}")
    return on or scene.today
