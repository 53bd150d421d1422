"""The typed view of what is in memory, and what of it cannot be read."""

from crm.domain.record import Record
from crm.storage import schema
from crm.storage.change import Key
from crm.storage.memory import Memory
from crm.storage.schema import Problem, Types


class Reading:
    """Reads tables into records on demand, and remembers the problems of the tables that it has read."""

    def __init__(self, memory: Memory, types: Types) -> None:
        self._memory, self._types = memory, types
        self._problems: dict[str, dict[int | str, Problem]] = {}
        self._unchecked: set[str] = set()
        """Tables read as a whole: what TinyDB cannot show of them is known once their documents are told apart."""

    def records(self, table: str) -> dict[int, Record]:
        """All records of a table by number.

        Raises:
            KeyError: for a table that has no record type.
        """
        tables = self._memory.tables
        text = tables.unread(table)
        if text is not None and (whole := schema.read_whole(table, text, self._types)) is not None:
            self._problems[table] = {}
            self._unchecked.add(table)
            return whole
        records, problems = schema.read_all(table, tables.documents(table), self._types)
        self._problems[table] = {problem.id: problem for problem in problems}
        self.recheck_odd(table)
        return records

    def tell_apart(self) -> None:
        """Have the documents of all tables told apart, which a table read as a whole puts off.

        Raises:
            Unreadable: when the file is damaged, in a table that has not been read.
        """
        for table in self._memory.tables.tables.values():
            table.tell_apart()
        while self._unchecked:
            self.recheck_odd(self._unchecked.pop())

    def recheck_odd(self, table: str) -> None:
        """Keep ``problems`` true for the entries that TinyDB cannot show."""
        if table in self._problems:
            found: dict[int | str, Problem] = {
                key: one for key, one in self._problems[table].items() if isinstance(key, int)
            }
            for key, what in self._memory.tables.odd(table):
                found[key] = Problem(table, key, "", what, "a number of its own")
            self._problems[table] = found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read in the tables that have been read."""
        return tuple(problem for found in self._problems.values() for problem in found.values())

    def recheck(self, key: Key) -> None:
        """Keep ``problems`` true for a document that changed."""
        table, number = key
        if table not in self._problems:
            return
        self._problems[table].pop(number, None)
        raw = self._memory.tables.get(table, number)
        read = None if raw is None else schema.read(table, number, raw, self._types)
        if isinstance(read, Problem):
            self._problems[table][number] = read
