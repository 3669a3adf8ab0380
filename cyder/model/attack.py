"""The ATT&CK techniques that actions name: pinned to one release, with what they were called in the one before.

Ids and names are MITRE ATT&CK's, © The MITRE Corporation; see NOTICE.
"""

from __future__ import annotations

from typing import Literal

from cyder.model.base import Noun

RELEASE = "19.1"
PREVIOUS = "18.1"

Tactic = Literal[
    "reconnaissance",
    "resource-development",
    "initial-access",
    "execution",
    "persistence",
    "privilege-escalation",
    "stealth",
    "defense-impairment",
    "credential-access",
    "discovery",
    "lateral-movement",
    "collection",
    "command-and-control",
    "exfiltration",
    "impact",
]


class Technique(Noun):
    """One technique of the pinned release: its name, and the tactic it stands for here."""

    name: str
    tactic: Tactic


_NAMES: dict[Tactic, tuple[tuple[str, str], ...]] = {
    "reconnaissance": (
        ("T1595.001", "Scanning IP Blocks"),
        ("T1595.003", "Wordlist Scanning"),
        ("T1590.002", "DNS"),
        ("T1598.003", "Spearphishing Link"),
    ),
    "initial-access": (
        ("T1078.001", "Default Accounts"),
        ("T1078.003", "Local Accounts"),
        ("T1133", "External Remote Services"),
        ("T1189", "Drive-by Compromise"),
        ("T1195.002", "Compromise Software Supply Chain"),
        ("T1566.001", "Spearphishing Attachment"),
        ("T1566.002", "Spearphishing Link"),
    ),
    "execution": (
        ("T1059.004", "Unix Shell"),
        ("T1204.001", "Malicious Link"),
        ("T1204.002", "Malicious File"),
    ),
    "persistence": (
        ("T1053.003", "Cron"),
        ("T1098.004", "SSH Authorized Keys"),
        ("T1136.001", "Local Account"),
        ("T1505.003", "Web Shell"),
        ("T1546.004", "Unix Shell Configuration Modification"),
    ),
    "privilege-escalation": (("T1548.003", "Sudo and Sudo Caching"),),
    "stealth": (
        ("T1036.005", "Match Legitimate Resource Name or Location"),
        ("T1070.003", "Clear Command History"),
        ("T1564.008", "Email Hiding Rules"),
        ("T1684.001", "Impersonation"),
    ),
    "defense-impairment": (
        ("T1685.006", "Clear Linux or Mac System Logs"),
        ("T1686", "Disable or Modify System Firewall"),
    ),
    "credential-access": (
        ("T1056.003", "Web Portal Capture"),
        ("T1110.001", "Password Guessing"),
        ("T1110.003", "Password Spraying"),
        ("T1552.001", "Credentials In Files"),
    ),
    "discovery": (
        ("T1018", "Remote System Discovery"),
        ("T1046", "Network Service Discovery"),
        ("T1083", "File and Directory Discovery"),
        ("T1135", "Network Share Discovery"),
    ),
    "lateral-movement": (
        ("T1021.002", "SMB/Windows Admin Shares"),
        ("T1021.004", "SSH"),
        ("T1534", "Internal Spearphishing"),
    ),
    "collection": (
        ("T1005", "Data from Local System"),
        ("T1039", "Data from Network Shared Drive"),
        ("T1074.001", "Local Data Staging"),
        ("T1114.002", "Remote Email Collection"),
        ("T1114.003", "Email Forwarding Rule"),
        ("T1213.006", "Databases"),
        ("T1560.001", "Archive via Utility"),
    ),
    "command-and-control": (
        ("T1071.001", "Web Protocols"),
        ("T1071.004", "DNS"),
        ("T1105", "Ingress Tool Transfer"),
        ("T1568.002", "Domain Generation Algorithms"),
    ),
    "exfiltration": (
        ("T1041", "Exfiltration Over C2 Channel"),
        ("T1048.003", "Exfiltration Over Unencrypted Non-C2 Protocol"),
    ),
    "impact": (
        ("T1486", "Data Encrypted for Impact"),
        ("T1490", "Inhibit System Recovery"),
        ("T1491.002", "External Defacement"),
        ("T1565.001", "Stored Data Manipulation"),
        ("T1657", "Financial Theft"),
    ),
}

TECHNIQUES: dict[str, Technique] = {
    id: Technique(name=name, tactic=tactic) for tactic, named in _NAMES.items() for id, name in named
}
"""Every technique that an action may name. One that serves several tactics stands under the one it serves here."""

ALIASES: dict[str, str] = {"T1070.002": "T1685.006", "T1562.004": "T1686", "T1656": "T1684.001"}
"""Ids of the previous release that are gone → the id that took their place."""


def current(id: str) -> str:
    """Return the id of the pinned release for one of either release."""
    return ALIASES.get(id, id)


def accepted(id: str) -> frozenset[str]:
    """Return the ids that mean a technique, or less exactly: itself, its parent, and what both were called before."""
    means = {id, id.partition(".")[0]}
    return frozenset(means | {old for old, new in ALIASES.items() if new in means})
