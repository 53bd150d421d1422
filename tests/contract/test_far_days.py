"""Days at the ends of the calendar: "for ever" is often written 9999-12-31, and a slip of the key makes year 1."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crm.cli import main
from crm.session.session import Session
from tests.contract.desk import Script

FIRST, LAST = "0001-01-01", "9999-12-31"


def with_far_days(script: Script, far: str) -> tuple[int, int]:
    """A book in which whatever takes a day has this one.

    The days of what has happened are none to come for the program itself: there, another one has written them.
    """
    day = FIRST
    ada, ben, chen = (script.person(name, bio="x", bio_updated=day) for name in ("Ada", "Ben", "Chen"))
    for side in "ab":
        offer = script.offer(ada, ben, made_on=FIRST, override_reason="sure")
        script.do("mark_asked", offer=offer, side=side, on=day)
    met = script.offer(ada, chen, made_on=FIRST, override_reason="sure")
    for side in "ab":
        script.do("record_answer", offer=met, side=side, answer="yes", on=day)
    script.do("introduce", offer=met, on=day)
    no = script.offer(ben, chen, made_on=FIRST, override_reason="sure")
    owed = script.do("record_answer", offer=no, side="a", answer="no", on=day)["reflection"]
    script.do("reflect", reflection=owed, clear="no", missing=["why now"], check_in=day, on=day)
    planned = script.do("plan_check_in", contact=chen, due_on=far)["id"]
    script.do("answer_check_in", checkin=planned, too_busy="yes", until=far, on=day)
    script.do("answer_check_in", checkin=planned, too_busy="yes", on=day)
    script.do("set_lens", contact=ada, mode="busy", until=LAST, source="said")
    script.do("set_lens", contact=ben, mode="busy", review_on=far)
    script.do("add_note", contact=ada, text="x", on=far)
    script.session.close()
    written = script.path.read_text("utf-8")
    script.path.write_text(re.sub(rf'(?<!made)(_on": ?)"{day}"', rf'\1"{far}"', written), "utf-8")
    script.session = Session.open(script.path, today=script.today)
    return ada, ben


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_every_question_and_export_is_answered(script: Script, tmp_path: Path, day: str) -> None:
    ada, ben = with_far_days(script, day)
    questions: list[tuple[str, dict[str, Any]]] = [
        ("today", {}),
        ("answers", {}),
        ("answers", {"contact": ada}),
        ("who_suits", {"contact": ada}),
    ]
    for do, fields in questions:
        script.do(do, **fields)
    (lens, *_) = script.do("look_ahead", kind="favor", a=ada, b=ben)["lines"]
    assert (lens["about"], lens["proposes"]) == ("lens", LAST)
    script.session.close()
    for form in ("json", "vcf", "csv", "ics"):
        assert main(["export", "--format", form, "--file", str(script.path), "-o", str(tmp_path / form)]) == 0


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_today_too_far_away_is_wrong_usage(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--today", day]) == 2
    assert "too far from now" in capsys.readouterr().err


def test_apply_with_its_input_closed_has_nothing_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m crm apply --file "{tmp_path}/people.json" <&-'],
        capture_output=True,
        env=dict(os.environ),
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
