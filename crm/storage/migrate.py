"""From an older schema of the file to the present one, in memory, as the file is read.

The file itself is written with the next change, and what it was before stays as a backup for good.
"""

from collections.abc import Callable

from crm.storage.change import Document, Key
from crm.storage.patch import same
from crm.storage.records import Tables, decode, encode

ABOUT = "about"
ABOUT_KEY: Key = (ABOUT, 1)

Migration = Callable[[str, Document], Document]
"""A pure step from one schema to the next: table and document in, document out. Unknown keys stay."""

Migrations = tuple[Migration, ...]
"""The step at index n leads from schema n + 1 to n + 2."""

MIGRATIONS: Migrations = ()

SCHEMA = len(MIGRATIONS) + 1
"""The version of the file's contract that this program reads and writes."""


def stated_schema(tables: Tables) -> int | None:
    """The schema that a book says it has; None if what it says is no version.

    A book without an ``about`` is taken as the present one, unless it states a version in its own way.
    """
    about = tables.get(*ABOUT_KEY)
    stated = {"schema": SCHEMA} if about is None else decode(about)
    version = stated.get("schema") if isinstance(stated, dict) else None
    if "schema_version" in tables.loose:
        version = decode(tables.loose["schema_version"])
    is_version = isinstance(version, int) and not isinstance(version, bool) and version > 0
    return version if is_version else None


def newer(tables: Tables, migrations: Migrations = MIGRATIONS) -> str:
    """Why a book's schema forbids writing to it; ``""`` when it does not."""
    version, known = stated_schema(tables), len(migrations) + 1
    if version is None:
        return "it does not say which schema it has"
    return f"a newer crm has written it (schema {version}; this one knows {known})" if version > known else ""


def migrate(tables: Tables, migrations: Migrations = MIGRATIONS) -> bool:
    """Bring a book's documents to the present schema, in place.

    Returns:
        Whether it was of an older one.
    """
    version = stated_schema(tables)
    if version is None or version > len(migrations):
        return False
    for name in tables.tables:
        for number, raw in list(tables.documents(name)):
            before = decode(raw)
            if isinstance(before, dict) and not same(
                before, after := _migrated(name, before, version, migrations)
            ):
                tables.put(name, number, encode(after))
    return True


def _migrated(table: str, document: Document, version: int, migrations: Migrations) -> Document:
    after = dict(document)
    for step in migrations[version - 1 :]:
        after = step(table, after)
    return after | {"schema": len(migrations) + 1} if table == ABOUT else after
