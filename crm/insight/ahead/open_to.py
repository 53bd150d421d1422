"""What a person is open to: their current lens against the other person, and the kinds they seem closed to."""

from collections.abc import Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.days.daywords import days_after
from crm.domain.lens import Lens
from crm.domain.offer import Kind
from crm.domain.reflection import Reflection
from crm.insight.ahead.line import Glance, Line, Verdict
from crm.insight.counting.tally import day_of
from crm.insight.next_offer.lessons import acts_now
from crm.insight.next_offer.origins import lens_source_words, no_day, types_words
from crm.insight.suiting.match import fits_type
from crm.insight.words import day_words


def lens_lines(glance: Glance) -> Iterator[Line]:
    """Their current lens against the other person: said and in the way is a stop, a guess is worth a thought.

    What they said holds beside a guess that came later.
    """
    held = [lens for lens in glance.book.lenses_of(glance.me.id) if lens.holds_on(glance.today)]
    for lens in held[-1:]:
        yield _lens_line(glance, lens)
        said = next((one for one in reversed(held) if one.source == "said"), lens)
        if said is not lens and said.mode != "open":
            yield _lens_line(glance, said)


def _lens_line(glance: Glance, lens: Lens) -> Line:
    source = f"({lens_source_words(glance.book, lens, glance.today)})"
    if lens.mode == "busy":
        return _busy_line(glance, lens, source)
    if lens.mode == "only_type":
        return _type_line(glance, lens, source)
    return _line(glance, lens, "fine", f"{glance.name} is open to introductions {source}")


def _busy_line(glance: Glance, lens: Lens, source: str) -> Line:
    until = f"until {day_words(lens.until, glance.today)}" if lens.until else ""
    text = f"{glance.name} {'is' if lens.source == 'said' else 'seems'} {lens.busy_words(until)} {source}"
    if lens.until is None:
        return _line(glance, lens, _weight(glance, lens), text)
    after = days_after(lens.until, 1)
    text += f"; try from {day_words(after, glance.today)}"
    return _line(glance, lens, _weight(glance, lens), text, after)


def _type_line(glance: Glance, lens: Lens, source: str) -> Line:
    wants = "only wants" if lens.source == "said" else "seems to want only"
    text = f"{glance.name} {wants} to meet {types_words(lens)} {source}"
    if not lens.types:
        return _line(glance, lens, "think", f"{text}; which type is not noted")
    if fits_type(lens.types, glance.other):
        return _line(glance, lens, "fine", f"{text}, and {glance.other_name} fits")
    return _line(glance, lens, _weight(glance, lens), f"{text}; {glance.other_name} is not tagged so")


def _weight(glance: Glance, lens: Lens) -> Verdict:
    return "stop" if lens.source == "said" and not glance.is_requester else "think"


def _line(glance: Glance, lens: Lens, verdict: Verdict, text: str, proposes: date | None = None) -> Line:
    if glance.is_requester and verdict == "think":
        text += "; they asked for this one themselves"
    elif lens.until is None and lens.review_on is not None and lens.review_on <= glance.today:
        text += f"; worth asking again since {day_words(lens.review_on, glance.today)}"
    return glance.line(verdict, "lens", text, ("lenses", lens.id), None if glance.is_requester else proposes)


def kind_lines(glance: Glance) -> Iterator[Line]:
    """Whether they seemed open or closed to this kind after a no, unless they took one of the kind since."""
    stance = kind_stance(glance.book, glance.me.id, glance.kind)
    if stance is None:
        return
    is_open, reflection = stance
    day = no_day(glance.book, reflection)
    whence = f"(from their no{f' of {day_words(day, glance.today)}' if day else ''})"
    text = f"{glance.name} seems {'open' if is_open else 'closed'} to {glance.kind}s {whence}"
    yield glance.line("fine" if is_open else "think", "kind", text, ("reflections", reflection.id))


def kind_stance(book: Book, contact: int, kind: Kind) -> tuple[bool, Reflection] | None:
    """Whether a person seems open (True) or closed to a kind, by the latest reflection that says so.

    A yes to an offer of this kind after that no says more than the no did: then there is None.
    """
    speaking = [one for one in book.reflections_about(contact) if acts_now(book, one) and _speaks(one, kind)]
    if not speaking:
        return None
    latest = max(speaking, key=lambda one: (no_day(book, one) or date.min, one.id))
    if any(effect.ref == kind for effect in latest.acts("closed_to")):
        since = no_day(book, latest) or date.min
        return None if _took_one_after(book, contact, kind, since) else (False, latest)
    return True, latest


def _speaks(reflection: Reflection, kind: Kind) -> bool:
    return any(effect.ref == kind for what in ("open_to", "closed_to") for effect in reflection.acts(what))


def _took_one_after(book: Book, contact: int, kind: Kind, day: date) -> bool:
    return any(
        side.contact == contact and side.answer == "yes" and day_of(offer, key) > day
        for offer in book.offers_of(contact)
        if offer.kind == kind
        for key, side in offer.sides()
    )
