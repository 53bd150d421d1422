"""The settings file: where it lies, how it is read, and how one setting in it is changed."""

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from crm.domain.record import Refusal
from crm.settings.values import Fault, Read, Settings, Value
from crm.settings.values import Path as EntryPath

if TYPE_CHECKING:
    from crm.settings.known import Names  # most days there is no file whose names were to be looked at

NAME = "settings.toml"

LONGEST = 1_000_000
"""Characters from which a file is no settings file; a device may have no end."""


def settings_path() -> Path:
    """``CRM_CONFIG``, else ``settings.toml`` in the platform's folder for configuration."""
    if named := os.environ.get("CRM_CONFIG"):
        return Path(named).expanduser()
    is_linux: bool = sys.platform == "linux"
    if is_linux:  # what platformdirs says, without the time that loading it takes
        base = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return Path(base if base.startswith("/") else Path.home() / ".config") / "crm" / NAME
    from platformdirs import user_config_path  # noqa: PLC0415 - only where it has to be asked

    return user_config_path("crm", appauthor=False) / NAME


class SettingsFile(Struct, frozen=True):
    """A settings file as it was read. ``found`` is False where there is none: then everything is as it comes."""

    path: Path
    read: Read = field(default_factory=Read)
    found: bool = False

    @property
    def settings(self) -> Settings:
        return self.read.settings

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.read.faults

    def told(self, fault: Fault) -> str:
        """A fault with its place."""
        return f"{self.path}, line {fault.line}: {fault.what}"


def load(names: "Names | None" = None, path: Path | None = None) -> SettingsFile:
    """Read the settings. A file that cannot be read is a fault like any other: the app opens all the same."""
    path = path or settings_path()
    try:
        text = _text(path)
    except FileNotFoundError:
        return SettingsFile(path)
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        return SettingsFile(path, Read(faults=(Fault(1, f"this file cannot be read: {why}"),)), found=True)
    from crm.settings.reading import read  # noqa: PLC0415 - most days nothing is set

    return SettingsFile(path, read(text, names), found=True)


def change(path: Path, setting: EntryPath, value: Value | None) -> None:
    """Write one setting into the file, which is made where there is none; None takes it back to its default.

    Raises:
        Refusal: when the file cannot be written, or is written in a way that only its owner can change.
    """
    from crm.settings.writing import changed  # noqa: PLC0415 - most days nothing is set

    try:
        text = _text(path) if path.exists() else ""
        write(path, changed(text, setting, value))
    except UnicodeError:
        raise Refusal(f"{path} is not UTF-8 text") from None
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror or error}") from None


def _text(path: Path) -> str:
    with path.open(encoding="utf-8-sig") as file:
        text = file.read(LONGEST)
    if len(text) == LONGEST:
        raise OSError(errno.EFBIG, "it is far too long for settings")
    return text


def write(path: Path, text: str) -> None:
    """Put a text in the file's place, whole or not at all.

    Raises:
        OSError: when it cannot be written; the file is as before.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
