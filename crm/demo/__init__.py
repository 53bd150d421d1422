"""A rich, invented book to look around in: people, fourteen months of offers, and what the noes taught.

``people.jsonl`` and ``story.jsonl`` tell it as the actions of ``crm apply``, one a line, with three conveniences:
``day`` and all other days are counted from today, people and offers have short keys instead of numbers, and
``{month+40}`` in a text is the name of the month forty days from today.
"""

from crm.demo.build import build, demo_book

__all__ = ["build", "demo_book"]
