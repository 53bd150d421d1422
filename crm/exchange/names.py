"""Names of people put together from their parts."""

from crm.domain.finding.likeness import EAST_ASIAN
from crm.exchange.text import one_line


def full_name(given: str, family: str, middle: str = "", prefix: str = "", suffix: str = "") -> str:
    """A display name from its parts, family first and unspaced where both are in East Asian scripts."""
    parts = [one_line(part) for part in (prefix, given, middle, family, suffix)]
    if (
        parts[1]
        and parts[3]
        and not parts[2]
        and all(EAST_ASIAN.fullmatch(part) for part in (parts[1], parts[3]))
    ):
        parts[1:4] = [parts[3] + parts[1]]
    return " ".join(part for part in parts if part)
