"""What the README says is so."""

import re
import tomllib
from pathlib import Path

from crm.settings.reading import read
from crm.ui.names import names
from screenshots.readme import README, written

ROOT = README.parent


def test_the_settings_that_it_shows_hold() -> None:
    shown = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    for text in shown:
        assert read(text, names()).faults == ()


def test_its_tables_are_those_of_the_program() -> None:
    text = README.read_text(encoding="utf-8")
    assert written(text) == text, "run: python -m screenshots.readme"


def test_every_picture_and_place_it_points_to_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!#|https?:)([^)]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_its_first_two_blocks_are_the_two_commands_and_ci_runs_the_second() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert "crm demo" in blocks[0]
    assert blocks[1].strip().splitlines()[-1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace(
        "\\\n", ""
    )


def test_the_changelog_knows_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'"{project["version"]}"' in (Path(ROOT) / "crm" / "__init__.py").read_text(encoding="utf-8")
