"""What to do after the exercise: a rule for each phase and sort of attack, with an owner and a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText
from cyder.model.review import Advice, Owner
from cyder.model.score import Bucket, Grade, ScoreLine
from cyder.review.aar.story import Story
from cyder.scoring.lines import say

_DAYS: Mapping[Grade, int] = {"U": 14, "M": 30}
"""How soon something is to be done about an objective that could not be met, or with major challenges."""

_FAMILIES: Mapping[str, str] = {
    "cred": "accounts",
    "ext": "accounts",
    "lat": "accounts",
    "iot": "accounts",
    "mail": "mail",
    "fraud": "mail",
}
"""What sort of attack an action is, by the first word of its id; every other one is about the network."""

Rule = tuple[Owner, LocalText]

_RULES: Mapping[tuple[Bucket, str], Rule] = {
    ("detect", "accounts"): (
        "helpdesk",
        say(
            "Have failed log-ins of every server counted each day, and agree from how many on somebody looks at them.",
            "各サーバーのログイン失敗回数を毎日集計し、何回以上で担当者が確認するかを決める。",
        ),
    ),
    ("detect", "mail"): (
        "mail",
        say(
            "Practise finding a mail by sender, subject and attachment in the mail log; keep the commands at hand.",
            "送信者・件名・添付ファイルからメールログを検索する手順を訓練し、コマンドを手元に控えておく。",
        ),
    ),
    ("detect", "network"): (
        "network",
        say(
            "Practise the commands shown under 'what you could have seen', and add them to the daily check.",
            "「気付けたはずのログ」に示したコマンドを訓練し、日次点検の項目に加える。",
        ),
    ),
    ("respond", "accounts"): (
        "helpdesk",
        say(
            "Write down how an account is locked, its password changed and its sessions ended, and who may decide it.",
            "アカウント停止・パスワード変更・接続中セッションの切断の手順と、決裁者を明文化する。",
        ),
    ),
    ("respond", "mail"): (
        "mail",
        say(
            "Write down how a sender is refused and a delivered mail taken back, and try both twice a year.",
            "送信元の受信拒否と配信済みメールの回収手順を明文化し、年2回試行する。",
        ),
    ),
    ("respond", "network"): (
        "network",
        say(
            "Write down how an address or a name is blocked and how one checks that staff can still work; try it.",
            "アドレスやドメイン名の遮断手順と、業務への影響がないことの確認方法を明文化し、試行する。",
        ),
    ),
    ("recover", "network"): (
        "network",
        say(
            "Keep a list of the places where something is left behind, and restore from the backup once as a trial.",
            "仕掛けが残されやすい場所の一覧を作り、バックアップからの復元を一度試行する。",
        ),
    ),
    ("report", "network"): (
        "ciso",
        say(
            "Agree what a first report needs and how soon it is due; send it although not everything is known.",
            "第一報に必要な項目と期限を決め、全容が判明していなくても提出する運用とする。",
        ),
    ),
    ("deductions", "network"): (
        "team-lead",
        say(
            "Before anything is switched off or called done, have a second person check the effect.",
            "停止や「対処完了」の報告の前に、必ず別の担当者が効果を確認する。",
        ),
    ),
}


def advice(story: Story, ended: datetime) -> tuple[Advice, ...]:
    """Return what is to be done: one piece for each rule, because of the worst line that it is about, soonest first."""
    zone = ZoneInfo(story.side.scenario.organisation.time_zone)
    found: dict[Rule, Advice] = {}
    for line, grade in sorted(_weak(story.side.card.lines), key=lambda one: (one[0].share, one[0].id)):
        rule = rule_for(line.bucket, _family(story, line))
        found.setdefault(rule, _made(rule, line, grade, ended.astimezone(zone).date()))
    return tuple(sorted(found.values(), key=lambda one: one.due))


def rule_for(bucket: Bucket, family: str) -> Rule:
    """Return the rule for a phase and a sort of attack; a phase has one for the network that holds for every sort."""
    return _RULES.get((bucket, family)) or _RULES[bucket, "network"]


def _weak(lines: tuple[ScoreLine, ...]) -> Iterator[tuple[ScoreLine, Grade]]:
    for line in lines:
        if line.bucket == "deductions":
            if line.earned < 0:
                yield line, "U"
        elif (grade := line.grade) and grade in _DAYS:
            yield line, grade


def _family(story: Story, line: ScoreLine) -> str:
    """Return what sort of attack a line is about: that of the first event whose log lines prove it."""
    for deed in story.run.deeds:
        for receipt in deed.outcome.receipts:
            if any((one.node, one.line) == (receipt.node, receipt.line) for one in line.evidence):
                return _FAMILIES.get(deed.action.partition(".")[0], "network")
    return "network"


def _made(rule: Rule, line: ScoreLine, grade: Grade, ended: date) -> Advice:
    owner, what = rule
    because = say(f"{line.title.en}: {line.reason.en}", f"{line.title.ja}: {line.reason.ja}")
    due = ended + timedelta(days=_DAYS[grade])
    return Advice(line=line.id, grade=grade, what=what, because=because, owner=owner, due=due)
