"""What the look-ahead reads, one sort of line a file: lens and kind, what was, what is going on, lessons."""
