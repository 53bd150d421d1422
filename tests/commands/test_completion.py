"""Completion in the shells themselves: what is offered behind what is typed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from crm.cli import main
from crm.commands import completion
from crm.usage import APP, COMMANDS, named

SHELLS = {"bash": completion.bash, "zsh": completion.zsh, "fish": completion.fish}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.json").touch()
    (tmp_path / "two words.vcf").touch()
    return tmp_path


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_in_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert script == SHELLS[shell]()
    for usage in (*COMMANDS, APP):
        assert usage.name in script
        for one in usage.takes:
            for name in one.names if one.is_option else ():
                assert (name if shell != "fish" else name.lstrip("-")) in script


def offered_by_bash(typed: list[str], folder: Path) -> set[str]:
    words = " ".join(f"'{word}'" for word in ("crm", *typed))
    script = (
        f"{completion.bash()}\nCOMP_WORDS=({words})\nCOMP_CWORD={len(typed)}\n_crm\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    return run(["bash", "--norc"], script, folder)


def offered_by_fish(typed: list[str], folder: Path) -> set[str]:
    line = " ".join(("crm", *typed))
    told = run(["fish", "--no-config"], f"{completion.fish()}\ncomplete -C '{line}'\n", folder)
    return {one.split("\t")[0] for one in told}


def run(shell: list[str], script: str, folder: Path) -> set[str]:
    done = subprocess.run(
        shell,
        input=script,
        text=True,
        cwd=folder,
        capture_output=True,
        check=True,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    assert done.stderr == ""
    return {line for line in done.stdout.splitlines() if line}


@pytest.mark.parametrize("shell", ["bash", "fish"])
@pytest.mark.parametrize(
    ("typed", "offered", "not_offered"),
    [
        (["im"], {"import"}, {"demo", "people.json"}),
        (["pe"], {"people.json"}, {"import"}),
        (["import", "--dr"], {"--dry-run"}, {"--keep"}),
        (["import", "pe"], {"people.json"}, {"import"}),
        (["today", "--file", "pe"], {"people.json"}, set()),
        (["today", "--today", "pe"], set(), {"people.json"}),
        (["completion", ""], {"bash", "zsh", "fish"}, {"import", "people.json"}),
        (["apply", "pe"], set(), {"people.json"}),
        (["export", "--format", ""], {"json", "vcf", "csv", "ics"}, {"people.json", "--offers"}),
        (["export", "--vcard", "3"], {"3.0"}, {"4.0"}),
        (["export", "--format", "vcf", "--o"], {"--offers"}, {"json"}),
        (["merge", "--b"], {"--base"}, set()),
        (["merge", "--f"], set(), {"--file"}),
        (["people.json", "--to"], {"--today"}, {"--json"}),
    ],
)
def test_what_is_offered(
    shell: str, typed: list[str], offered: set[str], not_offered: set[str], folder: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    found = (offered_by_bash if shell == "bash" else offered_by_fish)(typed, folder)
    assert offered <= found
    assert not not_offered & found


def test_fish_is_told_the_choices_of_an_option() -> None:
    assert "-l format -x -a 'json vcf csv ics'" in completion.fish()


def test_bash_keeps_a_name_with_a_blank_in_one_piece(folder: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    assert offered_by_bash(["import", "two"], folder) == {"two words.vcf"}


def test_zsh_reads_the_script(folder: Path) -> None:
    if shutil.which("zsh") is None:
        pytest.skip("there is no zsh here")
    script = f"autoload -Uz compinit && compinit -D -u\n{completion.zsh()}\nprint $_comps[crm]\n"
    assert run(["zsh", "-f"], script, folder) == {"_crm"}


def test_every_command_has_examples_that_name_it_and_that_it_understands() -> None:
    for usage in (*COMMANDS, APP):
        assert usage.examples
        for line, words in usage.examples:
            assert f"crm {usage.name}".strip() in line
            assert words
    assert named("import") is not None
    assert named("nothing") is None
