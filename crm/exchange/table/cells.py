"""Cells that a spreadsheet would take for a formula, made harmless and back again.

See https://owasp.org/www-community/attacks/CSV_Injection.
"""

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell with an apostrophe in front if a spreadsheet would run it, or if it would be mistaken for such a one."""
    bare = cell.lstrip("'")
    return f"'{cell}" if bare.startswith(_STARTS) else cell


def unharmed(cell: str) -> str:
    """The cell without the apostrophe that ``harmless`` put in front."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_STARTS) else cell
