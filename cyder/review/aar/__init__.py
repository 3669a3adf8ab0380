"""The after-action review: from ledger, scenario and scores to a `Review`, and from that to pages; pure."""

from cyder.review.aar.build import Side, review

__all__ = ["Side", "review"]
