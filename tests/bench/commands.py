"""What is measured of the command line: how long a command takes, beside Python that does nothing."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.big_book import TODAY
from tests.bench.program import surroundings
from tests.bench.sample import Samples
from tests.bench.targets import Bench

MS = 1000.0

PEOPLE = 10_000
"""Cards of the address book that is imported."""

BARE = [sys.executable, "-c", "pass"]
CRM = [sys.executable, "-m", "crm"]


def took(argv: Sequence[str], state: Path) -> float:
    """Milliseconds that a command takes from start to end."""
    start = time.perf_counter()
    environ = surroundings() | {"CRM_STATE_DIR": str(state)}
    subprocess.run(argv, check=True, env=environ, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * MS


def use_commands(bench: Bench, state: Path) -> Samples:
    """``--help`` and ``today``, beside bare Python."""
    found = Samples()
    found.add("bare python", took(BARE, state))
    found.add("crm --help", took([*CRM, "--help"], state))
    today = [*CRM, "today", "--file", str(bench.path), "--today", TODAY.isoformat()]
    found.add("crm today", took(today, state))
    return found


def import_cards(folder: Path) -> Samples:
    """An address book taken into an empty book."""
    cards, book = folder / "people.vcf", folder / "imported.json"
    if not cards.exists():
        cards.write_text("".join(map(_card, range(PEOPLE))), encoding="utf-8")
    book.unlink(missing_ok=True)
    found = Samples()
    found.add("import", took([*CRM, "import", str(cards), "--file", str(book)], folder / "state"))
    return found


def _card(number: int) -> str:
    return (
        "BEGIN:VCARD\r\nVERSION:3.0\r\n"
        f"N:Okafor{number};Amara;;;\r\nFN:Amara Okafor{number}\r\n"
        f"ORG:Lumen {number % 97}\r\nTITLE:Head of Platform\r\n"
        f"EMAIL;TYPE=work:amara.{number}@example.org\r\nTEL;TYPE=cell:+1 555 {number:07d}\r\n"
        "NOTE:Met at the harbour\\, over a broken projector.\r\nEND:VCARD\r\n"
    )
