"""The figures as a small table, for the README: what should be, and what was found where the truth is known."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.simulation import by_luck, coverage
from tests.simulation.openness import Name, seen
from tests.simulation.order import orders
from tests.simulation.reflecting import Tact
from tests.simulation.share import mean, share, together


class Row(NamedTuple):
    """One figure in words: what is looked at, what it should be, what was found, over how many draws.

    ``due`` is what the program says or, where it says nothing, what the truth that was put in leads to.
    """

    what: str
    due: str
    found: str
    draws: str


def rows() -> Iterator[Row]:
    """All figures, in the order of the README."""
    yield from _intervals()
    yield from _luck()
    yield from _characters()
    yield from _order()


def _intervals() -> Iterator[Row]:
    shown = together(coverage.of_a_share(chance).shown for chance in coverage.CHANCES)
    heeded = together(coverage.of_a_share_when_check_ins_are_heeded(one) for one in coverage.CHANCES)
    compared = together(coverage.of_a_difference(*pair).holds for pair in coverage.PAIRS)
    false = coverage.findings_without_truth()
    yield Row(
        "A person's interval holds their true share",
        "95%",
        _percent(shown.found),
        _many(shown.draws, "people"),
    )
    yield Row("… where check-ins are heeded", "95%", _percent(heeded.found), _many(heeded.draws, "people"))
    yield Row(
        "A comparison holds the true difference",
        "95%",
        _percent(compared.found),
        _many(compared.draws, "comparisons"),
    )
    books = _many(false.lead.draws, "books")
    yield Row("“Lead with …” where all kinds are alike", "5% at most", _percent(false.lead.found), books)
    yield Row("A trend where there is none", "5% at most", _percent(false.trend.found), books)


def _luck() -> Iterator[Row]:
    for yes, answered in ((0, 3), (1, 5)):
        line = by_luck.luck_line(yes, answered)
        yield Row(
            f"{yes} of {answered} by luck, at a usual 6 in 10",
            f"1 in {1 / line.stated:.1f}",
            f"1 in {1 / line.found.found:.1f}",
            _many(line.found.draws, "people"),
        )
    for heeded, how in (
        (False, "asked on all the same"),
        (True, "asked no more once flagged"),
    ):
        found = by_luck.flagged(0.6, heeded=heeded)
        yield Row(
            f"Plain people, {how}: who ever met the check-in rule",
            f"{found.expected:.0f} by luck",
            f"{found.came}",
            _many(found.people, "people"),
        )
    years = by_luck.flagged_in_years(heeds=True)
    yield Row(
        "… in a year of check-ins that are answered",
        f"{sum(one.expected for one in years):.0f} by luck",
        f"{sum(one.came for one in years)}",
        _many(sum(one.people for one in years), "people"),
    )


def _characters() -> Iterator[Row]:
    tact = Tact()
    understood = together([seen().understood("focused"), seen().understood("busy")])
    yield Row(
        "Focused or busy: their first no about it says so, or is guessed right",
        f"{_percent(tact.told + (1 - tact.told) * tact.guessed)} (put in)",
        _percent(understood.found),
        _many(understood.draws, "first noes"),
    )
    suitings: dict[Name, str] = {"focused": "of their type", "busy": "after their day"}
    for name, suiting in suitings.items():
        said = seen().of(name, "said")
        yield Row(
            f"Said to be {name}: an offer that does not suit is stopped",
            "all",
            _percent(share(one.other == "stop" for one in said).found),
            _many(len(said), "first noes"),
        )
        yield Row(
            f"… and one {suiting} is fine",
            "all",
            _percent(share(one.suiting == "fine" for one in said).found),
            _many(len(said), "first noes"),
        )
    guessed = [*seen().of("focused", "guessed"), *seen().of("busy", "guessed")]
    lens = [one for one in guessed if one.suiting_lens == "fine"]
    yield Row(
        "Guessed to be either: an offer that does not suit asks for a thought",
        "all",
        _percent(share(one.other == "think" for one in guessed).found),
        _many(len(guessed), "first noes"),
    )
    yield Row(
        "… and one that suits is fine",
        "nearly all",
        _percent(share(one.suiting == "fine" for one in lens).found),
        _many(len(lens), "first noes"),
    )
    yield from _kinds()


def _kinds() -> Iterator[Row]:
    declined = [one for one in seen().lasts if not one.suits and one.declined]
    closed = seen().said_closed
    yield Row(
        "Open to one kind: the kinds they declined seem closed",
        "nearly all",
        _percent(share(one.verdict == "think" for one in declined).found),
        _many(len(declined), "kinds"),
    )
    yield Row(
        "Of the kinds that seem closed, those that truly are",
        "more than half",
        _percent(share(not one.suits for one in closed).found),
        _many(len(closed), "kinds"),
    )
    counted = [one for one in closed if not one.understood]
    yield Row(
        "… those that noes alone closed, without a word or a guess",
        "asked, with its luck line",
        _percent(share(not one.suits for one in counted).found),
        _many(len(counted), "kinds"),
    )


def _order() -> Iterator[Row]:
    found = orders()
    books = _many(len(found), "books")
    for what, pairs in (
        ("agrees with the truth (rank correlation)", [one.agreement for one in found]),
        ("true share of its first ten", [one.top for one in found]),
    ):
        shrunken, raw = (mean(pair[at] for pair in pairs) for at in (0, 1))
        yield Row(f"Order of people: {what}", f"above {raw:.2f} (by raw share)", f"{shrunken:.2f}", books)


def table() -> str:
    """The rows as a Markdown table."""
    head = Row("where the truth is known", "should be", "found", "of")
    lines = [head, Row("---", "---", "---", "---"), *rows()]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def _percent(share_: float) -> str:
    return f"{100 * share_:.1f}%"


def _many(n: int, what: str) -> str:
    return f"{n:,} {what}"
