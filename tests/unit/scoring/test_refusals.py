"""Why a value does not count is said in both languages, and every reason is one that somebody can be given."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from cyder.model.base import LocalText
from cyder.model.evidence import IndicatorKind
from cyder.model.judging import Weights
from cyder.model.report import AccountClaim, ActionTaken, Asset, Report
from cyder.scoring import Invalid, normalise, refusals
from cyder.scoring.syntax import target
from tests.unit.scoring.ledgers import CUT_OFF, card, indicator, played, scenario
from tests.unit.scoring.test_normalise import rows

PLAN = scenario(
    Weights(indicators=30, accounts=15, actions=10, assets=10),
    CUT_OFF,
    truth={"assets": [{"host": "mail", "role": "target"}]},
)
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
SENTENCES = {name: text for name, text in vars(refusals).items() if isinstance(text, LocalText)}
UNWRITABLE: list[tuple[IndicatorKind, str]] = [
    ("file", ""),
    ("ip", "203.0.113.6\x006"),
    ("ip", "(" * 100 + "203.0.113.66"),
    ("subject", "Invoice " * 125),
]


def given() -> Iterator[LocalText]:
    """Yield the reason for every text that some rule refuses."""
    found = [normalise(kind, written) for kind, written, _ in rows()]
    found += [normalise(kind, written) for kind, written in UNWRITABLE]
    yield from (one.reason for one in (*found, target("block-network", "the intruder")) if isinstance(one, Invalid))
    yield refusals.NO_MACHINE


@pytest.mark.parametrize("reason", sorted(set(given()) | set(SENTENCES.values()), key=str))
def test_every_reason_is_told_in_english_and_in_japanese(reason: LocalText) -> None:
    assert reason.en.isascii()
    assert JAPANESE.search(reason.ja)
    assert not reason.en.endswith(".") and not reason.ja.endswith("。")


@pytest.mark.parametrize("name", SENTENCES)
def test_every_reason_is_given_for_some_text(name: str) -> None:
    assert SENTENCES[name] in set(given())


@pytest.mark.parametrize(
    ("digits", "en", "ja"),
    [
        (63, "this has 63", "63桁です"),
        (32, "this has 32, as an MD5 has", "32桁です(MD5の桁数)"),
        (96, "this has 96, as a SHA-384 has", "96桁です(SHA-384の桁数)"),
    ],
)
def test_a_hash_of_another_length_is_told_which_one_it_may_be(digits: int, en: str, ja: str) -> None:
    found = normalise("sha256", "0" * digits)
    assert isinstance(found, Invalid)
    assert found.why == found.reason.en == f"a SHA-256 has 64 hexadecimal digits, {en}"
    assert found.reason.ja == f"SHA-256のハッシュ値は16進数64桁ですが、{ja}"


@pytest.mark.parametrize(
    ("name", "en", "ja"),
    [
        ("indicators", "not counted: '203.0.113.066' (a number in it", "採点対象外: 「203.0.113.066」(数字の先頭に"),
        ("accounts", "not counted: 'tanaka taro' (it is not written", "採点対象外: 「tanaka taro」(アカウント名の形式"),
        ("assets", "not counted: '10.9.9.9' (give a machine", "採点対象外: 「10.9.9.9」(機器名で"),
        ("actions", "not counted: 'the intruder' (what is blocked", "採点対象外: 「the intruder」(遮断の対象には"),
    ],
)
def test_a_score_says_in_both_languages_what_it_did_not_count(name: str, en: str, ja: str) -> None:
    report = Report(
        indicators=(indicator("203.0.113.066"),),
        accounts=(AccountClaim(account="tanaka taro"),),
        assets=(Asset(host="10.9.9.9", role="target"),),
        actions=(ActionTaken(kind="block-network", target="the intruder"),),
    )
    found = next(one for one in card(played(report), PLAN).lines if one.id == name)
    assert en in found.reason.en
    assert ja in found.reason.ja
