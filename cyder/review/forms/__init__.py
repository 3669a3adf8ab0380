"""A filed report in the forms in which others take it: on paper for people, as data for their programs."""

from cyder.review.forms.context import Context

__all__ = ["Context"]
