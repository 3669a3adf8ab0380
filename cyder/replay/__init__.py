"""Plays the timeline, decides outcomes, collects evidence, cleans up."""
