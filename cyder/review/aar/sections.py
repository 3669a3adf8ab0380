"""The eight sections of an after-action report, filled in as far as a machine can, with what people are to add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText
from cyder.model.labels import label
from cyder.model.review import Advice, Overlooked, Section, Timing, Version
from cyder.model.score import ScoreLine
from cyder.review.aar.story import Story
from cyder.review.deeds import ENDINGS
from cyder.scoring.lines import count, lasting, number, same, say

OWNERS = {
    "team-lead": say("Team lead", "班長"),
    "network": say("Network", "ネットワーク担当"),
    "mail": say("Mail", "メール担当"),
    "helpdesk": say("Helpdesk", "ヘルプデスク"),
    "ciso": say("CISO", "CISO(副市長)"),
}


@dataclass(frozen=True)
class Chapters:
    """What the other chapters of the review say, as far as a section sums it up."""

    versions: Sequence[Version]
    timings: Sequence[Timing]
    overlooked: Sequence[Overlooked]
    advice: Sequence[Advice]


def sections(story: Story, told: Chapters) -> tuple[Section, ...]:
    """Return the eight sections in their order; one about which nothing is known has its question alone."""
    return (
        _section(_WHAT, _scope(story)),
        _section(_SUMMARY, _summary(story)),
        _section(_COURSE, _timed(told.timings)),
        _section(_WELL, _graded(story, {"P", "S"})),
        _section(_BADLY, _graded(story, {"M", "U"})),
        _section(_CAUSE, _causes(story, told.overlooked)),
        _section(_TOLD, _communication(story, told.versions)),
        _section(_NEXT, _steps(told.advice)),
    )


Frame = tuple[LocalText, LocalText]
"""Title and question of a section."""

_WHAT: Frame = (
    say("1. What was practised", "1. 演習の概要"),
    say("Who took part, in which duty?", "参加者とそれぞれの役割を記入してください。"),
)
_SUMMARY: Frame = (
    say("2. Summary", "2. 総括"),
    say("In two sentences for the mayor: how did it go?", "市長への報告として、結果を2文でまとめてください。"),
)
_COURSE: Frame = (
    say("3. Course of events", "3. 経過"),
    say("Which moment decided how it went on?", "その後の展開を決めた場面はどこでしたか。"),
)
_WELL: Frame = (
    say("4. What went well", "4. 良かった点"),
    say("What do you want to keep doing?", "今後も続けたいことは何ですか。"),
)
_BADLY: Frame = (
    say("5. What did not", "5. 改善が必要な点"),
    say("What was missing: knowledge, tools, rights, time?", "不足していたのは知識・道具・権限・時間のどれですか。"),
)
_CAUSE: Frame = (
    say("6. Why", "6. 要因"),
    say("Why could it happen, and why was it seen so late?", "なぜ起き、なぜ気付くのが遅れたのですか。"),
)
_TOLD: Frame = (
    say("7. Decisions and communication", "7. 意思決定と情報共有"),
    say("Who decided what, and who was told too late?", "誰が何を決め、誰への連絡が遅れましたか。"),
)
_NEXT: Frame = (
    say("8. What will be done", "8. 改善計画"),
    say("Do owners and dates hold? What is still missing?", "担当と期限は妥当ですか。ほかに必要な対応はありますか。"),
)


def _section(frame: Frame, said: Iterable[LocalText]) -> Section:
    title, question = frame
    return Section(title=title, question=question, said=tuple(said))


def _scope(story: Story) -> Iterator[LocalText]:
    scenario = story.side.scenario
    long = lasting(scenario.duration)
    yield say(
        f"{scenario.title.en}, level {scenario.level}, {long.en}, at {scenario.organisation.name.en}.",
        f"{scenario.title.ja}(レベル{scenario.level}、{long.ja})、想定組織: {scenario.organisation.name.ja}。",
    )
    for objective in scenario.objectives.values():
        yield say(f"Objective: {objective.title.en}", f"目標: {objective.title.ja}")


def _summary(story: Story) -> Iterator[LocalText]:
    card = story.side.card
    yield say(
        f"{card.earned:.1f} of {card.maximum:.0f} gradable points ({card.share:.0%}).",
        f"採点可能な{card.maximum:.0f}点のうち{card.earned:.1f}点({card.share:.0%})。",
    )
    endings = [deed.ending for deed in story.run.deeds]
    known = [(name, endings.count(name)) for name in ENDINGS if name in endings]
    en = ", ".join(f"{many} {name}" for name, many in known)
    ja = "、".join(f"{_ENDED[name]}{many}件" for name, many in known)
    if known:
        yield say(f"Of the attacker's {count(len(endings), 'event')}: {en}.", f"攻撃{len(endings)}件の結果: {ja}。")


_ENDED = {"happened": "実行", "blocked": "阻止", "prevented": "未然防止", "broken": "不成立", "skipped": "省略"}


def _timed(timings: Iterable[Timing]) -> Iterator[LocalText]:
    for one in timings:
        if one.seconds is None:
            yield say(f"{one.title.en}: never.", f"{one.title.ja}: 達成せず。")
            continue
        took, target = lasting(one.seconds), lasting(one.target)
        yield say(
            f"{one.title.en}: after {took.en} (target {target.en}).",
            f"{one.title.ja}: {took.ja}後(目標 {target.ja})。",
        )


def _graded(story: Story, grades: set[str]) -> Iterator[LocalText]:
    for line in story.side.card.lines:
        if line.grade in grades or (line.earned < 0 and "U" in grades):
            yield _line(line)


def _line(line: ScoreLine) -> LocalText:
    points = f"{number(line.earned)} / {line.maximum:g}"
    return say(f"{line.title.en} ({points}): {line.reason.en}", f"{line.title.ja}({points}): {line.reason.ja}")


def _causes(story: Story, overlooked: Sequence[Overlooked]) -> Iterator[LocalText]:
    for accepted in story.side.scenario.truth.root_cause[:1]:
        cause = label("root_cause", accepted)
        yield say(f"Root cause in the scenario: {cause.en}.", f"シナリオ上の根本原因: {cause.ja}。")
    zone = ZoneInfo(story.side.scenario.organisation.time_zone)
    for one in overlooked:
        at = one.at.astimezone(zone).strftime("%H:%M:%S")
        yield say(
            f"Visible from {at} on in {one.quote.node}:{one.quote.log}, and not used in time.",
            f"{at}以降、{one.quote.node}:{one.quote.log} で確認できたが、活用されなかった。",
        )


def _communication(story: Story, versions: Sequence[Version]) -> Iterator[LocalText]:
    zone = ZoneInfo(story.side.scenario.organisation.time_zone)
    for one in versions:
        stage, at = label("stage", one.stage), one.at.astimezone(zone).strftime("%H:%M:%S")
        yield say(f"{at} {stage.en} (version {one.version}).", f"{at} {stage.ja}(第{one.version}版)。")
    if not versions:
        yield say("No report was filed.", "報告は提出されなかった。")
    told = {one.to for _, body in story.filed for one in body.report.notifications}
    for recipient in sorted(told):
        who = label("recipient", recipient)
        yield say(f"Told, by the report: {who.en}.", f"報告上の連絡先: {who.ja}。")


def _steps(advice: Iterable[Advice]) -> Iterator[LocalText]:
    for one in advice:
        owner, due = OWNERS[one.owner], same(one.due.isoformat())
        yield say(f"{one.what.en} ({owner.en}, by {due.en})", f"{one.what.ja}({owner.ja}、{due.ja}まで)")
