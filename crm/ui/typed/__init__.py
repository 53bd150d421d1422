"""What is typed: keys that wait for those before them, and words that are not saved yet."""
