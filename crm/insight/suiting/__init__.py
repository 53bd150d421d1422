"""Who would suit whom, and why."""
