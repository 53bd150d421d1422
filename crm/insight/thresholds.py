"""Every number that the rules use, in one place, with its default.

They are settings: a function that applies a rule takes a ``Thresholds`` and never a number of its own.
"""

from msgspec import Struct

from crm.domain.checkin import MONTHS
from crm.domain.offer import LAPSE_DAYS
from crm.domain.reflection import LESSON_SHOWINGS


class Thresholds(Struct, frozen=True):
    """The numbers of the rules. Days are calendar days; an *answer* is a yes or a no."""

    check_in_without_yes: int = 3
    """Answers without a single yes that call for a check-in."""

    check_in_answers: int = 5
    """Answers from which a small share of yeses calls for a check-in."""

    check_in_one_yes_in: int = 5
    """At most one yes in so many answers is "almost never"."""

    check_in_months: int = MONTHS
    """Months that the check-in rule looks back at."""

    open_asks: int = 2
    """Unanswered asks to one person from which another one wants a thought."""

    load_days: int = 30
    """Days over which asks to one person are counted."""

    load_asks: int = 3
    """Asks to one person in ``load_days`` from which another one wants a thought."""

    lapse_days: int = LAPSE_DAYS
    """Days of silence after which an ask may be let lapse."""

    nudge_day: int = 4
    """Days after an ask when one reminder is due, until one's own answers tell better."""

    nudge_from_answers: int = 20
    """Timed answers from which the nudge day is one's own."""

    nudge_share: float = 0.9
    """The share of answers that had come by the nudge day."""

    lens_ending_days: int = 7
    """Days before its end at which a lens is mentioned."""

    lens_over_days: int = 30
    """Days after its end during which a lens is mentioned as "may be open again"."""

    lesson_showings: int = LESSON_SHOWINGS
    """New offers at which a lesson is shown before it counts as learned."""

    lessons_at_once: int = 5
    """Lessons from other people's noes shown at one offer; the rest wait for their turn."""

    min_n: int = 5
    """Answers below which no percentage is shown."""

    shrink: int = 4
    """Answers at one's own overall share that are added to a person's before people are ordered."""

    compare_n: int = 10
    """Answers that each of two groups needs before they are compared."""

    trend_months: int = 3
    """Months with ``min_n`` answers each that a trend needs."""

    window_months: int = 12
    """Months that the insights on everyone look back at."""

    person_n: int = 3
    """Records about one person from which a finding about them is worth a line: counts and words, no percentage."""

    drift_n: int = 2
    """Times that a kind must have turned out to be another before that is a finding."""

    tell_days: int = 21
    """Days after an offer was closed during which whoever still waits for word is to be told."""

    guess_days: int = 14
    """Days after which a lens that is only your guess is looked at in the weekly review."""

    quiet_days: int = 90
    """Days without an ask after which someone who often says yes is remembered."""

    review_lines: int = 3
    """Lines of one sort in the weekly review."""

    outcome_days: int = LAPSE_DAYS
    """Days after an introduction when its outcome is asked."""

    outcome_until_days: int = 365
    """Days after an introduction when asking for its outcome has become odd."""

    common_tag: int = 200
    """People carrying a tag from which sharing it says nothing about who suits whom."""


DEFAULTS = Thresholds()
