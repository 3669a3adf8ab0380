"""When an event comes, and on what condition, in words."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.model.base import LocalText, show_clock
from cyder.model.labels import label
from cyder.model.scenario import Scenario
from cyder.model.timeline import Condition, Moment
from cyder.scoring.lines import joined, lasting, same, say

_SAID: dict[str, tuple[str, str, str, str]] = {
    "succeeded": ("'{}' has succeeded", "'{}' has not succeeded", "「{}」が成功している", "「{}」が成功していない"),
    "blocked": ("'{}' was blocked", "'{}' was not blocked", "「{}」が阻止された", "「{}」が阻止されていない"),
    "broken": (
        "'{}' could not be played",
        "'{}' has not failed to be played",
        "「{}」が実行できなかった",
        "「{}」が実行できなかったことはない",
    ),
    "skipped": ("'{}' was left out", "'{}' was not left out", "「{}」が省かれた", "「{}」が省かれていない"),
    "ended": ("'{}' has ended", "'{}' has not ended", "「{}」が終わっている", "「{}」が終わっていない"),
    "denied": ("'{}' is denied", "'{}' is not denied", "「{}」が拒否されている", "「{}」が拒否されていない"),
    "contained": (
        "objective '{}' is held",
        "objective '{}' is not held",
        "目標「{}」が達成されている",
        "目標「{}」が達成されていない",
    ),
    "reported": (
        "the {} report was filed",
        "the {} report was not filed",
        "{}が提出されている",
        "{}が提出されていない",
    ),
    "replied": ("'{}' was answered", "'{}' was not answered", "「{}」に回答している", "「{}」に回答していない"),
    "asked": (
        "the team has asked '{}'",
        "the team has not asked '{}'",
        "「{}」に問い合わせている",
        "「{}」に問い合わせていない",
    ),
    "begun": (
        "phase '{}' has begun",
        "phase '{}' has not begun",
        "局面「{}」が始まっている",
        "局面「{}」が始まっていない",
    ),
}
"""What a condition's word says of a name, and its contrary: English, then Japanese."""

Names = Mapping[tuple[str, str], LocalText]
"""What people call that which a condition's word names by its id: by word and id."""


def names_in(scenario: Scenario) -> Names:
    """Return what the conditions of a scenario's events call its contacts and objectives; events go by their ids."""
    contacts = {("asked", id): contact.name for id, contact in scenario.contacts.items()}
    objectives = {("contained", id): objective.title for id, objective in scenario.objectives.items()}
    return contacts | objectives


def moment(event: Moment) -> LocalText:
    """Return when something begins: `T+5m`, `after 'mail', 5s`."""
    if event.when is not None and event.at == 0:
        when = say("on a condition", "条件がそろい次第")
    elif event.at is not None:
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


def conditions(event: Moment, names: Names) -> list[LocalText]:
    """Return on what an event depends, one sentence each; nothing where it comes in any case."""
    found = []
    if event.when is not None:
        when = in_words(event.when, names)
        found.append(say(f"waits until {when.en}", f"次の条件がそろうまで待つ: {when.ja}"))
    if event.unless is not None:
        unless = in_words(event.unless, names)
        found.append(say(f"does not come if {unless.en}", f"発生しない条件: {unless.ja}"))
    if event.expires is not None:
        expires = lasting(event.expires)
        found.append(say(f"lapses after {expires.en} of waiting", f"{expires.ja}待っても満たされなければ取りやめ"))
    if event.window:
        window = lasting(event.window)
        found.append(say(f"up to {window.en} later, by team", f"チームにより最大{window.ja}遅れる"))
    return found


def in_words(condition: Condition, names: Names) -> LocalText:
    """Return a condition as people say it."""
    if condition.negated is not None:
        return _contrary(condition.negated, names)
    if condition.parts:
        return _together(condition, names)
    if condition.passed is not None:
        return say(f"the clock shows {show_clock(condition.passed)}", f"時計が{show_clock(condition.passed)}に達する")
    en, _, ja, _ = _said(condition, names)
    if condition.lasting is None:
        return say(en, ja)
    lasts = lasting(condition.lasting)
    if condition.contained is not None or condition.denied is not None:
        return say(f"{en} for {lasts.en}", f"{ja}状態が{lasts.ja}続いている")
    since = ja.removesuffix("いる")  # what was asked, filed or begun stays so: only its beginning is meant
    return say(f"{lasts.en} have passed since {en}", f"{since}から{lasts.ja}たっている")


def _contrary(condition: Condition, names: Names) -> LocalText:
    """Return that a condition is not so."""
    if condition.parts or condition.lasting is not None:
        inner = in_words(condition, names)
        return say(f"not ({inner.en})", f"次のことが成り立たない({inner.ja})")
    if condition.passed is not None:
        clock = show_clock(condition.passed)
        return say(f"the clock does not show {clock} yet", f"時計がまだ{clock}に達していない")
    _, en, _, ja = _said(condition, names)
    return say(en, ja)


def _together(condition: Condition, names: Names) -> LocalText:
    """Return several conditions as one; brackets show which belong together where both words occur."""
    said = [(in_words(part, names), len(part.parts) > 1) for part in condition.parts]
    words = [_bracketed(text) if several else text for text, several in said]
    en, ja = (" and ", "、かつ") if condition.all else (" or ", "、または")
    return joined(words, en, ja)


def _bracketed(text: LocalText) -> LocalText:
    return say(f"({text.en})", f"({text.ja})")


def _said(condition: Condition, names: Names) -> tuple[str, str, str, str]:
    word, name = condition.state or condition.event or ("", "")
    shown = say(name, label("stage", name).ja) if word == "reported" else names.get((word, name), same(name))
    en, contrary, ja, ja_contrary = _SAID[word]
    return en.format(shown.en), contrary.format(shown.en), ja.format(shown.ja), ja_contrary.format(shown.ja)
