"""What is worth a moment: the morning list and the weekly review."""
