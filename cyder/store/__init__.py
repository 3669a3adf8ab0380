"""Exercises and their append-only ledger, on SQLAlchemy."""

from cyder.store.drafts import Drafts
from cyder.store.journal import journal_mode
from cyder.store.ledger import StoreLedger
from cyder.store.persons import Persons
from cyder.store.records import ExerciseRecord
from cyder.store.store import Store

__all__ = ["Drafts", "ExerciseRecord", "Persons", "Store", "StoreLedger", "journal_mode"]
