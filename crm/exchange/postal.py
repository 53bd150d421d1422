"""Postal addresses: from their parts to one line that is read by people, and to a vCard's ADR."""

from crm.domain.record import Part
from crm.exchange.text import one_line
from crm.exchange.vcard.escape import escaped, parameter


class Postal(Part, frozen=True, kw_only=True):
    """The parts of an address in the order of a vCard's ADR (RFC 6350, section 6.3.1)."""

    box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def shown(self) -> str:
        """The address on one line: ``Street 1, 12345 City, Region, Country``."""
        place = f"{self.postcode} {self.city}"
        parts = (self.street, self.extended, self.box, place, self.region, self.country)
        return ", ".join(line for part in parts if (line := one_line(part)))

    def line(self, label: str) -> str:
        """The address as a line of vCard."""
        parts = (self.box, self.extended, self.street, self.city, self.region, self.postcode, self.country)
        kind = f";TYPE={parameter(label)}" if label else ""
        return f"ADR{kind}:" + ";".join(escaped(part) for part in parts)
