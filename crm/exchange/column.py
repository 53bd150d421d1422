"""What a field of a format means: the word in which tables, LDIF, abook and JSON are read alike."""

from crm.domain.record import Part


class Column(Part, frozen=True):
    """The meaning of one field of a format.

    ``field`` is what it holds; ``slot`` tells fields apart that hold the same of different things (the second
    e-mail address) and ``part`` which piece of it this one is. ``label`` is the label that the field itself gives.
    """

    field: str
    slot: str = ""
    part: str = "value"
    label: str = ""


IGNORED = Column("ignored")
"""A field that says nothing about a person, or nothing that was not said elsewhere."""
