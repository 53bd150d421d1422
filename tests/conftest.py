"""What holds for every test: locks, backups and drafts stay in the test's own folder.

Where nobody watches (``CI``), property tests try the same examples each time, so that a change is judged and not the
dice; by hand they roll anew.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same each time", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("same each time")


def pytest_xdist_auto_num_workers() -> int:
    """Two workers to a core: a test that drives a screen waits for it about half of the time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("CRM_STATE_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def patient_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait as long as it takes for what is on its way: how fast the machine is decides nothing."""
    for module in ("crm.ui.typed.ahead", "crm.ui.typed.one_by_one"):
        monkeypatch.setattr(f"{module}.LIMIT", 60.0)
