"""An app over a small book, with words for what a connector does before the screen is looked at."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm.session import actions
from crm.session.session import Session
from tests.ui.core.conftest import TODAY, Desk

__all__ = ["TODAY", "ago", "books", "desk"]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Session]:
    session = Session.open(tmp_path / "people.json", today=TODAY)
    yield session
    session.close()


@pytest.fixture
def desk(books: Session) -> Desk:
    """Amara, who hopes for potters, Ben, who is one, and Chen, who hopes for hardware people like Amara."""
    made = Desk(books)
    for name, fields in (
        ("Amara Okafor", {"wants": ("potters",), "tags": ("hardware",)}),
        ("Ben Ortiz", {"title": "Potter", "tags": ("clay",)}),
        ("Chen Wei", {"wants": ("hardware",)}),
    ):
        books.do(actions.AddContact(name=name, **fields))
    return made
