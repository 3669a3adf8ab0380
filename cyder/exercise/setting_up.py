"""Use cases that prepare the machine: the engine, the images, a look at everything."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from cyder.exercise.desk import Desk
from cyder.exercise.voice import Shown, Voice
from cyder.lan import doctor, engine, images
from cyder.lan.sources import sources
from cyder.model.base import show_duration


def start_engine(desk: Desk, voice: Voice) -> Shown:
    """Use the engine that answers, or start the private one."""
    address = engine.start(desk.places, voice.line)
    return Shown("", asdict(address))


def stop_engine(desk: Desk, voice: Voice) -> Shown:
    """Stop the private engine."""
    engine.stop(desk.places, voice.line)
    return Shown("", {"private_pid": None})


def engine_status(desk: Desk) -> Shown:
    """Say which engine answers."""
    found = engine.status(desk.places)
    if found.address is None:
        return Shown("no engine answers; `cyder engine start` starts one", {"address": None, "private_pid": None})
    kind = f"private, process {found.private_pid}" if found.address.private else "not ours, used as it is"
    text = f"engine {found.address.version} at {found.address.url} ({kind})"
    return Shown(text, {"address": asdict(found.address), "private_pid": found.private_pid})


def build_images(desk: Desk, voice: Voice) -> Shown:
    """Build what is missing or stale."""
    built = images.build(desk.client, sources(desk.catalogue.folders), voice.line, places=desk.places)
    fresh = [each for each in built if each.changed]
    text = f"{len(built)} images, {len(fresh)} built now"
    return Shown(text, [asdict(each) for each in built])


def list_images(desk: Desk) -> Shown:
    """List images with state, size and age."""
    found = images.listed(desk.client, sources(desk.catalogue.folders))
    lines = [f"{each.name:<10} {each.state:<8} {each.size / 1e6:6.0f} MB  {_age(each.age)}".rstrip() for each in found]
    return Shown("\n".join(lines), [asdict(each) for each in found])


def examine(desk: Desk) -> tuple[Shown, bool]:
    """Look at the machine; the second value says whether nothing is missing."""
    items = doctor.examine(desk.places, sources(desk.catalogue.folders))
    well = doctor.exit_code(items) == 0
    return Shown("\n".join(doctor.lines(items)), {"items": [asdict(item) for item in items], "well": well}), well


def _age(age: timedelta | None) -> str:
    return "" if age is None else f"built {show_duration(age.total_seconds())} ago"
