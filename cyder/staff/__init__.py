"""Who works there, from a seed; pure."""
