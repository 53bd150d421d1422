"""A folder of vCards, one card a file, as khard and vdirsyncer keep them."""

from pathlib import Path

from crm.domain.record import Refusal, changed
from crm.exchange.person import Fault, Person, Reading
from crm.exchange.progress import Tell, quiet, watched
from crm.exchange.vcard.reader import UNCLOSED, read_vcards

_ENDINGS = frozenset({".vcf", ".vcard"})


def read_folder(folder: Path, tell: Tell = quiet) -> Reading:
    """Read every vCard file in a folder, in order of their names; other files and hidden ones are passed over.

    Raises:
        Refusal: when the folder has no vCard files.
    """
    paths = sorted(
        path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS and not path.name.startswith(".")
    )
    if not paths:
        raise Refusal(f"{folder.name} is a folder without vCard files (.vcf) in it")
    people: list[Person] = []
    faults: list[Fault] = []
    skipped = failed = 0
    for path in watched(paths, tell):
        reading = _read_file(path)
        record = len(people)
        people += [changed(person, record=record + number) for number, person in enumerate(reading.people, 1)]
        faults += reading.faults
        skipped += reading.skipped
        failed += reading.failed
    return Reading(
        file=folder.name,
        format="khard",
        people=tuple(people),
        faults=tuple(faults),
        skipped=skipped,
        failed=failed,
    )


def _read_file(path: Path) -> Reading:
    """One file of the folder. One without a card, or with one that breaks off (half written), is a fault and no person."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return _unread(path, f"cannot be read: {error.strerror}")
    reading = read_vcards(raw, path.name)
    if not reading.read:
        return _unread(path, "the file holds no vCard" if raw.strip() else "the file is empty")
    if reading.read == 1 and any(fault.what.startswith(UNCLOSED) for fault in reading.faults):
        return _unread(path, f"{UNCLOSED}: the file seems half written and was left out")
    return reading


def _unread(path: Path, what: str) -> Reading:
    return Reading(file=path.name, format="khard", faults=(Fault(path.name, 1, 1, "", what),), failed=1)
