"""What a user can do: one verb per intention, undo and redo, saves. No screen, no file format."""
