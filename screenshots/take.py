"""Takes the README's pictures by driving the real app on the demo book: ``python -m screenshots.take``.

With ``--check`` nothing is written: it says which pictures are stale, and ends with 1 when any is.
"""

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from crm.demo import build
from crm.session.session import Session
from crm.ui.app import CrmApp
from screenshots.driving import keys, plain, pressed

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Picture:
    """One picture: the keys that lead there from the main screen, and the size of the terminal."""

    name: str
    keys: str
    size: tuple[int, int] = (120, 40)


PICTURES = (
    Picture("main", "down"),
    Picture("reflection", "3 enter"),
    Picture("from-now-on", "3 enter p t a enter enter o 'dance companies' enter enter"),
    Picture("offer", "down o 'Yusuf' enter"),
    Picture("insight", "down 3 z"),
)


async def _taken(picture: Picture, book: Path) -> str:
    session = Session.open(book, today=TODAY)
    app = CrmApp(session)
    try:
        async with app.run_test(size=picture.size) as pilot:
            await pressed(pilot, keys(picture.keys))
            return plain(app.export_screenshot(title="crm"))
    finally:
        session.close()


def taken(picture: Picture) -> str:
    """One picture as SVG, the same for the same code."""
    with TemporaryDirectory() as folder:
        os.environ |= {"CRM_STATE_DIR": f"{folder}/state", "CRM_CONFIG": f"{folder}/settings.toml"}
        book = Path(folder) / "people.json"
        build(book, TODAY)
        return asyncio.run(_taken(picture, book))


def main(arguments: list[str]) -> int:
    """Take all pictures, or those named; with ``--check`` only compare."""
    check = "--check" in arguments
    names = [word for word in arguments if not word.startswith("-")]
    stale = []
    for picture in PICTURES:
        if names and picture.name not in names:
            continue
        path = FOLDER / f"{picture.name}.svg"
        svg = taken(picture)
        if not path.exists() or path.read_text(encoding="utf-8") != svg:
            stale.append(picture.name)
            if not check:
                path.write_text(svg, encoding="utf-8")
    print(f"{'stale' if check else 'taken'}: {', '.join(stale) or 'none'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
