"""Days: read as people type them, said back, and the one that it is."""
