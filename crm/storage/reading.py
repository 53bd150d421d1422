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

    def records(self, table: str) -> dict[int, Record]:
        """All records of a table by number.

        Raises:
            KeyError: for a table that has no record type.
        """
        tables = self._memory.tables
        records, problems = schema.read_all(table, tables.documents(table), self._types)
        self._problems[table] = {problem.id: problem for problem in problems}
        self.recheck_odd(table)
        return records

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
