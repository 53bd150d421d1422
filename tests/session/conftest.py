from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.session.session import Session
from tests.session.desk import Desk

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.open(tmp_path / "people.json", today=TODAY)
    yield opened
    opened.close()


@pytest.fixture
def desk(session: Session) -> Desk:
    return Desk(session)
