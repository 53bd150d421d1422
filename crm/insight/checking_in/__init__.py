"""The check-in: the rule, and who is due one today."""
