"""A connector whose people are known: what the program says about them is held against the truth.

``python -m tests.simulation`` prints the figures; the tests beside it hold each to a tolerance that follows from
its number of draws.
"""
