"""Signs by which one person is known again: each a text that is equal where the sign is, "" where there is none."""

import re

from crm.domain.finding.likeness import words

_DIGITS = re.compile(r"\d")
_PROFILE = re.compile(r"(?:https?://)?(?:[\w-]+\.)*linkedin\.com/(?:in|pub)/([^/?#\s]+)", re.IGNORECASE)
_ROLE_WORDS = (
    "admin billing book booking contact desk events family familie hello help hi hr info jobs kontakt mail "
    "marketing office post press sales service studio support team webmaster welcome"
)
_ROLES = frozenset(_ROLE_WORDS.split())

LONG_NOTES = 40
"""Characters from which on two people are hardly described in the same words."""


def email_sign(address: str) -> str:
    """The address without case, or "" for what is no address."""
    return f"e:{address.strip().casefold()}" if "@" in address else ""


def is_role(address: str) -> bool:
    """Whether the address is likely read by several people (info@, office@)."""
    return re.split(r"[@+.\d-]", address.casefold(), maxsplit=1)[0] in _ROLES


def phone_sign(number: str) -> str:
    """The last nine digits, which leave out country and trunk codes, or "" for fewer than seven."""
    digits = "".join(_DIGITS.findall(number))
    return f"p:{digits[-9:]}" if len(digits) >= 7 else ""


def profile_sign(url: str) -> str:
    """The LinkedIn profile that an address names, or ""."""
    match = _PROFILE.match(url.strip())
    return f"u:{match[1].casefold()}" if match else ""


def name_sign(name: str) -> str:
    """The words of the name in any order. By itself it proves nothing."""
    return "n:" + " ".join(sorted(words(name)))


def birth_sign(name: str, birthday: str) -> str:
    """Name and full date of birth together, or "" where the year is not known."""
    return f"b:{birthday}{name_sign(name)}" if birthday[:1].isdecimal() else ""


def note_sign(name: str, notes: str) -> str:
    """Name and the very same long notes together, or "" for short ones."""
    text = " ".join(notes.split())
    return f"t:{text}{name_sign(name)}" if len(text) >= LONG_NOTES else ""
