"""``crm export``: the whole book, its people, its offers, or its days."""

import sys
from argparse import Namespace
from pathlib import Path

from crm.commands import book_path, opened
from crm.domain.record import Refusal
from crm.session.exporting import Wanted, exported, format_of, write


def run(options: Namespace) -> int:
    """Write to a file, or to standard output."""
    if not book_path(options).exists():
        raise Refusal(f"there is no book {book_path(options)}")
    to: Path | None = None if options.output in (None, Path("-")) else options.output.expanduser()
    if to is None and sys.stdout is None:
        raise Refusal("standard output is closed: -o FILE writes to a file")
    kind = options.format or (format_of(to) if to else None) or "json"
    wanted = Wanted(kind, options.vcard or "3.0", offers=options.offers, archived=options.archived)
    session = opened(options)
    try:
        export = exported(session, wanted)
        if to is None:
            sys.stdout.buffer.write(export.data)
            sys.stdout.buffer.flush()
        else:
            write(session, to, export)
    finally:
        session.close()
    print(f"{export.words}{f': {to}' if to else ''}", file=sys.stdout if to else sys.stderr)
    return 0
