"""When an event comes, and on what condition, in words."""

from __future__ import annotations

from cyder.model.base import LocalText, show_clock
from cyder.model.labels import label
from cyder.model.timeline import Condition, Moment
from cyder.scoring.lines import joined, lasting, same, say

_SAID: dict[str, tuple[str, str]] = {
    "succeeded": ("'{}' has succeeded", "「{}」が成功している"),
    "blocked": ("'{}' was blocked", "「{}」が阻止された"),
    "broken": ("'{}' could not be played", "「{}」が実行できなかった"),
    "skipped": ("'{}' was left out", "「{}」が省かれた"),
    "ended": ("'{}' has ended", "「{}」が終わっている"),
    "denied": ("'{}' is denied", "「{}」が拒否されている"),
    "contained": ("objective '{}' is held", "目標「{}」が達成されている"),
    "reported": ("the {} report was filed", "{}が提出されている"),
    "replied": ("'{}' was answered", "「{}」に回答している"),
    "asked": ("the team has asked '{}'", "「{}」に問い合わせている"),
    "begun": ("phase '{}' has begun", "局面「{}」が始まっている"),
}


def moment(event: Moment) -> LocalText:
    """Return when something begins: `T+5m`, `after 'mail', 5s`."""
    if event.at is not None:
        when = same(show_clock(event.at))
    elif event.after is not None:
        delay = lasting(event.delay)
        when = say(f"{delay.en} after '{event.after}'", f"「{event.after}」の{delay.ja}後")
    elif event.manual:
        when = say("fired by an instructor", "講師が手動で発生")
    else:
        when = say("set off by another event", "他のイベントから発生")
    if event.phase is not None:
        when = say(f"{when.en} (phase '{event.phase}')", f"{when.ja}(局面「{event.phase}」)")
    return when


def conditions(event: Moment) -> list[LocalText]:
    """Return on what an event depends, one sentence each; nothing where it comes in any case."""
    found = []
    if event.when is not None:
        when = in_words(event.when)
        found.append(say(f"waits until {when.en}", f"待機: {when.ja}まで"))
    if event.unless is not None:
        unless = in_words(event.unless)
        found.append(say(f"does not come if {unless.en}", f"発生しない条件: {unless.ja}"))
    if event.expires is not None:
        expires = lasting(event.expires)
        found.append(say(f"lapses after {expires.en} of waiting", f"{expires.ja}待っても満たされなければ取りやめ"))
    if event.window:
        window = lasting(event.window)
        found.append(say(f"up to {window.en} later, by team", f"チームにより最大{window.ja}遅れる"))
    return found


def in_words(condition: Condition) -> LocalText:
    """Return a condition as people say it."""
    if condition.negated is not None:
        inner = in_words(condition.negated)
        return say(f"not ({inner.en})", f"({inner.ja})ではない")
    if condition.all or condition.any:
        en, ja = (" and ", "、かつ") if condition.all else (" or ", "、または")
        return joined([in_words(part) for part in condition.parts], en, ja)
    if condition.passed is not None:
        return say(f"the clock shows {show_clock(condition.passed)}", f"時計が{show_clock(condition.passed)}に達する")
    word, name = condition.state or condition.event or ("", "")
    en, ja = _SAID[word]
    en, ja = en.format(name), ja.format(label("stage", name).ja if word == "reported" else name)
    if condition.lasting is None:
        return say(en, ja)
    lasts = lasting(condition.lasting)
    return say(f"{en} for {lasts.en}", f"{ja}状態が{lasts.ja}続いている")
