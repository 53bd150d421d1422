"""A text goes to its owner's editor and comes back; whatever happens there, what stood in the field is not lost."""

import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import TextArea

from crm.session.session import Session
from crm.ui.outside.editor import NotEdited, edit, editor_command
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.note import NoteDialog
from tests.ui.forms.host import NARROW, Host, press, shown

Script = Callable[[str], tuple[str, ...]]

BEFORE = "Met in Lisbon.\nWants hardware people."


class Desk(Host):
    """A host whose terminal can be handed over."""

    def __init__(self, make: Callable[[], Screen[Any]]) -> None:
        super().__init__(make)
        self.handed_over = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.handed_over += 1
        yield


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Makes an editor of a few lines of Python; ``path`` is the file that it is given."""

    def make(lines: str) -> tuple[str, ...]:
        program = tmp_path / "an editor.py"
        program.write_text(f"import sys, os\npath = sys.argv[1]\n{lines}\n", encoding="utf-8")
        return (sys.executable, str(program))

    return make


@pytest.fixture
def editor(script: Script, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Names an editor in the environment."""

    def name(lines: str) -> None:
        python, program = script(lines)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{python} '{program}'")

    return name


def writes(content: bytes) -> str:
    return f"open(path, 'wb').write({content!r})"


# The file -------------------------------------------------------------------------------------------------


def test_a_text_comes_back_as_it_was_written(script: Script) -> None:
    command = script("text = open(path).read(); open(path, 'w').write(text.replace('Lisbon', 'Porto'))")
    assert edit(BEFORE, command, nullcontext) == BEFORE.replace("Lisbon", "Porto")


def test_nobody_else_can_read_it_and_nothing_is_left(script: Script, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    command = script(
        f"open({str(seen)!r}, 'w').write(f'{{os.stat(path).st_mode}} "
        "{os.stat(os.path.dirname(path)).st_mode} {path}')\n"
        "open(path + '~', 'w').write('a copy of it')\nopen(path, 'a').write('more')"
    )
    edit(BEFORE, command, nullcontext, "notes.md")
    of_file, of_folder, path = seen.read_text().split(" ", 2)
    assert stat.S_IMODE(int(of_file)) == 0o600
    assert stat.S_IMODE(int(of_folder)) == 0o700
    assert path.endswith("notes.md")
    assert not Path(path).parent.exists()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"one\r\ntwo\r\n", "one\ntwo"),
        (b"\xef\xbb\xbfone\n", "one"),
        ("\ufeffo\u00f1e\n".encode("utf-16-le"), "o\u00f1e"),
        (b"caf\xe9 in Lisbon\n", "caf\u00e9 in Lisbon"),
        (b"a\x1b[31mb\x00c\td\x07\n", "a[31mbc\td"),
        ("\u4f1f \u0646\u0648\u0631\n\n".encode(), "\u4f1f \u0646\u0648\u0631\n"),
        (b"", ""),
    ],
)
def test_whatever_an_editor_writes_becomes_plain_text(script: Script, content: bytes, text: str) -> None:
    assert edit(BEFORE, script(writes(content)), nullcontext) == text


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("sys.exit(3)", "ended with 3: the text is as it was"),
        ("os.remove(path)", "left no file behind: the text is as it was"),
        ("pass", "came back with nothing changed"),
    ],
)
def test_an_editor_that_brings_nothing_says_why(script: Script, lines: str, reason: str) -> None:
    with pytest.raises(NotEdited, match=reason):
        edit("\ud800 and what cannot be written", script(lines), nullcontext)


