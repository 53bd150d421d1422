"""The vCard lines that a contact has kept, sorted by what they are needed for when it is written."""

import re

from crm.domain.contact import Contact
from crm.exchange.postal import Postal
from crm.exchange.text import one_line
from crm.exchange.vcard.prop import Prop, parsed
from crm.exchange.vcard.values import Values

_NAMED = re.compile(r';X-NAME=(?:"([^"]*)"|([^;:"]*))')

ADR = ("box", "extended", "street", "city", "region", "postcode", "country")


class Kept:
    """Lines that say a field in more detail stand for it as long as they agree with it; else the field has changed.

    ``urls`` and ``addresses`` are such lines by the value that they stand for; ``others`` go out as they are.
    """

    def __init__(self, contact: Contact) -> None:
        self.n = self.org = ""
        self.urls: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.others: list[str] = []
        self._values = Values(old=False, careful=False)
        props = [(line, parsed(line.encode(), 0)) for line in contact.extra]
        self._groups = {prop.group.upper() for _, prop in props if prop is not None}
        used = {
            prop.group.upper()
            for line, prop in props
            if prop and prop.name != "X-ABLABEL" and self._sort(line, prop, contact)
        }
        for line, prop in props:
            if prop is not None and prop.name == "X-ABLABEL" and prop.group.upper() in used:
                self.others.append(line)

    def new_group(self) -> str:
        """The name of a group that no line has yet."""
        number = 1
        while f"ITEM{number}" in self._groups:
            number += 1
        self._groups.add(f"ITEM{number}")
        return f"item{number}"

    def _sort(self, line: str, prop: Prop, contact: Contact) -> bool:
        """Find the place of a line; False when it has none any more."""
        if prop.name == "N":
            family, given = ([*self._values.parts(prop), "", ""])[:2]
            self.n = self.n or (line if (family, given) == (contact.family, contact.given) else "")
            return self.n == line
        if prop.name == "ADR":
            shown = Postal(**dict(zip(ADR, self._values.parts(prop), strict=False))).shown
            return self._stand_for(line, shown, contact.addresses, self.addresses)
        if prop.name == "URL":
            return self._stand_for(line, one_line(self._values.text(prop)), contact.urls, self.urls)
        if prop.name == "ORG" and not self.org and self._values.parts(prop)[0] == contact.org:
            self.org = line
        elif prop.name != "BDAY" or not contact.birthday:
            self.others.append(line)
        return True

    def _stand_for(self, line: str, value: str, held: tuple[str, ...], lines: dict[str, str]) -> bool:
        if value in held:
            lines.setdefault(value, line)
        return lines.get(value) == line


def in_words(line: str) -> str:
    """A kept line as a person reads it: a column as ``Score: 7``, an address as it is written on a letter, others as they stand."""
    prop, values = parsed(line.encode(errors="replace"), 0), Values(old=False, careful=False)
    if prop is not None and prop.name == "ADR":
        return Postal(**dict(zip(ADR, values.parts(prop), strict=False))).shown or line
    if prop is not None and prop.name == "X-COLUMN" and (named := _NAMED.search(line)):
        return f"{named[1] or named[2]}: {one_line(values.text(prop))}"
    return line
