"""What a file is that is no address book, by how it begins."""

import re

_STARTS: tuple[tuple[bytes, str], ...] = (
    (
        b"PK\x03\x04",
        "a ZIP archive (an Excel workbook is one too): unpack it, or save the sheet as CSV first",
    ),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office document (Excel, Word or an Outlook message): save it as CSV or vCard first",
    ),
    (b"!BDN", "an Outlook data file (PST): export the contacts from Outlook as CSV first"),
    (b"SQLite format 3\x00", "an SQLite database: export the contacts from its program as vCard first"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a sound, picture or film (RIFF)"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "a rich text document"),
    (
        b"// <!-- <mdb:mork",
        "an old Thunderbird address book (Mork): export it from Thunderbird as vCard or LDIF first",
    ),
    (b"-----BEGIN PGP", "an encrypted or signed message (PGP)"),
)

_TEXTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE), "a calendar, not an address book"),
    (re.compile(rb"<!doctype html|<html", re.IGNORECASE), "a web page"),
    (re.compile(rb"<\?xml|<[a-z]+[ >]", re.IGNORECASE), "an XML document"),
    (
        re.compile(rb"(from |received:|return-path:|delivered-to:|message-id:)", re.IGNORECASE),
        "an e-mail message",
    ),
)


def kind_of_bytes(head: bytes) -> str:
    """What a file is that begins with these bytes, or "" when it can be text."""
    return next((what for start, what in _STARTS if head.startswith(start)), "")


def kind_of_text(text: bytes) -> str:
    """What a file of text is that begins like this, or "" when it is none of those known here."""
    begin = text.lstrip()[:200]
    return next((what for pattern, what in _TEXTS if pattern.match(begin)), "")


def is_binary(data: bytes) -> bool:
    """Whether bytes (in UTF-8 or a one-byte encoding) are no text: more than a few control characters."""
    head = data[:65536]
    controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 32)) if code != 0x1B)
    return controls * 50 > len(head)
