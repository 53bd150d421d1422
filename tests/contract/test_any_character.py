"""Half a character, which JSON can hold, and terminals that do not know every script: no command stops at them."""

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm.exchange.mail import eml, mailto
from tests.contract.desk import Script

NAMES = ("\ud800 half", "Ngọzí", "陈伟", "A\nB\u202e\x1b[31m", "[bold]Bob[/]")


@pytest.fixture
def book(script: Script) -> Path:
    people = [script.person(name, notes=name, birthday="--02-29", tags=[name]) for name in NAMES]
    for a, b in itertools.pairwise(people):
        script.do("record_answer", offer=script.offer(a, b), side="a", answer="no", words="\ud800")
        script.do("plan_check_in", contact=a, due_on="2026-12-01")
    script.session.close()
    return script.path


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
@pytest.mark.parametrize(
    "command",
    [
        "today",
        "today --json",
        "check",
        "export --format vcf",
        "export --format csv",
        "export --format ics",
        "import BOOK --dry-run",
        "import BOOK --dry-run --json",
    ],
)
def test_every_command_says_what_it_can(book: Path, encoding: str, command: str) -> None:
    words = [str(book) if word == "BOOK" else word for word in command.split()]
    done = subprocess.run(
        [sys.executable, "-m", "crm", *words, "--file", str(book)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    if "--json" in words:
        assert isinstance(json.loads(done.stdout.decode(encoding)), dict)
    elif words[0] == "export":
        assert "陈伟" in done.stdout.decode("utf-8")


def test_a_message_with_half_a_character_can_be_handed_to_the_mail_program() -> None:
    assert "half" in mailto(["ada@example.org"], "\ud800half", "\ud800")
    assert b"half" in eml(["ada@example.org", "\ud800@example.org"], "\ud800half", "\ud800")
