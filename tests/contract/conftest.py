from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.desk import Script


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def script(tmp_path: Path) -> Iterator[Script]:
    made = Script(tmp_path / "people.json")
    yield made
    made.session.close()
