"""Names of people of working age, and plain words for first passwords."""

from __future__ import annotations

from cyder.staff.texts import family_names, given_names

_RETIRED, _AT_SCHOOL = 1950, 2000
"""Years of birth before and after which nobody works here."""

FAMILY = tuple({name[2]: name for name, _ in family_names.FAMILY}.values())
"""Family names: kanji, katakana, Roman letters; those are the stems of accounts, so each stands here once."""

GIVEN = tuple(
    {
        name[2]: name
        for liked in (given_names.FEMALE, given_names.MALE)
        for before, names in liked
        if _RETIRED < before <= _AT_SCHOOL
        for name in names
    }.values()
)
"""Given names: kanji, katakana, Roman letters, none of which stands here twice."""

WORDS: tuple[str, ...] = (
    "acorn", "amber", "apple", "autumn", "bamboo", "barley", "beacon", "birch", "bridge", "candle",
    "canvas", "carpet", "cedar", "cherry", "cloud", "clover", "copper", "coral", "cotton", "crane",
    "dolphin", "drum", "eagle", "ember", "fern", "ferry", "flute", "forest", "garden", "ginger",
    "granite", "harbor", "hazel", "heron", "honey", "island", "ivory", "jasmine", "kettle", "ladder",
    "lantern", "lemon", "lily", "maple", "marble", "meadow", "melon", "mirror", "morning", "nutmeg",
    "ocean", "olive", "orchid", "paper", "pebble", "pepper", "pine", "planet", "plum", "pond",
    "rabbit", "ribbon", "river", "saddle", "sesame", "silver", "sparrow", "spring", "summer", "sunset",
    "tiger", "tomato", "tulip", "valley", "velvet", "violet", "walnut", "willow", "window", "winter",
)  # fmt: skip
"""Words of four letters or more, so that two of them and four digits make at least fourteen characters."""
