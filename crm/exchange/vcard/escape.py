"""Text as vCard 3.0 and 4.0 write it."""

from crm.exchange.text import clean, one_line

LONGEST = 75
"""Octets in a line before it is folded (RFC 6350, section 3.2)."""


def escaped(text: str) -> str:
    r"""A text value: backslash, comma, semicolon and line end escaped (RFC 6350, section 3.4)."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def parameter(value: str) -> str:
    """A parameter's value, quoted where it has to be. Quotation marks cannot stand in one: they become apostrophes."""
    value = one_line(clean(value).replace('"', "'"))
    return f'"{value}"' if any(letter in value for letter in ",;:") else value


def column_line(name: str, value: str) -> str:
    """A column or attribute of another format that has no property in vCard, kept as a line of its own."""
    return f"X-COLUMN;X-NAME={parameter(name)}:{escaped(value)}"


def folded(line: str) -> str:
    """A line folded at 75 octets, never inside a character."""
    if len(line) <= LONGEST and line.isascii():
        return line
    pieces: list[str] = []
    start = size = 0
    for at, letter in enumerate(line):
        width = len(letter.encode(errors="replace"))
        if size + width > LONGEST:
            pieces.append(line[start:at])
            start, size = at, 1
        size += width
    pieces.append(line[start:])
    return "\r\n ".join(pieces)
