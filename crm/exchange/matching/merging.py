"""Two contacts of one book made one: which value of each field stays, and what is left aside."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from crm.domain.contact import Contact, Labelled, Pick, Source
from crm.domain.finding.likeness import same_name
from crm.domain.finding.signs import email_sign, phone_sign
from crm.domain.record import Refusal, changed
from crm.exchange.matching.extras import joined_extra

LISTS = ("emails", "phones", "urls", "addresses", "tags", "wants", "gives")
PROSE = ("how_met", "bio", "notes")
FIELDS = ("name", "org", "title", *LISTS[:4], "birthday", *LISTS[4:], *PROSE)
"""The fields that are chosen, in the order of a card. Given and family name go with the name."""

_PARTS = ("given", "family")


class Aside(NamedTuple):
    """A value that is in neither field nor list of the merged contact."""

    field: str
    text: str


def picks(keep: Contact, merge: Contact, chosen: Mapping[str, Pick] | None = None) -> dict[str, Pick]:
    """Whose value stays, field by field: as chosen, else lists and notes together, and of two texts the fuller one.

    A title belongs to its organisation: of two jobs both come from one contact, unless they were chosen apart.

    Raises:
        Refusal: for a field that is not one of ``FIELDS``, or both of what can only be one.
    """
    for field, pick in (chosen or {}).items():
        if field not in FIELDS:
            raise Refusal(f"{field!r} is no field to choose; there are: {', '.join(FIELDS)}")
        if pick == "both" and field not in (*LISTS, *PROSE):
            raise Refusal(f"{field} can only be one of the two: keep or merge")
    of = dict(chosen or {})
    if _are_two_jobs(keep, merge):
        of.setdefault("org", of.get("title") or _fuller_job(keep, merge))
        of.setdefault("title", of["org"])
    return {field: of.get(field) or _default(field, keep, merge) for field in FIELDS}


def _are_two_jobs(keep: Contact, merge: Contact) -> bool:
    """Whether the two work at two places: both have an organisation, and neither is the other told more fully."""
    mine, theirs = _flat(keep.org), _flat(merge.org)
    return bool(mine and theirs) and mine not in theirs and theirs not in mine


def _fuller_job(keep: Contact, merge: Contact) -> Pick:
    """Whose job says more: the one with a title, else the longer one."""

    def rank(one: Contact) -> tuple[bool, int]:
        return bool(one.title), len(one.org)

    return "merge" if rank(merge) > rank(keep) else "keep"


def _default(field: str, keep: Contact, merge: Contact) -> Pick:
    if field in LISTS or field == "notes":
        return "both"
    mine, theirs = getattr(keep, field), getattr(merge, field)
    rank = _RANKS.get(field, len)
    return "merge" if theirs and (not mine or rank(theirs) > rank(mine)) else "keep"


def _name_rank(name: str) -> tuple[bool, bool, bool, int]:
    """A name before an address, written as names are before capitals, in order before turned round; then the longer."""
    return (
        any(letter.isalpha() for letter in name) and "@" not in name,
        not (name.isupper() or name.islower()),
        "," not in name,
        len(name),
    )


def _birthday_rank(birthday: str) -> bool:
    return not birthday.startswith("--")


_RANKS: dict[str, Callable[[str], Any]] = {"name": _name_rank, "birthday": _birthday_rank}


def merged(keep: Contact, merge: Contact, chosen: Mapping[str, Pick] | None = None) -> Contact:
    """The one contact that two become. It has the id of ``keep``, and the sources of both, so that both are found again.

    Raises:
        Refusal: as ``picks``.
    """
    of = picks(keep, merge, chosen)
    fields: dict[str, Any] = {field: _value(field, pick, keep, merge) for field, pick in of.items()}
    first, second = (merge, keep) if of["name"] == "merge" else (keep, merge)
    for part in _PARTS:
        fields[part] = getattr(first, part) or (
            getattr(second, part) if getattr(second, part) in fields["name"] else ""
        )
    if fields["bio"] != keep.bio:
        fields["bio_updated"] = max(filter(None, (keep.bio_updated, merge.bio_updated)), default=None)
    return changed(
        keep,
        **fields,
        introduced_by=keep.introduced_by if keep.introduced_by is not None else merge.introduced_by,
        archived_on=keep.archived_on and merge.archived_on,
        sources=tuple(dict.fromkeys((*keep.sources, *merge.sources, Source("crm", str(merge.id))))),
        extra=joined_extra(first.extra, second.extra),
    )


def _value(field: str, pick: Pick, keep: Contact, merge: Contact) -> Any:
    mine, theirs = getattr(keep, field), getattr(merge, field)
    if pick != "both":
        return mine if pick == "keep" else theirs
    if field in PROSE:
        return _together(mine, theirs)
    if field in ("emails", "phones"):
        return _labelled(field, mine, theirs)
    known = {_flat(one) for one in mine}
    return (*mine, *(one for one in theirs if _flat(one) not in known))


def _together(mine: str, theirs: str) -> str:
    """One text after the other; what is part of the other stands there once."""
    if _flat(theirs) in _flat(mine):
        return mine
    return theirs if _flat(mine) in _flat(theirs) else f"{mine}\n\n{theirs}"


def _labelled(field: str, mine: tuple[Labelled, ...], theirs: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Each address or number once, with the label that there is, and the country's code of a number."""
    together: dict[str, Labelled] = {}
    for one in (*mine, *theirs):
        sign = _sign(field, one.value)
        held = together.setdefault(sign, one)
        is_fuller = one.value.startswith("+") and not held.value.startswith("+")
        together[sign] = Labelled(one.value if is_fuller else held.value, held.label or one.label)
    return tuple(together.values())


def _sign(field: str, text: str) -> str:
    """What makes two values of a field the same one."""
    sign = _SIGNS.get(field)
    return (sign(text) if sign else "") or _flat(text)


_SIGNS = {"emails": email_sign, "phones": phone_sign}


def _flat(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("/")


def left_aside(keep: Contact, merge: Contact, result: Contact) -> tuple[Aside, ...]:
    """What either of the two had and the merged contact has not."""
    found = []
    for field in FIELDS:
        stays = {_sign(field, text) for text in _texts(field, result)}
        for text in (*_texts(field, keep), *_texts(field, merge)):
            if not _is_part(field, text, getattr(result, field)) and _sign(field, text) not in stays:
                stays.add(_sign(field, text))
                found.append(Aside(field, text))
    held = set(result.extra)
    found += [Aside("extra", line) for line in (*keep.extra, *merge.extra) if line not in held]
    return tuple(found)


def _is_part(field: str, text: str, value: Any) -> bool:
    """Whether a text says nothing that the one which stays does not say."""
    if field == "name":
        return same_name(text, value)
    said = (
        text.removeprefix("--") if field == "birthday" else text
    )  # a day of the year is part of a full date
    return isinstance(value, str) and _flat(said) in _flat(value)


def _texts(field: str, of: Contact) -> tuple[str, ...]:
    value = getattr(of, field)
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(one.value if isinstance(one, Labelled) else one for one in value)
