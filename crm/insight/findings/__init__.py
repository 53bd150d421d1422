"""Findings: what the figures suggest, each with its n, its window and one act."""
