"""How a reflection is said: its title, its effects, and the facts beside each question. Pure, no widgets."""

from collections.abc import Iterator
from datetime import date, timedelta

from crm.domain.days.dates import say_day
from crm.domain.lens import REVIEW_DAYS
from crm.domain.offer import Kind
from crm.domain.reflecting.clues import only_phrase, timing_phrase
from crm.domain.reflecting.fillings import noes_that_close
from crm.domain.reflecting.steps import Reflecting
from crm.insight.evidence import Ask, Evidence
from crm.ui import glyphs
from crm.ui.rows.lens_words import lens_words, source_words
from crm.ui.widgets.facts import Fact

MANY: dict[Kind, str] = {"connection": "connections", "referral": "referrals", "favor": "favors"}

ORDINALS = {3: "third", 4: "fourth", 5: "fifth"}


def heading(found: Evidence) -> str:
    """Who said no to meeting whom."""
    return f"{found.decliner_name} said no to meeting {found.other_name}"


def subheading(found: Evidence, today: date) -> str:
    """What was offered, and the days of the ask and the answer."""
    told = found.told
    parts: list[str] = [found.offer.kind]
    if told.asked_on is not None:
        parts.append(f"asked {say_day(told.asked_on, today)}")
    if told.answered_on is not None:
        parts.append(f"answered {say_day(told.answered_on, today)}")
    return " · ".join(parts)


# Facts ------------------------------------------------------------------------------------------------------


def facts(found: Evidence, state: Reflecting, today: date) -> tuple[Fact, ...]:
    """The evidence beside the question of this step."""
    steps = {1: _clear, 2: _kind, 3: _focus, 4: _often}
    return tuple(steps[state.step](found, state, today)) if state.step in steps else ()


def _clear(found: Evidence, _: Reflecting, today: date) -> Iterator[Fact]:
    told = found.told
    yield _their_words(found)
    yield from _reasons(found)
    yield Fact("You told", _quoted(told.why_told) or "no why was written down", not told.why_told)
    yield _bio(found)
    if told.days is not None:
        yield Fact("Answered", _after(told.days))
    elif told.answered_on is not None:
        yield Fact("Answered", say_day(told.answered_on, today))


def _kind(found: Evidence, state: Reflecting, today: date) -> Iterator[Fact]:  # noqa: ARG001 - one shape for all steps
    yield _their_words(found)
    yield Fact("Offered as", found.offer.kind)
    yield Fact("You told", _quoted(found.told.why_told) or "no why was written down")
    yield from _closed(found, state)
    taken = [MANY[kind] for kind in state.ground.taken]
    if taken:
        yield Fact("Took before", " and ".join(taken))


def _closed(found: Evidence, state: Reflecting) -> Iterator[Fact]:
    """Why the kind is filled in as closed, where it is counting and not their words or your choice; and by luck."""
    kind, answers = state.kind_shown, state.answers
    noes = noes_that_close(state.ground, kind, answers.clear, state.focus)
    if noes and answers.closed_to is None and kind in state.closed_shown:
        which = ORDINALS.get(noes, f"{noes}th")
        yield Fact("Closed?", f"{which} no to a {kind}, with no other reason and no yes")
        if found.kinds_by_luck[kind]:
            yield Fact("By luck?", found.kinds_by_luck[kind])


def _focus(found: Evidence, _: Reflecting, today: date) -> Iterator[Fact]:
    words = found.told.words
    yield _their_words(found, marked=bool(timing_phrase(words) or only_phrase(words)))
    yield from _reasons(found)
    for lens in found.lenses[:3]:
        yield Fact("Open to", lens_words(lens, today))
    for no in found.noes[:4]:
        text = f"{say_day(no.on, today)}, {no.kind}: {_quoted(no.words) or 'no words'}"
        yield Fact("Earlier no", text, bool(no.busy))
    if not found.lenses and not found.noes:
        yield Fact("Before", "no earlier no, and nothing known of what they are open to")


