"""Evidence, reports and findings to score lines; pure."""

from cyder.scoring.advice import Ground, advice, doubts
from cyder.scoring.normalise import Invalid, Normal, normalise
from cyder.scoring.score import score
from cyder.scoring.syntax import warnings

__all__ = ["Ground", "Invalid", "Normal", "advice", "doubts", "normalise", "score", "warnings"]
