"""Terminal commands: parse, one call, answer."""
