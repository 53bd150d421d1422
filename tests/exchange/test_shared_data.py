"""Address books as programs out there write them, where the folder of shared test data is at hand."""

import importlib.util
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crm.domain.record import Refusal
from crm.exchange.detect import read
from crm.exchange.person import Reading, imported_people
from tests.exchange.samples import planned

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("CRM_SHARED_DATA") or ROOT.parent / "shared" / "data")
FACTS = DATA.parent / "tools" / "facts.py"

pytestmark = pytest.mark.skipif(not FACTS.is_file(), reason="the shared test data is not here")

FLAWED = frozenset(
    {
        ("outlook-com.csv", "phones"),  # two numbers that the file does not hold
        ("outlook-desktop-cp1252.csv", "phones"),  # likewise one
        ("nokia-s.vcf", "name"),  # East Asian names made of N: we put the family first
        ("sonyericsson-s.vcf", "name"),
        ("monica-s.json", "name"),
    }
)
"""Facts on which we differ with a reason, by file and field."""


def expected_files() -> list[Path]:
    return sorted(DATA.rglob("*.expected.json")) if FACTS.is_file() else []


def nasty_cases() -> list[dict[str, Any]]:
    path = DATA / "nasty" / "expectations.json"
    return (
        list(json.loads(path.read_text(encoding="utf-8"))["cases"])
        if FACTS.is_file() and path.is_file()
        else []
    )


def compare(expected: dict[str, Any], reading: Reading) -> list[str]:
    spec = importlib.util.spec_from_file_location("facts", FACTS)
    assert spec is not None
    assert spec.loader is not None
    facts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(facts)
    return list(facts.compare(expected, imported_people(reading)))


@pytest.mark.parametrize("path", expected_files(), ids=lambda path: path.name.removesuffix(".expected.json"))
def test_the_facts_hold(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    reading = read(path.parent / (expected.get("file") or expected["folder"]))
    wrong = compare(expected, reading)

    assert all(
        any((reading.file, field) in FLAWED and f": {field} is" in line for _, field in FLAWED)
        for line in wrong
    ), wrong
    assert len(wrong) <= 2


def outcome_of(case: dict[str, Any]) -> Iterator[str]:
    """What contradicts the expectation of one nasty file."""
    least, most = case["people"] if isinstance(case["people"], list) else (case["people"],) * 2
    try:
        reading = read(DATA / "nasty" / case["file"])
    except Refusal as refusal:
        if case["outcome"] != "refuse":
            yield f"refused: {refusal}"
        return
    if case["outcome"] == "refuse" and least == most:
        yield "not refused"
    done = planned(reading)
    if not least <= max(len(reading.people), done.counts.added) or done.counts.added > most:
        yield f"{len(reading.people)} people, {done.counts.added} added"
    missing = set(case["report_lines"]) - {fault.line for fault in reading.faults}
    if missing:
        yield f"lines {missing} are not told"
    if case["outcome"] == "import" and reading.faults:
        yield f"told: {reading.faults[0]}"
    found = json.dumps(imported_people(reading), ensure_ascii=False)
    yield from (
        f"{text!r} is not there" for text in case["keep"] if text not in found and "characters" not in text
    )


@pytest.mark.parametrize("case", nasty_cases(), ids=lambda case: case["file"])
def test_nasty_files_end_as_they_should(case: dict[str, Any]) -> None:
    assert list(outcome_of(case)) == []
