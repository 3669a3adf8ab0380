"""The classes of RFC 8727 that reports use, as a JSON Schema written from the text of RFC 8727 and RFC 7970.

It is not the schema of the RFC's appendix. Nothing but the members that the RFCs name is let through, and every list
of words is whole.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def words(text: str, *, extended: bool = True) -> Schema:
    """Return one of some words; most lists of the RFC can be extended by the word `ext-value`."""
    return {"enum": [*text.split(), *(["ext-value"] if extended else [])]}


def some(kind: str) -> Schema:
    """Return one or more objects of a class, or texts."""
    return {"type": "array", "minItems": 1, "items": ref(kind)}


def ref(kind: str) -> Schema:
    """Return a reference to a class."""
    return {"$ref": f"#/definitions/{kind}"}


def klass(required: str, /, **members: Schema) -> Schema:
    """Return a class; a member's name is written with `_` for `-`."""
    named = {name.replace("_", "-"): what for name, what in members.items()}
    return {"type": "object", "additionalProperties": False, "required": required.split(), "properties": named}


TEXT: Schema = {"type": "string", "minLength": 1}
IMPACT = words("low medium high", extended=False)
RESTRICTION = words("public partner need-to-know private default white green amber red")
SYSTEM_IMPACTS = (
    "takeover-account takeover-service takeover-system cps-manipulation cps-damage availability-data "
    "availability-account availability-service availability-system damaged-system damaged-data breach-proprietary "
    "breach-privacy breach-credential breach-configuration integrity-data integrity-configuration integrity-hardware "
    "traffic-redirection monitoring-traffic monitoring-host policy unknown"
)
BUSINESS_IMPACTS = (
    "breach-proprietary breach-privacy breach-credential loss-of-integrity loss-of-service theft-financial "
    "theft-service degraded-reputation asset-damage asset-manipulation legal extortion unknown"
)
ROLES = (
    "creator reporter admin tech provider user billing legal irt abuse cc cc-irt leo vendor vendor-support victim "
    "victim-notified"
)
SOURCES = (
    "nidps hips siem av third-party-monitoring incident os-log application-log device-log network-flow passive-dns "
    "investigation audit internal-notification external-notification leo partner actor unknown"
)
ACTIONS = (
    "nothing contact-source-site contact-target-site contact-sender investigate block-host block-network block-port "
    "rate-limit-host rate-limit-network rate-limit-port redirect-traffic honeypot upgrade-software rebuild-asset "
    "harden-asset remediate-other status-triage status-new-info watch-and-report training defined-coa other"
)
ADDRESSES = "asn atm e-mail ipv4-addr ipv4-net ipv4-net-masked ipv6-addr ipv6-net ipv6-net-masked mac site-uri"
TYPES = (
    "boolean byte bytes character date-time ntpstamp integer portlist real string file path frame packet ipv4-packet "
    "ipv6-packet url csv winreg xml"
)
DOMAINS = (
    "reservedDelegation assignedAndActive assignedAndInactive assignedAndOnHold revoked transferPending "
    "registryLock registrarLock other unknown"
)
HASHED = (
    "file-contents file-pe-section file-pe-iat file-pe-resource file-pdf-object email-hash email-headers-hash "
    "email-body-hash"
)

