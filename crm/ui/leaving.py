"""What the app ends with where that is more than an exit code. Known without loading a screen."""

LOOK_AROUND = -1
"""The demo book is wanted first; afterwards this one again."""

UNREADABLE = -2
"""The book turned out to be damaged further down than its contacts."""
