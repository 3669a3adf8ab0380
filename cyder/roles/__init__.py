"""One folder per kind of machine."""