def _often(found: Evidence, _: Reflecting, today: date) -> Iterator[Fact]:
    asked = found.how_often
    counts = asked.counts
    waiting = f", {counts.waiting} waiting" if counts.waiting else ""
    said = f"{counts.no} no, {counts.yes} yes, {counts.later} later, {counts.no_reply} silent{waiting}"
    yield Fact("Answers", f"{said}, of {counts.asked} asked")
    if counts.answered >= 5:
        yield Fact("Share", asked.share)
    if asked.luck:
        yield Fact("By luck?", asked.luck)
    for ask in asked.asks:
        yield ask_fact(ask, today)


def _their_words(found: Evidence, *, marked: bool = False) -> Fact:
    return Fact("They said", _quoted(found.told.words) or "their words are not written down", marked)


def _reasons(found: Evidence) -> Iterator[Fact]:
    for source, label in (("said", "They named"), ("guess", "You guessed")):
        words = [one.word for one in found.told.reasons if one.source == source]
        if source == "guess" and found.told.guess:
            words.append(found.told.guess)
        if words:
            yield Fact(label, ", ".join(words))


def _bio(found: Evidence) -> Fact:
    told = found.told
    if not told.bio_sent:
        return Fact("Bio sent", f"none of {found.other}", marked=True)
    age = f", {_count(told.bio_age, 'day')} old when sent" if told.bio_age is not None else ""
    return Fact(
        "Bio sent", f"{_count(told.bio_words, 'word')}{age}: {_quoted(told.bio_sent)}", told.bio_words < 8
    )


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”" if text.strip() else ""


def _count(n: int, one: str) -> str:
    return f"{n} {one}" if n == 1 else f"{n} {one}s"


def _after(days: int) -> str:
    return "the same day" if days == 0 else f"after {_count(days, 'day')}"


def ask_fact(ask: Ask, today: date) -> Fact:
    """One ask and what came of it: ``– no`` beside ``14 Oct  ↗ favor, Chen Wei``."""
    sign = {"waiting": glyphs.WAITING, "nothing": glyphs.NOT_ASKED}.get(ask.came) or glyphs.ANSWER[ask.came]  # type: ignore[index]  # the two others are no answers
    word = {"no_reply": "silent", "nothing": "closed"}.get(ask.came, ask.came)
    return Fact(
        f"{sign} {word}", f"{say_day(ask.on, today)}  {glyphs.KIND[ask.kind]} {ask.kind}, {ask.other}"
    )


# Effects ----------------------------------------------------------------------------------------------------


def effect_words(effect: str, state: Reflecting, found: Evidence, today: date) -> str:
    """What an effect changes from now on, in one line."""
    what, _, ref = effect.partition("/")
    name = found.decliner
    if what == "lesson":
        return (
            f"Next offers: make clear {ref}" if ref != "a clearer why" else "Next offers: tell a clearer why"
        )
    if what == "lens":
        return _lens_effect(state, name, today)
    if what == "check_in":
        day = state.check_in
        return f"Check in with {name} {_on(day, today)}" if day else ""
    return f"{name} seems {'open' if what == 'open_to' else 'closed'} to {_many(ref)} for now"


def _many(kind: str) -> str:
    return next((many for one, many in MANY.items() if one == kind), kind)


def _on(day: date, today: date) -> str:
    return (
        "today"
        if day <= today
        else say_day(day, today)
        if day == today + timedelta(1)
        else f"on {say_day(day, today)}"
    )


def _lens_effect(state: Reflecting, name: str, today: date) -> str:
    lens = state.lens
    if lens is None:
        return ""
    what = f"is busy with {lens.busy_with}" if lens.busy_with else "is busy"
    if lens.mode == "only_type":
        what = f"only wants to meet {', '.join(lens.types)}"
    if lens.until is not None:
        end = f"until {say_day(lens.until, today)}"
    else:
        end = f"look again {say_day(today + timedelta(REVIEW_DAYS), today)}"
    return f"{name} {what} ({source_words(lens.source)}, {end})"
