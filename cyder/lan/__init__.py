"""Where LANs run: Docker, its wiring, the memory double, engine and images."""
