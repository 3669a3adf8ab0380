"""The Reference Incident Taxonomy (RSIT, version 1003) by which incidents are classified: `class/type`."""

from __future__ import annotations

from typing import Literal

Category = Literal[
    "abusive-content/spam",
    "abusive-content/harmful-speech",
    "abusive-content/violence",
    "malicious-code/infected-system",
    "malicious-code/c2-server",
    "malicious-code/malware-distribution",
    "malicious-code/malware-configuration",
    "information-gathering/scanner",
    "information-gathering/sniffing",
    "information-gathering/social-engineering",
    "intrusion-attempts/ids-alert",
    "intrusion-attempts/brute-force",
    "intrusion-attempts/exploit",
    "intrusions/privileged-account-compromise",
    "intrusions/unprivileged-account-compromise",
    "intrusions/application-compromise",
    "intrusions/system-compromise",
    "intrusions/burglary",
    "availability/dos",
    "availability/ddos",
    "availability/misconfiguration",
    "availability/sabotage",
    "availability/outage",
    "information-content-security/unauthorised-information-access",
    "information-content-security/unauthorised-information-modification",
    "information-content-security/data-loss",
    "information-content-security/data-leak",
    "fraud/unauthorised-use-of-resources",
    "fraud/copyright",
    "fraud/masquerade",
    "fraud/phishing",
    "vulnerable/weak-crypto",
    "vulnerable/ddos-amplifier",
    "vulnerable/potentially-unwanted-accessible",
    "vulnerable/information-disclosure",
    "vulnerable/vulnerable-system",
    "other/other",
    "other/undetermined",
    "test/test",
]
"""What an incident is. Source: Reference Security Incident Taxonomy Working Group, ENISA/TF-CSIRT."""
