"""The four questions after a no: their steps, what is laid beside them, and what they begin with."""
