"""What came of an offer, in one line."""

from datetime import date

from crm.domain.book import Book
from crm.domain.days.dates import say_day, say_day_of_year
from crm.domain.offer import LAPSE_DAYS, Offer
from crm.domain.reflection import Reflection
from crm.ui import glyphs
from crm.ui.widgets.line import Line, Span, crop

YEAR = 365
"""Days within which the year of an introduction goes without saying."""


def aftermath(book: Book, offer: Offer, today: date) -> Line:
    """What came of an offer, in one line; owed reflections first. Of a no that was taken back, only that it was."""
    reflections = [one for one in book.reflections_of(offer.id) if offer.side(one.side).answer == "no"]
    owed = next((one for one in reflections if one.is_owed), None)
    if owed is not None:
        begun = f", resume at step {owed.step}" if owed.status == "partial" and owed.step <= 4 else ""
        return (Span(f"{glyphs.REFLECT} to reflect on{begun}", "accent"),)
    if offer.introduced_on is not None:
        return _after_introduction(offer, today)
    if reflections:
        return (Span(crop(_learned(book, reflections[-1], today), 200), "muted"),)
    if offer.withdrawn_on is not None:
        return (Span(f"withdrawn {say_day(offer.withdrawn_on, today)}", "muted"),)
    if offer.stage == "ready":
        return (Span("both said yes: introduce them", "accent"),)
    return (Span("the no was taken back", "muted"),)


def _after_introduction(offer: Offer, today: date) -> Line:
    """When they were introduced, and how it went with the day they told of it: by that day the offer stands in the list."""
    assert offer.introduced_on is not None
    if not offer.outcome.is_told:
        said = Span(f"introduced {say_day(offer.introduced_on, today)}", "muted")
        due = (today - offer.introduced_on).days >= LAPSE_DAYS
        return (said, Span(" · how did it go?", "accent")) if due else (said,)
    worth = (offer.outcome.a.worth_it, offer.outcome.b.worth_it)
    words = "worth it" if "yes" in worth else "not worth it" if "no" in worth else "worth it? unsure"
    told = offer.last_day
    is_near = (told - offer.introduced_on).days < YEAR
    introduced = (
        say_day_of_year(offer.introduced_on, today) if is_near else say_day(offer.introduced_on, today)
    )
    return (
        Span(f"introduced {introduced}", "muted"),
        Span(f" · {words}", "good" if "yes" in worth else "muted"),
        Span(f", {say_day_of_year(told, today)}" if told != offer.introduced_on else "", "muted"),
    )


def _learned(book: Book, reflection: Reflection, today: date) -> str:
    """What a reflection changed, in the words that the next offer will meet."""
    if reflection.status == "skipped":
        return "reflection skipped"
    lessons = [f'carry "{effect.ref}"' for effect in reflection.acts("lesson")]
    lens = book.lenses.get(reflection.lens or 0)
    if lens is not None and lens.mode == "busy":
        until = f" until {say_day(lens.until, today)}" if lens.until else ""
        lessons.append(f"busy{until}")
    elif lens is not None and lens.types:
        lessons.append(f"only {', '.join(lens.types)}")
    kinds = [f"open to a {effect.ref}" for effect in reflection.acts("open_to")]
    said = "; ".join(lessons or kinds) or reflection.learned_decliner
    return f"reflected: {said}" if said else "reflected"