CLASSES: dict[str, Schema] = {
    "text": TEXT,
    "time": {"type": "string", "format": "date-time"},
    "extension": klass("value dtype", name=TEXT, value={"type": "string"}, dtype=words(TYPES), meaning=TEXT),
    "incident-id": klass("id name", id=TEXT, name=TEXT, instance=TEXT),
    "indicator-id": klass("id name version", id=TEXT, name=TEXT, version=TEXT),
    "contact": {
        **klass(
            "role type",
            role=words(ROLES),
            type=words("person organization"),
            ContactName=some("text"),
            ContactTitle=some("text"),
            Description=some("text"),
        ),
        "anyOf": [{"required": ["ContactName"]}, {"required": ["ContactTitle"]}, {"required": ["Description"]}],
    },
    "discovery": klass("", source=words(SOURCES), ext_source=TEXT, Description=some("text")),
    "reference": {
        **klass("", URL=some("text"), Description=some("text")),
        "anyOf": [{"required": ["URL"]}, {"required": ["Description"]}],
    },
    "method": {**klass("", Reference=some("reference"), Description=some("text")), "minProperties": 1},
    "system-impact": klass(
        "type",
        severity=IMPACT,
        completion=words("failed succeeded", extended=False),
        type=words(SYSTEM_IMPACTS),
        Description=some("text"),
    ),
    "business-impact": klass("type", severity=IMPACT, type=words(BUSINESS_IMPACTS), Description=some("text")),
    "assessment": {
        **klass(
            "",
            occurrence=words("actual potential", extended=False),
            IncidentCategory=some("text"),
            SystemImpact=some("system-impact"),
            BusinessImpact=some("business-impact"),
            Cause=some("text"),
        ),
        "minProperties": 1,
    },
    "address": klass("value category", value=TEXT, category=words(ADDRESSES)),
    "domain": {
        **klass(
            "system-status domain-status Name",
            system_status=words("spoofed fraudulent innocent-hacked innocent-hijacked unknown"),
            domain_status=words(DOMAINS),
            Name=TEXT,
        )
    },
    "node": {
        **klass("", DomainData=some("domain"), Address=some("address")),
        "anyOf": [{"required": ["DomainData"]}, {"required": ["Address"]}],
    },
    "system": klass(
        "Node",
        category=words("source target intermediate sensor infrastructure"),
        ext_category=TEXT,
        Node=ref("node"),
        Description=some("text"),
    ),
    "record": {
        **klass("", DateTime=ref("time"), Description=some("text"), RecordItem=some("extension")),
        "minProperties": 1,
    },
    "event": {
        **klass(
            "",
            Description=some("text"),
            StartTime=ref("time"),
            EndTime=ref("time"),
            System=some("system"),
            RecordData=some("record"),
            AdditionalData=some("extension"),
        ),
        "minProperties": 1,
    },
    "history-item": klass("action DateTime", action=words(ACTIONS), DateTime=ref("time"), Description=some("text")),
    "history": klass("HistoryItem", HistoryItem=some("history-item")),
    "hash": klass("DigestMethod DigestValue", DigestMethod=TEXT, DigestValue=TEXT),
    "hash-data": klass("scope", scope=words(HASHED), Hash=some("hash")),
    "file": {**klass("", FileName=TEXT, HashData=ref("hash-data")), "minProperties": 1},
    "file-data": klass("File", File=some("file")),
    "email-data": {**klass("", EmailSubject=TEXT), "minProperties": 1},
    "observable": {
        **klass(
            "",
            Address=ref("address"),
            DomainData=ref("domain"),
            EmailData=ref("email-data"),
            FileData=ref("file-data"),
            AdditionalData=some("extension"),
        ),
        "minProperties": 1,
        "maxProperties": 1,
    },
    "confidence": klass("rating", rating=words("low medium high numeric unknown")),
    "indicator": klass(
        "IndicatorID Observable",
        IndicatorID=ref("indicator-id"),
        Description=some("text"),
        Confidence=ref("confidence"),
        Observable=ref("observable"),
    ),
    "incident": klass(
        "purpose IncidentID GenerationTime Contact",
        purpose=words("traceback mitigation reporting watch other"),
        status=words("new in-progress forwarded resolved future"),
        restriction=RESTRICTION,
        lang={"enum": ["ja", "en"]},
        IncidentID=ref("incident-id"),
        DetectTime=ref("time"),
        StartTime=ref("time"),
        EndTime=ref("time"),
        RecoveryTime=ref("time"),
        ReportTime=ref("time"),
        GenerationTime=ref("time"),
        Description=some("text"),
        Discovery=some("discovery"),
        Assessment=some("assessment"),
        Method=some("method"),
        Contact=some("contact"),
        EventData=some("event"),
        Indicator=some("indicator"),
        History=ref("history"),
        AdditionalData=some("extension"),
    ),
}
DOCUMENT: Schema = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "definitions": CLASSES,
    **klass("version Incident", version={"const": "2.0"}, lang={"enum": ["ja", "en"]}, Incident=some("incident")),
}
