"""What reports may say about one rich story, for the properties: right, wrong, neutral, impossible, or nothing."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from cyder.model.evidence import IndicatorKind, Spelling, Truth
from cyder.model.judging import Weights
from cyder.model.report import (
    AccountClaim,
    ActionTaken,
    Asset,
    AssetRole,
    Cause,
    Classification,
    Confidence,
    DataImpact,
    DataKind,
    Indicator,
    Involvement,
    Records,
    Report,
    RootCause,
    Severity,
    Stage,
    Vector,
)
from cyder.model.scenario import Scenario
from cyder.model.taxonomy import Category
from tests.unit.scoring.ledgers import CUT_OFF, SOURCE, VICTIM, entity, moment, scenario, told, truth

RICH = Truth(
    indicators=(
        entity("server", "c2.example", kind="domain", weight=2, others=[Spelling(kind="ip", value=SOURCE, credit=0.8)]),
        entity("sender", "billing@vend0r.example", kind="email"),
    ),
    accounts=(entity("victim", VICTIM, kind="account"), entity("service", "svc", kind="account")),
    timeline=(moment("credential-attack", 0), moment("login", 300), moment("exfil", 600, "db")),
    techniques=("T1110.001", "T1685.006"),
    remedies=truth().remedies,
)
PLAN: Scenario = scenario(
    Weights(
        category=30,
        vector=20,
        severity=10,
        indicators=150,
        assets=50,
        accounts=20,
        data=30,
        timeline=90,
        techniques=20,
        root_cause=30,
        actions=30,
        detection=40,
        first_report=30,
    ),
    CUT_OFF,
    truth={
        "category": ["intrusion-attempts/brute-force"],
        "vector": ["stolen-credential"],
        "severity": "moderate",
        "assets": [
            {"host": "mail", "role": "target"},
            {"host": "pc", "role": "initial-victim"},
            {"host": "db", "role": "not-affected"},
        ],
        "data": {"involved": "confirmed", "kinds": ["mail", "staff"], "records": {"min": 40, "max": 60}, "legal": True},
        "root_cause": ["weak-password"],
        "decoys": [{"kind": "ip", "value": "198.51.100.0", "why": {"en": "a scan", "ja": "診断"}}],
        "neutral": [{"kind": "ip", "value": "198.51.100.200"}],
    },
)

RIGHT_VALUES: list[tuple[IndicatorKind, str]] = [
    ("domain", "c2.example"),
    ("domain", "C2[.]example"),
    ("ip", SOURCE),
    ("email", "billing@vend0r.example"),
]
RIGHT_PARTS: list[tuple[str, AssetRole]] = [
    ("mail", "target"),
    ("MAIL.city.example", "target"),
    ("pc", "initial-victim"),
    ("db", "not-affected"),
]
ROLES: tuple[AssetRole, ...] = get_args(AssetRole)

confidences: st.SearchStrategy[Confidence] = st.sampled_from(get_args(Confidence))
right_indicators = st.builds(
    lambda value, confidence: Indicator(kind=value[0], value=value[1], confidence=confidence),
    st.sampled_from(RIGHT_VALUES),
    confidences,
)
wrong_indicators = st.builds(
    lambda number, confidence: Indicator(kind="ip", value=f"198.51.100.{number}", confidence=confidence),
    st.integers(0, 5),
    confidences,
)
other_indicators = st.sampled_from(
    [Indicator(kind="ip", value=value) for value in ("10.66.0.3", "1.2.3.04", "198.51.100.200")]
)
right_accounts = st.builds(AccountClaim, account=st.sampled_from([VICTIM, "CITY\\svc"]), confidence=confidences)
wrong_accounts = st.builds(AccountClaim, account=st.sampled_from(["sato", "suzuki", "ito"]), confidence=confidences)
right_assets = st.builds(
    lambda part, confidence: Asset(host=part[0], role=part[1], confidence=confidence),
    st.sampled_from(RIGHT_PARTS),
    confidences,
)
wrong_assets = st.builds(
    Asset, host=st.sampled_from(["dns", "web", "pc7"]), role=st.sampled_from(ROLES[:-1]), confidence=confidences
)
any_assets = st.builds(
    Asset, host=st.sampled_from(["mail", "pc", "db", "10.9.9.9"]), role=st.sampled_from(ROLES), confidence=confidences
)
moments = st.builds(
    told,
    st.sampled_from(("credential-attack", "login", "exfil", "impact")),
    st.sampled_from((0.0, 100.0, 300.0, 700.0, 32400.0, 32700.0)),
    st.sampled_from(("mail", "db", "")),
)
taken = st.builds(
    ActionTaken,
    kind=st.sampled_from(("block-network", "notify")),
    target=st.sampled_from((SOURCE, "198.51.100.1", "198.51.100.2", "198.51.100.3", "nobody there")),
)
RIGHT_TECHNIQUES = ["T1110.001", "T1110", "T1685.006", "T1070.002"]
WRONG_TECHNIQUES = ["T1486", "T1490", "T1041", "T1566.001"]
kinds: st.SearchStrategy[tuple[DataKind, ...]] = st.lists(
    st.sampled_from(get_args(DataKind)), max_size=4, unique=True
).map(tuple)
ranges = st.tuples(st.integers(0, 100), st.integers(0, 10_000)).map(lambda at: Records(min=at[0], max=at[0] + at[1]))
impacts = st.builds(
    DataImpact,
    involved=st.none() | st.sampled_from(get_args(Involvement)),
    kinds=kinds,
    records=st.none() | ranges,
    legal_report_needed=st.none() | st.booleans(),
)
classifications = st.builds(
    Classification,
    category=st.none() | st.sampled_from(get_args(Category)),
    severity=st.none() | st.sampled_from(get_args(Severity)),
    vector=st.none() | st.sampled_from(get_args(Vector)),
)
reports = st.builds(
    Report,
    stage=st.sampled_from(get_args(Stage)),
    classification=classifications,
    assets=st.lists(right_assets | wrong_assets | any_assets, max_size=5).map(tuple),
    accounts=st.lists(right_accounts | wrong_accounts, max_size=5).map(tuple),
    indicators=st.lists(right_indicators | wrong_indicators | other_indicators, max_size=8).map(tuple),
    timeline=st.lists(moments, max_size=5).map(tuple),
    techniques=st.lists(st.sampled_from(RIGHT_TECHNIQUES + WRONG_TECHNIQUES), max_size=5).map(tuple),
    data_impact=impacts,
    actions=st.lists(taken, max_size=5).map(tuple),
    root_cause=st.builds(Cause, code=st.none() | st.sampled_from(get_args(RootCause))),
)
