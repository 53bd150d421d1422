"""Finding: people by a part of a name or a sign, and words in everything that was written down."""
