"""The three lanes of a team's review: what the attacker did, what was there to be seen, what the team did and said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from cyder.model.base import LocalText
from cyder.model.dealings import Applied, Decided, HintTaken, PasswordTold
from cyder.model.labels import label
from cyder.model.ledger import Entry, Filed, Injected, NodeChanged, Replied
from cyder.model.review import Point, Sort
from cyder.review.aar.story import Sighted, Story
from cyder.review.deeds import Deed
from cyder.scoring.lines import lasting, same, say

_ENDINGS = {
    "happened": say("happened", "実行された"),
    "blocked": say("kept out", "阻止された"),
    "prevented": say("not tried: prevented by the team", "チームの対策により行われなかった"),
    "broken": say("could not be played", "実行できなかった"),
    "skipped": say("left out", "省略された"),
}
_CHANNELS = {
    "phone": say("Telephone call from", "電話"),
    "mail": say("Mail from", "メール"),
    "chat": say("Chat message from", "チャット"),
    "news": say("News from", "報道"),
    "paper": say("Paper from", "文書"),
}
_CHANGES = {
    "isolated": say("isolated", "ネットワークから隔離"),
    "reconnected": say("reconnected", "ネットワークに再接続"),
    "reset": say("made anew", "初期状態に作り直し"),
}
_ABOUT = {
    "maintenance": say("Asked for maintenance of", "保守作業を申請"),
    "isolation": say("Asked that somebody isolate", "端末の隔離を依頼"),
}


def points(story: Story) -> tuple[Point, ...]:
    """Return everything on the three lanes in the order of time."""
    found = chain(_attack(story), _visible(story), _team(story), _held(story))
    return tuple(sorted(found, key=lambda one: one.at))


def _attack(story: Story) -> Iterator[Point]:
    for deed in story.run.deeds:
        clue = story.side.clues.get(deed.event)
        title = clue.title if clue else same(deed.action)
        ending = _ENDINGS[deed.ending]
        way = f"{deed.event}: {deed.source} → {deed.target}" if deed.source else deed.event
        yield Point(
            lane="attack",
            sort=deed.ending,
            at=deed.began,
            until=deed.ended,
            clock=story.clock(deed.began),
            title=say(f"{title.en}: {ending.en}", f"{title.ja}: {ending.ja}"),
            details=(same(way),),
        )


def _visible(story: Story) -> Iterator[Point]:
    """Yield each log's lines about one event once, at the first of them, and whatever the team was told."""
    groups: dict[tuple[str, str, str], list[Sighted]] = {}
    for one in story.sighted:
        groups.setdefault((one.deed.name, one.receipt.node, one.receipt.log), []).append(one)
    for (_, node, log), lines in groups.items():
        first, count = lines[0], len(lines)
        yield Point(
            lane="visible",
            sort="line",
            at=first.at,
            clock=story.clock(first.at),
            title=say(f"{node}: {log}", f"{node}: {log}"),
            details=(_lines_of(story, first.deed, count),),
            quote=first.quote,
            command=first.command,
        )
    for entry in story.entries:
        if isinstance(entry.body, Injected) and "trainees" in entry.body.audience:
            yield _told(story, entry, entry.body)


def _lines_of(story: Story, deed: Deed, count: int) -> LocalText:
    clue = story.side.clues.get(deed.event)
    title = clue.title if clue else same(deed.action)
    return say(f"{count} line{'s' if count > 1 else ''} of: {title.en}", f"{title.ja}の痕跡 {count}行")


def _told(story: Story, entry: Entry, body: Injected) -> Point:
    channel = _CHANNELS.get(body.channel, same(body.channel))
    title = say(f"{channel.en} {body.sender.en}", f"{channel.ja}: {body.sender.ja}")
    details = tuple(text for text in (body.subject, body.text) if text)
    return _point(story, entry, "inject", title, *details, lane="visible")


def _team(story: Story) -> Iterator[Point]:
    asked = {one.seq: one.body for one in story.entries if isinstance(one.body, Applied)}
    for entry in story.entries:
        match entry.body:
            case Filed(version=version, report=report):
                stage = label("stage", report.stage)
                title = say(f"{stage.en} (version {version})", f"{stage.ja}(第{version}版)を提出")
                yield _point(story, entry, "report", title)
            case Replied(event=event, text=text):
                yield _point(story, entry, "reply", say(f"Answered '{event}'", f"「{event}」に回答"), same(text))
            case Applied() as body:
                yield _asked(story, entry, body)
            case Decided() as body:
                yield _decided(story, entry, body, asked.get(body.asked))
            case NodeChanged(node=node, change=change):
                done = _CHANGES[change]
                yield _point(story, entry, "node", say(f"{node} {done.en}", f"{node} を{done.ja}"))
            case HintTaken(hint=name):
                hint = story.side.scenario.hints.get(name)
                title = hint.title if hint else same(name)
                yield _point(story, entry, "hint", say(f"Took a hint: {title.en}", f"ヒントを使用: {title.ja}"))
            case PasswordTold(node=node, account=account):
                told = say(f"Told the new password of {account}", f"{account} の新しいパスワードを連絡")
                yield _point(story, entry, "password", told, same(node))
            case _:
                continue


def _asked(story: Story, entry: Entry, body: Applied) -> Point:
    about, long = _ABOUT[body.about], lasting(body.seconds)
    span = say(f" ({long.en})", f"({long.ja})") if body.seconds else same("")
    title = say(f"{about.en} {body.subject}{span.en}", f"{about.ja}: {body.subject}{span.ja}")
    return _point(story, entry, "application", title, same(body.reason))


def _decided(story: Story, entry: Entry, body: Decided, asked: Applied | None) -> Point:
    answer = say("Granted", "承認") if body.granted else say("Refused", "却下")
    subject = asked.subject if asked else f"#{body.asked}"
    return _point(
        story, entry, "decision", say(f"{answer.en}: {subject}", f"{answer.ja}: {subject}"), same(body.reason)
    )


def _held(story: Story) -> Iterator[Point]:
    """Yield the first round in which each objective was held, with the words of its probes."""
    at = {entry.seq: entry.at for entry in story.entries}
    for name, objective in story.side.scenario.objectives.items():
        first = next((one for one in story.record.rounds(name) if one.held and one.seq in at), None)
        if first is None:
            continue
        yield Point(
            lane="team",
            sort="held",
            at=at[first.seq],
            clock=first.clock,
            title=say(f"Held for the first time: {objective.title.en}", f"初めて達成: {objective.title.ja}"),
            details=(same("; ".join(f"{one.denied}; {one.allowed}" for one in first.findings)),),
        )


def _point(
    story: Story,
    entry: Entry,
    sort: Sort,
    title: LocalText,
    *details: LocalText,
    lane: Literal["visible", "team"] = "team",
) -> Point:
    clock = story.clock(entry.at) if entry.clock is None else entry.clock
    said = tuple(one for one in details if one.en)
    return Point(lane=lane, sort=sort, at=entry.at, clock=clock, title=title, details=said)
