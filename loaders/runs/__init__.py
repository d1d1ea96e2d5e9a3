"""A run from its lock to its release, and what can be asked of runs and releases afterwards."""