def test_what_a_failing_editor_wrote_is_kept(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(NotEdited, match="what it wrote is in ") as failed:
        edit(BEFORE, script(writes(b"an hour of work\n") + "; sys.exit(1)"), nullcontext)
    kept = Path(str(failed.value).rpartition("is in ")[2])
    assert kept.read_text() == "an hour of work\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_key_that_interrupts_the_editor_does_not_end_the_program(script: Script) -> None:
    before = signal.getsignal(signal.SIGINT)
    command = script(
        "import signal\nsignal.signal(signal.SIGINT, lambda *_: None)\nos.kill(os.getppid(), signal.SIGINT)\n"
        + writes(b"still here\n")
    )
    assert edit(BEFORE, command, nullcontext) == "still here"
    assert signal.getsignal(signal.SIGINT) is before


def test_a_program_that_cannot_be_started_is_said_in_words(tmp_path: Path) -> None:
    text = tmp_path / "no-program"
    text.write_text("words")
    with pytest.raises(NotEdited, match="no-program could not be started: Permission denied"):
        edit(BEFORE, (str(text),), nullcontext)


# The command ----------------------------------------------------------------------------------------------


def there(*names: str) -> Callable[[str], str | None]:
    return lambda name: name if name in names else None


def test_visual_comes_before_editor_and_its_words_are_taken_apart() -> None:
    which = there("code", "nano", "/opt/my editor/ed")
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "nano"}, which) == ("code", "--wait")
    assert editor_command({"VISUAL": "  ", "EDITOR": "nano -l 'a b'"}, which) == ("nano", "-l", "a b")
    assert editor_command({"EDITOR": "/opt/my editor/ed"}, which) == ("/opt/my editor/ed",)


def test_without_a_name_a_usual_editor_is_taken() -> None:
    assert editor_command({}, there("vi", "nano")) == ("nano",)


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, "no editor is named: put one into EDITOR"),
        ({"EDITOR": "emacz -nw"}, "EDITOR names emacz, which is not there"),
        ({"VISUAL": "vi 'x"}, "VISUAL cannot be read: a quotation mark is missing"),
    ],
)
def test_an_editor_that_is_not_there_is_said_in_words(environ: dict[str, str], reason: str) -> None:
    with pytest.raises(NotEdited, match=reason):
        editor_command(environ, there())


# In a dialog ----------------------------------------------------------------------------------------------


async def test_a_note_is_written_in_an_editor_and_saved_as_usual(
    session: Session, amara: int, editor: Callable[[str], None]
) -> None:
    editor("text = open(path).read()\nopen(path, 'w').write(text.upper() + 'and more\\n')")
    app = Desk(lambda: NoteDialog(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        assert "ctrl+g editor" in shown(app)
        await press(pilot, "met her", "<ctrl+g>")
        text = app.screen.query_one(TextArea)
        assert text.text == "MET HER\nand more"
        await press(pilot, "<ctrl+z>")
        assert text.text == "met her"
        await press(pilot, "<ctrl+y>", "<ctrl+s>")
    assert app.handed_over == 1
    (note,) = session.book.notes_of(amara)
    assert note.text == "MET HER\nand more"


async def test_a_failing_editor_leaves_what_was_typed(
    session: Session, amara: int, editor: Callable[[str], None]
) -> None:
    editor("sys.exit(1)")
    app = Desk(lambda: NoteDialog(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "met her", "<f4>")
        assert app.screen.query_one(TextArea).text == "met her"
        assert "ended with 1: the text is as it was" in shown(app)
        await press(pilot, " twice", "<ctrl+s>")
    (note,) = session.book.notes_of(amara)
    assert note.text == "met her twice"


async def test_where_the_terminal_cannot_be_handed_over_one_line_says_so(
    session: Session, amara: int, editor: Callable[[str], None]
) -> None:
    editor(writes(b"never"))
    app = Host(lambda: NoteDialog(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "met her", "<ctrl+g>")
        assert app.screen.query_one(TextArea).text == "met her"
        assert "this terminal cannot be handed to an editor: write here" in shown(app)


async def test_the_field_with_the_cursor_is_the_one_that_is_edited(
    session: Session, amara: int, editor: Callable[[str], None]
) -> None:
    editor(writes(b"Never sent.\n"))
    app = Desk(lambda: ContactForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        assert "editor" not in shown(app).splitlines()[-2]
        await press(pilot, "<ctrl+g>")
        assert "go to one first" in shown(app)
        app.screen.query_one("#notes").focus()
        await pilot.pause()
        assert "ctrl+g editor" in shown(app)
        await press(pilot, "<ctrl+g>", "<ctrl+s>")
    assert app.handed_over == 1
    contact = session.book.contact(amara)
    assert (contact.notes, contact.bio) == ("Never sent.", "Builds the platform at Lumen.")
