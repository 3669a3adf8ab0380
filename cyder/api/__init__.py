"""HTTP: parse, one call, answer."""

from cyder.api.app import create_app
from cyder.api.port import ControlPort

__all__ = ["ControlPort", "create_app"]
