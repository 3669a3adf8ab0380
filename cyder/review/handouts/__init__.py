"""What is handed out around an exercise: the trainees' pages, the instructor's guide, and the answer key."""

from cyder.review.handouts.material import Attack, Material, Way
from cyder.review.handouts.page import KINDS, Kind, handout

__all__ = ["KINDS", "Attack", "Kind", "Material", "Way", "handout"]
