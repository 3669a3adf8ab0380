"""Attacks that take place at a PC on somebody's desk."""
