"""How every screen looks, held as pictures: ``pytest tests/looks --snapshot-update`` takes them anew.

What differs is written to the test's own folder, beside which the picture that is kept can be looked at.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]  # it has no types
from syrupy.assertion import SnapshotAssertion

from tests.looks.places import PLACES, Place
from tests.looks.taking import pictures


@pytest.fixture(autouse=True)
def same_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No picture shows the machine that it was taken on: its folders, its time zone, its colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CRM_STATE_DIR", "state")
    monkeypatch.setenv("CRM_CONFIG", "/nowhere/settings.toml")  # it is shown
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
async def test_every_screen(place: Place, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    kept = snapshot.use_extension(SVGImageExtension)
    path = tmp_path / "people.json"
    place.book(path)
    differing = []
    for name, svg in (await pictures(place, path)).items():
        if svg != kept(name=name):
            seen = tmp_path / f"{place.name}-{name}.svg"
            seen.write_text(svg)
            differing.append(str(seen))
    assert not differing
