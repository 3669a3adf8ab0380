"""Second thoughts on indicators: nothing in a scenario may point at a machine or a name of the real world."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from cyder.errors import Problem
from cyder.model.scenario import DOCUMENTATION, PRIVATE
from cyder.scenario.draft import Draft
from cyder.scenario.names import texts

_IPV4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)")
_DOMAIN = re.compile(r"(?<![\w.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,24})(?![\w-])", re.IGNORECASE)
_INVENTED = frozenset({"example", "test", "arpa"})
"""Names under these belong to nobody, or stand for addresses."""
_FILES = re.compile(
    r"log|txt|md|pdf|doc[mx]?|xls[mx]?|pptx?|od[ts]|[ct]sv|html?|css|js|json|xml|ya?ml|zip|gz|xz|tar|iso|img|bin|exe|dll|msi|lnk|bat"
    r"|cmd|scr|hta|ps|vbs|sh|py|pl|rb|php|jsp|eml|mbox|db|sql|sqlite|conf|cfg|ini|bak|tmp|png|jpe?g|gif|svg|key|pem|crt|pcap"
)
"""Last parts of names that are files': `invoice.xlsx` is no domain."""


def indicators_are_invented(draft: Draft) -> Iterator[Problem]:
    """Find addresses anywhere, and domains in settings and variables, that belong to somebody."""
    for path, text in texts(draft.document.data, ()):
        for address in dict.fromkeys(_IPV4.findall(text)):
            if _is_somebodys(address):
                hint = "use an address of RFC 5737 (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24) or RFC 1918"
                message = f"{address} is an address of the real Internet"
                yield draft.problem(path, message, hint=hint, rule="real-indicator")
        if "with" in path or path[0] == "variables" or (path[0] == "truth" and path[-1] == "value"):
            for found in _DOMAIN.finditer(text):
                ending = found[1].lower()
                if ending not in _INVENTED and not _FILES.fullmatch(ending):
                    message = f"{found[0]} is a domain that somebody may own"
                    hint = "use a name under .example or .test"
                    yield draft.problem(path, message, hint=hint, rule="real-indicator")


def _is_somebodys(text: str) -> bool:
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return address.is_global and not any(address in block for block in (*PRIVATE, *DOCUMENTATION))
