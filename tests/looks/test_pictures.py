"""The README's pictures show the program of today."""

import pytest

from screenshots.take import FOLDER, PICTURES, Picture, taken


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_not_stale(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CRM_STATE_DIR", "CRM_CONFIG"):
        monkeypatch.setenv(name, "")  # put back afterwards
    kept = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert taken(picture) == kept, "run: python -m screenshots.take"
