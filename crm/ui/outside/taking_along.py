"""A message on its way out: opened in the mail program, or written to a file beside the book."""

import re
from datetime import date
from pathlib import Path


def open_mail(address: str) -> bool:
    """Whether a mail program took it. A browser in this very terminal would draw over the app: it is not one."""
    import webbrowser  # noqa: PLC0415 - most messages are copied

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    return type(browser) is not webbrowser.GenericBrowser and browser.open(address)


def write_file(folder: Path, to: str, day: date, content: bytes) -> Path:
    """Write a new file; one that is there already is left alone."""
    stem = re.sub(r"[^\w]+", "-", f"message to {to} {day.isoformat()}").strip("-").lower()[:80]
    for place in range(1, 1000):
        path = folder / f"{stem}{f'-{place}' if place > 1 else ''}.eml"
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(0, "there are too many messages of today")
