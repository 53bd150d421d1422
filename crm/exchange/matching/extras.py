"""vCard lines that have no field of ours, joined from two sources."""

from collections.abc import Iterable

from crm.domain.record import Part

_NAMES_OF_ONE = (
    "N FN ORG TITLE BDAY ANNIVERSARY PHOTO LOGO SOUND GENDER KIND TZ GEO ROLE CLASS SORT-STRING MAILER "
    "NICKNAME"
)
_ONE = frozenset(_NAMES_OF_ONE.split())
"""Properties of which the book's line stays when a file brings another."""

_LABEL = "X-ABLABEL"


class _Line(Part, frozen=True):
    group: str
    name: str
    rest: str

    @property
    def text(self) -> str:
        return (f"{self.group}.{self.name}" if self.group else self.name) + self.rest


def _parsed(line: str) -> _Line:
    end = min((at for at in (line.find(";"), line.find(":")) if at >= 0), default=len(line))
    group, dot, name = line[:end].rpartition(".")
    return _Line(group if dot else "", name, line[end:])


def joined_extra(held: tuple[str, ...], offered: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a contact and those of ``offered`` that are new. Groups (``item1.``) that collide are renamed."""
    if not offered or held == offered:
        return held
    mine = [_parsed(line) for line in held]
    present = {(line.name.upper(), line.rest) for line in mine}
    names = {line.name.upper() for line in mine}
    groups = {line.group.upper() for line in mine}
    result = list(held)
    for block in _blocks(map(_parsed, offered)):
        telling = [line for line in block if line.name.upper() != _LABEL]
        if all(_is_held(line, present, names) for line in telling):
            continue
        group = _free(block[0].group, groups)
        groups.add(group.upper())
        result += [_Line(group, line.name, line.rest).text for line in block]
    return tuple(result)


def _is_held(line: _Line, present: set[tuple[str, str]], names: set[str]) -> bool:
    name = line.name.upper()
    return (name, line.rest) in present or (name in _ONE and name in names)


def _blocks(lines: Iterable[_Line]) -> list[list[_Line]]:
    """Lines of one group together, every other line by itself."""
    blocks: list[list[_Line]] = []
    by_group: dict[str, list[_Line]] = {}
    for line in lines:
        block = by_group.get(line.group.upper()) if line.group else None
        if block is None:
            block = []
            blocks.append(block)
            if line.group:
                by_group[line.group.upper()] = block
        block.append(line)
    return blocks


def _free(group: str, used: set[str]) -> str:
    if not group or group.upper() not in used:
        return group
    number = 1
    while f"ITEM{number}" in used:
        number += 1
    return f"item{number}"
