"""``crm backup``: a dated copy of the book, read back before it is believed."""

from argparse import Namespace
from datetime import UTC, datetime

from crm.commands import book_path, require_file
from crm.storage import copies
from crm.storage.words import counts_in_words, size_in_words


def run(options: Namespace) -> int:
    """Make the copy and say where it is."""
    path = require_file(book_path(options))
    made = copies.take(path, datetime.now(UTC), options.output)
    print(made.path)
    print(f"{counts_in_words(made.tables.counts)}; {size_in_words(len(made.data))}, read back and the same.")
    return 0
