"""Counting: figures that every change keeps up, and what such counts can honestly tell."""
