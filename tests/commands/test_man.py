"""The manual page: everything in it, and nothing that man would take for a command of its own."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import crm
from crm.cli import main
from crm.commands.man import page, plain
from crm.usage import COMMANDS

CRM = Path(crm.__file__).parent


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


def test_where_there_are_choices_they_stand_in_place_of_a_word() -> None:
    assert r"[\fB\-\-format\fR \fIjson|vcf|csv|ics\fR]" in page()
    assert r"\fI\fR" not in page(), "nothing stands for a value"


def test_each_variable_that_the_program_reads_is_named() -> None:
    read = set(re.findall(r"CRM_[A-Z_]+", "".join(one.read_text("utf-8") for one in CRM.rglob("*.py"))))
    assert {"CRM_FILE", "CRM_CONFIG", "CRM_STATE_DIR"} <= read
    assert [
        name for name in (*read, "VISUAL", "EDITOR") if name not in page().split(".SH ENVIRONMENT")[1]
    ] == []


@pytest.mark.parametrize(
    ("text", "safe"), [(".TH", "\\&.TH"), ("'x", "\\(aqx"), ("a\\b", "a\\eb"), ("-x", "\\-x")]
)
def test_no_text_is_a_command(text: str, safe: str) -> None:
    assert plain(text) == safe
