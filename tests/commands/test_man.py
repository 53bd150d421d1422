"""The manual page: everything in it, and nothing that man would take for a command of its own."""

import shutil
import subprocess

import pytest

from crm.cli import main
from crm.commands.man import page, plain
from crm.usage import COMMANDS


def rendered() -> str:
    """The page as man shows it, without its type faces."""
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-c", "-rLL=200n"],
        input=page(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    shown = done.stdout
    while "\b" in shown:
        at = shown.index("\b")
        shown = shown[: at - 1] + shown[at + 1 :]
    return " ".join(shown.replace("‐", "-").split())


def test_the_page_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man"]) == 0
    assert capsys.readouterr().out == page()


def test_man_shows_every_command_option_and_example() -> None:
    if shutil.which("groff") is None:
        pytest.skip("there is no groff here")
    shown = rendered()
    for usage in COMMANDS:
        assert f"crm {usage.name}" in shown
        for one in usage.takes:
            assert " ".join(one.words.split()) in shown
            assert one.names[0] in shown or not one.is_option
        for line, words in usage.examples:
            assert line in shown
            assert words in shown


@pytest.mark.parametrize(
    ("text", "safe"), [(".TH", "\\&.TH"), ("'x", "\\(aqx"), ("a\\b", "a\\eb"), ("-x", "\\-x")]
)
def test_no_text_is_a_command(text: str, safe: str) -> None:
    assert plain(text) == safe
