"""Use cases: what can be done to an exercise; the composition root."""
