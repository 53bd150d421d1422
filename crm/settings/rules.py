"""The numbers of the rules as settings: what each is for, and between what it may be."""

from typing import NamedTuple


class Rule(NamedTuple):
    """A number of the rules: what it is, in a sentence, and its bounds."""

    words: str
    least: float
    most: float


RULES: dict[str, Rule] = {
    "check_in_without_yes": Rule("answers without a single yes that call for a check-in", 1, 50),
    "check_in_answers": Rule("answers from which a small share of yeses calls for a check-in", 1, 100),
    "check_in_one_yes_in": Rule("at most one yes in so many answers is almost never", 2, 100),
    "check_in_months": Rule("months that the check-in rule looks back at", 1, 240),
    "open_asks": Rule("open asks to one person from which another one wants a thought", 1, 50),
    "load_days": Rule("days over which asks to one person are counted", 1, 366),
    "load_asks": Rule("asks to one person in those days from which another one wants a thought", 1, 100),
    "lapse_days": Rule("days of silence after which an ask may be let lapse", 1, 366),
    "nudge_day": Rule(
        "days after an ask when one reminder is due, until your own answers tell better", 1, 366
    ),
    "nudge_from_answers": Rule("timed answers from which the reminder's day is your own", 1, 1000),
    "nudge_share": Rule("the share of your answers that had come by the reminder's day", 0.5, 1),
    "lens_ending_days": Rule("days before its end at which a lens is mentioned", 0, 366),
    "lens_over_days": Rule(
        "days after its end during which a lens is mentioned as perhaps open again", 0, 366
    ),
    "lesson_showings": Rule("new offers at which a lesson is shown before it counts as learned", 1, 100),
    "lessons_at_once": Rule("lessons from other people's noes shown at one offer", 1, 100),
    "window_months": Rule("months that the insights on everyone look back at", 1, 240),
    "person_n": Rule("records about one person from which a finding about them is worth a line", 1, 100),
    "drift_n": Rule("times that a kind must have turned out to be another before that is told", 1, 100),
    "outcome_days": Rule("days after an introduction when its outcome is asked", 1, 366),
    "outcome_until_days": Rule("days after an introduction when asking how it went has become odd", 1, 3660),
    "guess_days": Rule(
        "days after which a lens that is only your guess comes up in the weekly review", 1, 3660
    ),
    "tell_days": Rule(
        "days after an offer was closed during which whoever waits for word is to be told", 1, 366
    ),
    "quiet_days": Rule("days without an ask after which someone who often says yes is remembered", 1, 3660),
    "review_lines": Rule("lines of one sort in the weekly review", 1, 100),
    "common_tag": Rule(
        "people with a tag from which sharing it says nothing about who suits whom", 2, 100000
    ),
}
