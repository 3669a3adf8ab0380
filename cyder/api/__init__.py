"""HTTP: parse, one call, answer."""
