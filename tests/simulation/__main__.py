"""``python -m tests.simulation``: the figures as a table."""

from tests.simulation.table import table

if __name__ == "__main__":
    print(table())
