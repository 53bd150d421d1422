"""Contacts who are probably one person: the pairs, two cards side by side, and what they become."""
