"""A terminal CRM for people who make introductions, and learn from every no."""

__version__ = "0.1.0"
