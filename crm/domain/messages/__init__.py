"""What a connector writes: the drafts, their words, and who may be named in them."""
