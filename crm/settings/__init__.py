"""How someone wants ``crm`` to be: read from one file of theirs, which keeps its comments when the app changes it.

A missing file costs a look at the disk. A bad value is reported with its line, and its default stands in its place.
"""
