"""Screens about the book itself: what two places changed, what needs repair, earlier states, copies, leaving."""
