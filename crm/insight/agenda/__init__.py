"""The sorts of items of a morning list: those of offers, and those of people."""
