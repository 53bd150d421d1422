"""One row of a table into a person."""

from crm.exchange.fields import Fields
from crm.exchange.person import Faults, Person
from crm.exchange.table.cells import unharmed
from crm.exchange.table.header import Header
from crm.exchange.table.rows import Row

_SHOWN = 60


class RowReader:
    """Reads the rows under one header. ``order`` is that of days with slashes in its birthdays, see ``day_order``."""

    def __init__(self, header: Header, faults: Faults, order: str) -> None:
        self.header = header
        self.faults = faults
        self.order = order or ("MDY" if header.kind == "outlook" else "")

    def person(self, row: Row, record: int) -> Person | None:
        """The person of a row, or None (and a fault) for a row that names nobody."""
        fields = Fields(self.header.kind, self.order)
        width = len(self.header.columns)
        for column, name, cell in zip(self.header.columns, self.header.names, row.cells, strict=False):
            if cell:
                fields.put(column, name or "column", unharmed(cell))
        beyond = [cell.strip() for cell in row.cells[width:] if cell.strip()]
        if beyond:
            shown = ", ".join(beyond)[:_SHOWN]
            fields.wrong.append(f"more cells than the header has, kept with the person as they are: {shown}")
            fields.put(None, "beyond the header", "\n".join(beyond))
        person = fields.person(row.line, record)
        name = person.name if person else ""
        for what in fields.wrong:
            self.faults.add(row.line, what, record=record, name=name)
        return person
