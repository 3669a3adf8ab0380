"""What an author writes under `timeline:`: who does or says something, when, and on what condition."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from cyder.model.base import LocalText, Noun, Seconds, Slug

Settings = dict[str, Any]
"""What stands under `with:`; its fields belong to the role or action named beside it."""

Ending = Literal["succeeded", "blocked", "infra-error", "skipped"]
"""How an attacker's event can end."""


LASTING = ("contained", "denied", "reported", "replied", "asked", "begun")
"""The words of a condition that speak of something which begins at a moment, so that `for` can ask how long ago."""


class Condition(Noun):
    """Something that is so or not at a moment; whoever waits for it looks again and again, not only when it changes.

    One word each: `succeeded`, `blocked`, `broken`, `skipped`, `ended` name an event; `denied` one whose newest probes
    were refused; `contained` an objective; `reported` a stage of the report; `replied` an inject; `asked` a contact;
    `begun` a phase; `passed` an exercise time; `all`, `any` and `not` join others. With `for`, what lasts has been so
    for this long without a break.
    """

    succeeded: Slug | None = None
    blocked: Slug | None = None
    broken: Slug | None = None
    skipped: Slug | None = None
    ended: Slug | None = None
    denied: Slug | None = None
    contained: Slug | None = None
    lasting: Annotated[Seconds | None, Field(alias="for", ge=0)] = None
    reported: Literal["first", "interim", "final"] | None = None
    replied: Slug | None = None
    asked: Slug | None = None
    begun: Slug | None = None
    passed: Seconds | None = None
    all: Annotated[tuple[Condition, ...] | None, Field(min_length=1, max_length=20)] = None
    any: Annotated[tuple[Condition, ...] | None, Field(min_length=1, max_length=20)] = None
    negated: Annotated[Condition | None, Field(alias="not")] = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Condition:
        said = [name for name in type(self).model_fields if name != "lasting" and getattr(self, name) is not None]
        if len(said) != 1:
            message = f"a condition says one thing, not {len(said)}; join several with all: […] or any: […]"
            raise ValueError(message)
        if self.lasting is not None and self.state is None:
            message = f"'for' does not go with '{said[0]}'; leave it out, or ask for {', '.join(LASTING)}"
            raise ValueError(message)
        return self

    @property
    def parts(self) -> tuple[Condition, ...]:
        """Return the conditions it joins."""
        return (*(self.all or ()), *(self.any or ()), *((self.negated,) if self.negated else ()))

    @property
    def event(self) -> tuple[str, str] | None:
        """Return the word and the event it names, None where it names none."""
        return self._said("succeeded", "blocked", "broken", "skipped", "ended", "denied", "replied")

    @property
    def state(self) -> tuple[str, str] | None:
        """Return the word and the name of what can last, None where it speaks of nothing that does."""
        return self._said(*LASTING)

    def _said(self, *words: str) -> tuple[str, str] | None:
        return next(((word, name) for word in words if (name := getattr(self, word)) is not None), None)


class Repeat(Noun):
    """How often something happens in all, and how long after its end it begins again."""

    times: Annotated[int, Field(ge=2, le=50)]
    every: Seconds


class Timed(Noun):
    """When something begins: at an offset of the exercise clock, some time after something else, or when somebody says.

    `when`: it waits, from its moment on, until this is so. `manual`: it has no moment; an instructor fires it.
    """

    at: Seconds | None = None
    after: Slug | None = None
    delay: Seconds = 0.0
    when: Condition | None = None
    manual: bool = False


class Phase(Timed):
    """One act of the story. Without a moment of its own it begins after the one before, as soon as its `when` is so."""

    title: LocalText


class Moment(Timed):
    """When something happens, and whether it does.

    `window`: each team's own delay, up to so long. `unless`: it does not take place if this is so when its turn comes.
    `expires`: if it has waited so long, it does not take place. `phase`: the act of the story that it belongs to, from
    whose beginning its `at` counts.
    """

    id: Slug
    window: Annotated[Seconds, Field(ge=0, le=3600)] = 0.0
    unless: Condition | None = None
    expires: Annotated[Seconds | None, Field(ge=0)] = None
    repeat: Repeat | None = None
    phase: Slug | None = None

    @property
    def counted(self) -> Self:
        """Return it as it is played: what has an `at` in a phase comes so long after that has begun, or not at all."""
        if self.phase is None or self.at is None:
            return self
        begun = Condition(begun=self.phase)
        when = begun if self.when is None else Condition(all=(begun, self.when))
        return self.model_copy(update={"at": None, "after": self.phase, "delay": self.at, "when": when})


class Beginning(Moment):
    """A phase begins."""

    title: LocalText


class ActionEvent(Moment):
    """The attacker does something. `on`: which other event begins once this one has ended in that way.

    `objective` is what keeping it out, or undoing it, serves: one, or a list.
    """

    do: str
    source: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    settings: Annotated[Settings, Field(alias="with")] = {}
    scored: bool = True
    objective: Slug | tuple[Slug, ...] = ()
    on: dict[Ending, Slug] = {}

    @property
    def objectives(self) -> tuple[str, ...]:
        """Return the objectives it serves."""
        return (self.objective,) if isinstance(self.objective, str) else self.objective


class InjectEvent(Moment):
    """Somebody tells the team something. A mail is delivered into a mailbox; anything else is shown.

    `to`, `address`, `subject`: into whose mailbox a mail goes, from which address, and its subject. `audience`: who may
    read it. `reply`: until when an answer is expected, counted from the moment it was told.
    """

    inject: Literal["phone", "mail", "chat", "news", "paper"]
    sender: Annotated[LocalText, Field(alias="from")]
    text: LocalText
    to: str | None = None
    address: str | None = None
    subject: LocalText | None = None
    audience: tuple[Literal["trainees", "instructors", "assessors"], ...] = ("trainees",)
    reply: Annotated[Seconds | None, Field(ge=1)] = None


def _kind_of_event(value: object) -> str:
    if isinstance(value, dict):
        return "inject" if "inject" in value else "do"
    return "inject" if isinstance(value, InjectEvent) else "do"


Event = Annotated[
    Annotated[ActionEvent, Tag("do")] | Annotated[InjectEvent, Tag("inject")], Discriminator(_kind_of_event)
]

Cue = ActionEvent | InjectEvent | Beginning
"""Whatever a conductor waits for the moment of."""
