"""The nouns of an exercise: frozen values without input, output or clock."""
