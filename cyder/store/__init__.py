"""Exercises and their append-only ledger, on SQLAlchemy."""
