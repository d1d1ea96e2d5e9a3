"""A sentence as a whole: what its numbers take from each other, and the readings they end as."""
