"""Labels on containers: the whole identity of what belongs to Cyder."""

from __future__ import annotations

EXERCISE = "cyder.exercise"
TEAM = "cyder.team"
NODE = "cyder.node"
SPEC = "cyder.spec"
KIND = "cyder.kind"
"""What a container is: `node`, `switch` or `helper`."""

HELPER = "cyder.helper"
