"""A person in the making: what the properties of one card have said so far."""

from crm.domain.contact import Labelled, Source
from crm.exchange.person import Person
from crm.exchange.vcard.prop import Prop
from crm.exchange.vcard.values import Values

NAMELESS = "(no name)"
"""Stands in for a name where a card holds something, but nothing to call the person by."""

Ranked = list[tuple[int, Labelled]]


class Draft:
    """What a card has said. ``labels`` are Apple's labels by group.

    What a field of ours cannot hold, or holds with less detail (the parts of an address, a department, a second
    title), is also kept as the card's own line in ``extra``.
    """

    def __init__(self, values: Values, labels: dict[str, str]) -> None:
        self.values = values
        self._labels = labels
        self.kept_groups: set[str] = set()
        self.is_group = False
        self.name = self.made_name = self.given = self.family = self.nickname = ""
        self.org = self.title = self.bio = self.how_met = self.birthday = self.uid = ""
        self.emails: Ranked = []
        self.phones: Ranked = []
        self.urls: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.wants: list[str] = []
        self.gives: list[str] = []
        self.notes: list[str] = []
        self.extra: list[str] = []

    def keep(self, prop: Prop) -> None:
        """Keep a property as its own line."""
        if prop.group:
            self.kept_groups.add(prop.group.upper())
        self.extra.append(self.values.line(prop))

    def label(self, prop: Prop) -> str:
        """The label of a property: its group's, else what its types say."""
        return (self._labels.get(prop.group.upper(), "") if prop.group else "") or prop.params.label

    def rank(self, values: Ranked, prop: Prop, value: str) -> None:
        """Take in one of several values, of which some are preferred."""
        if value:
            values.append((prop.params.pref, Labelled(value, self.label(prop))))

    @property
    def is_empty(self) -> bool:
        """Whether the card said nothing at all about anybody."""
        said = (self.emails, self.phones, self.notes, self.urls, self.extra, self.tags)
        return not self._called() and not any(said)

    def _called(self) -> str:
        return self.name or self.made_name or self.nickname or self.org

    @property
    def display_name(self) -> str:
        """FN, else the name made of N, else what the person can be told by."""
        reached = (labelled.value for _, labelled in (*self.emails, *self.phones))
        return self._called() or next(reached, NAMELESS)

    def person(self, line: int, record: int) -> Person:
        """The person, read from the card that begins at ``line``."""
        return Person(
            name=self.display_name,
            given=self.given,
            family=self.family,
            org=self.org,
            title=self.title,
            bio=self.bio,
            emails=_once(self.emails),
            phones=_once(self.phones),
            urls=tuple(dict.fromkeys(self.urls)),
            addresses=tuple(dict.fromkeys(self.addresses)),
            birthday=self.birthday,
            tags=tuple(dict.fromkeys(self.tags)),
            wants=tuple(self.wants),
            gives=tuple(self.gives),
            how_met=self.how_met,
            notes="\n\n".join(self.notes),
            source=Source("vcard", self.uid),
            extra=tuple(dict.fromkeys(self.extra)),
            line=line,
            record=record,
        )


def _once(ranked: Ranked) -> tuple[Labelled, ...]:
    """The values, preferred ones first, each once."""
    by_value: dict[str, Labelled] = {}
    for _, labelled in sorted(ranked, key=lambda pair: pair[0]):
        by_value.setdefault(labelled.value, labelled)
    return tuple(by_value.values())
