"""The table of what was measured, beside what is to be reached."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.bench.sample import Samples, ratio

Runs = Mapping[str, Samples]
"""What was measured, by the name of the program."""

Value = Callable[[Runs, str], float | None]


@dataclass(frozen=True)
class Line:
    """One figure of every size: how it is worked out, and what it may be at most at S and at L."""

    name: str
    value: Value
    unit: str
    at_most: tuple[float | None, float | None] = (None, None)

    def goal(self, size: str) -> float | None:
        """What the figure may be at most at a size; None where nothing is asked for."""
        return {"S": self.at_most[0], "L": self.at_most[1]}.get(size)


def _beside(figure: str, base: str = "empty", of: str = "start") -> Value:
    """The middle ratio, round by round, to another program's figure."""
    return lambda runs, size: ratio(runs[f"app {size}"].values[figure], runs[base].values[of])


def _beside_list(figure: str) -> Value:
    """The ratio of the high percentiles to the bare list's with as many rows."""

    def value(runs: Runs, size: str) -> float | None:
        mine, bare = runs[f"app {size}"].high(figure), runs[f"list {size}"].high(figure)
        return mine / bare if mine is not None and bare else None

    return value


def _high(figure: str, run: str = "app") -> Value:
    return lambda runs, size: runs[f"{run} {size}"].high(figure)


def _middle(figure: str, run: str = "app") -> Value:
    return lambda runs, size: runs[f"{run} {size}"].middle(figure)


LINES = (
    Line("start to contacts on screen", _beside("start"), "x empty", (1.5, 2.0)),
    Line("start to everything on screen", _beside("everything"), "x empty", (1.8, 3.5)),
    Line("cursor down: first output, p95", _beside_list("down"), "x bare list", (2.0, 2.0)),
    Line("cursor down: other panes follow, p95", _high("follow"), "ms", (50, 50)),
    Line("cursor down: written to the terminal", _middle("bytes"), "bytes"),
    Line("key held: output goes on after it", _middle("lag"), "ms"),
    Line("filter key: result seen, p95", _beside_list("filter"), "x bare list", (1.5, 1.5)),
    Line("find everywhere: result seen, p95", _high("find"), "ms", (50, 50)),
    Line("find everywhere: the search alone, p95", _high("find", "inside"), "ms"),
    Line("answer: screen changes, p95", _high("answer"), "ms", (50, 50)),
    Line("answer: the day's counts follow, p95", _high("day"), "ms"),
    Line("any change: the change alone, p95", _high("change", "inside"), "ms"),
    Line("any change: figures for everyone, p95", _high("figures", "inside"), "ms", (50, 50)),
    Line("memory", _middle("memory"), "MiB", (None, 200)),
    Line("idle", _beside("idle", of="idle"), "x empty", (2.0, 2.0)),
)


def table(runs: Runs, sizes: tuple[str, ...]) -> str:
    """A table in Markdown: a line for each figure, a column for each size; ``!`` marks what misses its goal."""
    rows = [["", "in", *sizes, "goal S", "goal L"]]
    for line in LINES:
        values = [_cell(line.value(runs, size), line.goal(size)) for size in sizes]
        rows.append([line.name, line.unit, *values, *(_number(one) for one in line.at_most)])
    return markdown(rows)


def commands_table(commands: Samples, imports: Samples) -> str:
    """The command line: each command beside bare Python."""
    bare, seconds = commands.values["bare python"], imports.middle("import")
    rows = [
        ["", "measured", "goal"],
        ["crm --help", _times(ratio(commands.values["crm --help"], bare)), "3 x bare Python"],
        ["crm today at S", _times(ratio(commands.values["crm today"], bare)), "without Textual"],
        ["import 10,000 vCards", f"{_number(seconds and seconds / 1000)} s", "3 s"],
    ]
    return markdown(rows)


def peers_table(runs: Runs, sizes: tuple[str, ...]) -> str:
    """Start, a key and memory of this program beside those of others; "" where no other was found."""
    peers = {name.removeprefix("peer "): run for name, run in runs.items() if name.startswith("peer ")}
    if not peers:
        return ""
    mine = {f"crm, {size}": runs[f"app {size}"] for size in sizes}
    rows = [["", "start, x empty", "a key: first output p50, ms", "p95, ms", "memory, MiB"]]
    for name, run in (mine | peers).items():
        key = "down" if name in mine else "key"
        start = ratio(run.values["start"], runs["empty"].values["start"])
        figures = (start, run.middle(key), run.high(key), run.middle("memory"))
        rows.append([name, *map(_number, figures)])
    return markdown(rows)


def markdown(rows: list[list[str]]) -> str:
    """Rows of cells as a table; the first row is its head."""
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|---|" + "---:|" * (len(rows[0]) - 1)
    return "\n".join((head, rule, *body))


def _times(value: float | None) -> str:
    return f"{_number(value)} x bare Python"


def _cell(value: float | None, goal: float | None) -> str:
    return _number(value) + (" !" if value is not None and goal is not None and value > goal else "")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
