"""What the columns of a table hold, as a person says it: ``{"Who": "name", "Post": "emails"}``."""

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence

from crm.domain.record import Refusal
from crm.exchange.column import IGNORED, Column
from crm.exchange.table.columns import normal

Columns = Mapping[str, str]
"""By header (or number, from 1, in a table without headers) the word for what it holds."""

DETAIL, SKIP = "detail", "skip"
"""The words for what is kept beside the fields, and for what is left out."""

FIELDS: tuple[str, ...] = (
    *("name", "given", "family", "emails", "phones", "org", "title", "urls"),
    *("street", "city", "postcode", "country", "address", "birthday", "tags", "notes"),
    *("how_met", "bio", "wants", "gives", "nickname", "middle", "prefix", "suffix", "department", "fax"),
    *("connected_on", DETAIL, SKIP),
)
"""The words of a mapping, those wanted most first."""

WORDS = {
    "name": "whole name",
    "given": "first name",
    "family": "last name",
    "emails": "e-mail",
    "phones": "phone",
    "org": "works at",
    "title": "job title",
    "urls": "link",
    "tags": "tags (a, b)",
    "how_met": "how you met",
    "connected_on": "connected on",
    DETAIL: "kept beside",
    SKIP: "leave out",
}
"""The words of a mapping as they are said to a person, where they are not said as they are."""

_FEW = 3

_HOLD_MANY = {"emails": "email", "phones": "phone", "urls": "url", "fax": "fax", "notes": "notes"}
_PARTS = {
    "street": "street",
    "city": "city",
    "postcode": "postcode",
    "country": "country",
    "address": "formatted",
}
_OTHERS = {
    "email": "emails",
    "e-mail": "emails",
    "mail": "emails",
    "phone": "phones",
    "url": "urls",
    "website": "urls",
    "company": "org",
    "organization": "org",
    "note": "notes",
    "tag": "tags",
    "addresses": "address",
    "zip": "postcode",
    "first": "given",
    "last": "family",
    "ignore": SKIP,
    "ignored": SKIP,
}
_LABELS = (
    ("mobile", re.compile(r"mobile|cell|handy|mobil|portable|móvil|celular", re.IGNORECASE)),
    ("work", re.compile(r"work|business|office|büro|geschäft|dienst|travail|trabajo", re.IGNORECASE)),
    ("home", re.compile(r"home|private|privat|perso", re.IGNORECASE)),
)


def word_for(text: str) -> str:
    """The word of a mapping that a text means.

    Raises:
        Refusal: naming the words there are.
    """
    word = text.strip().casefold().replace(" ", "_")
    word = _OTHERS.get(word, word)
    if word not in FIELDS:
        raise Refusal(f"{text.strip()!r} is nothing that a column can hold; there are: {', '.join(FIELDS)}")
    return word


def column_for(word: str, header: str) -> Column | None:
    """The column that a word of ``FIELDS`` makes of a header; None for a detail that is kept as it is."""
    if word == DETAIL:
        return None
    if word == SKIP:
        return IGNORED
    if word in _PARTS:
        return Column("address", "", _PARTS[word])
    field = _HOLD_MANY.get(word)
    if field is None:
        return Column(word)
    label = next((label for label, found in _LABELS if found.search(header)), "")
    return Column(field, normal(header), label=label if field in ("email", "phone") else "")


def guesses_in_words(guesses: Sequence[tuple[str, str]]) -> str:
    """Columns with what they were taken for: ``Ville as city, Rencontré à as how you met``; the first few by name."""
    few = [f"{header} as {WORDS.get(word, word)}" for header, word in guesses[:_FEW]]
    return ", ".join([*few, f"{len(guesses) - _FEW} more"] if len(guesses) > _FEW else few)


def parse_columns(text: str) -> dict[str, str]:
    """``Who=name,Post=emails`` as a mapping; a header with a comma in it stands in quotation marks.

    Raises:
        Refusal: for a part without ``=``, or a word that is nothing that a column can hold.
    """
    found = {}
    for part in next(csv.reader([text], skipinitialspace=True), []):
        header, equals, word = part.rpartition("=")
        if not equals or not header.strip():
            raise Refusal(f'{part.strip()!r} is no HEADER=FIELD, such as "Who=name,Post=emails"')
        found[header.strip()] = word_for(word)
    if not found:
        raise Refusal('no column was named: write HEADER=FIELD, such as "Who=name,Post=emails"')
    return found


def written(columns: Columns) -> str:
    """A mapping as ``parse_columns`` reads it."""
    return ",".join(f"{_quoted(header)}={word}" for header, word in columns.items())


def _quoted(header: str) -> str:
    needs = any(sign in header for sign in ',"') or header != header.strip()
    return '"{}"'.format(header.replace('"', '""')) if needs else header


def fingerprint(headers: Sequence[str]) -> str:
    """What tells one sort of table from another: the same headers in the same order."""
    told = "\x1f".join(map(normal, headers))
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
