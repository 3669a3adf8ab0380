"""Cyder: a cyber-defence exercise from one YAML file."""

__version__ = "0.1.0"
