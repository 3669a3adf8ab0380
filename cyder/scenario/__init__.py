"""YAML to Scenario: read, check, lint, schema."""

from __future__ import annotations

from cyder.scenario.document import Document
from cyder.scenario.load import load, load_text
from cyder.scenario.read import parse, read_as, read_text
from cyder.scenario.schema import json_schema

__all__ = ["Document", "json_schema", "load", "load_text", "parse", "read_as", "read_text"]
