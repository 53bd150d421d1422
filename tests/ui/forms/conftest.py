from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.session import actions
from crm.session.session import Session
from tests.ui.forms.host import TODAY


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.open(tmp_path / "book.json", today=TODAY)
    yield opened
    opened.close()


@pytest.fixture
def amara(session: Session) -> int:
    """A person with everything that a form shows."""
    return _added(
        session,
        actions.AddContact(
            name="Amara Okafor",
            title="Head of Platform",
            org="Lumen",
            bio="Builds the platform at Lumen.",
            bio_updated=date(2025, 3, 1),
            tags=("hardware",),
        ),
    )


@pytest.fixture
def ben(session: Session) -> int:
    return _added(session, actions.AddContact(name="Ben Ortiz", title="Founder", org="Kelp"))


def _added(session: Session, action: actions.AddContact) -> int:
    added = session.do(action).id
    assert added is not None
    return added
