"""The answers of routes when they cannot do what was asked, as the API's description has them."""

from __future__ import annotations

from typing import Any

from cyder.api.words import Failure, Misfits

Answer = dict[str, Any]

UNAUTHORISED: Answer = {"model": Failure, "description": "No token, or nobody's."}
NOTHING_HERE: Answer = {"model": Failure, "description": "It does not exist, is not the caller's, or is not there yet."}
MISFIT: Answer = {"model": Misfits, "description": "The request cannot be understood; nothing was filed."}
UNAVAILABLE: Answer = {"model": Failure, "description": "The store cannot be reached; try again."}
CONFLICT: Answer = {"model": Failure, "description": "Not as things stand now; the answer says why."}
TOO_LONG: Answer = {"model": Failure, "description": "The body is too long."}
