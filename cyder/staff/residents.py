"""Fictitious residents: households with addresses, numbers, fees and certificates, all from one seed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from cyder.errors import BadInput
from cyder.model.base import LocalText
from cyder.model.residents import Certificate, CertificateKind, Resident
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.staff.dates import REFERENCE, workday
from cyder.staff.draws import Draws
from cyder.staff.fees import fees
from cyder.staff.households import Member, household
from cyder.staff.individual_numbers import invalid_number
from cyder.staff.names import WORDS
from cyder.staff.texts.registers import PRICES
from cyder.staff.texts.towns import CHOME, FLATS, PROVIDERS, TOWNS

MOST = 20_000
"""So many residents have telephone numbers of their own in the range that is nobody's."""

_GROWN_UP, _OLD = 15, 80
_KINDS: tuple[tuple[CertificateKind, int], ...] = (
    ("residence", 45), ("seal", 25), ("income", 15), ("family-register", 10), ("tax-payment", 5),
)  # fmt: skip


def residents(count: int, seed: Seed, *, organisation: Organisation, today: date = REFERENCE) -> tuple[Resident, ...]:
    """Return so many residents of the organisation's town, household by household; fees are those of today's year.

    Nobody can be taken for a real person: the Individual Numbers have wrong check digits, the telephone numbers begin
    with 0000 or 0x0-0000, which are never assigned, the towns do not exist, the mailboxes are below `.example`.

    Raises:
        BadInput: more than `MOST` were asked for.
    """
    if count > MOST:
        raise BadInput(f"residents: {count} are too many", hint=f"ask for {MOST} or fewer")
    register = _Register(seed, organisation, today)
    found: list[Resident] = []
    while len(found) < count:
        found += register.next_household()
    return tuple(found[:count])


class _Register:
    """The town's register while it is filled: it knows which numbers, telephones and mailboxes are taken."""

    def __init__(self, seed: Seed, organisation: Organisation, today: date) -> None:
        self._seed = seed
        self._city = organisation.name
        self._today = today
        self._taken: set[str] = set()
        self._households = 0
        self._number = 10_000_000

    def next_household(self) -> tuple[Resident, ...]:
        """Return everybody of one more household."""
        draws = Draws(self._seed.child(f"household/{self._households}"))
        self._households += 1
        members = household(draws, self._today)
        postcode, address = self._home(draws)
        landline = self._own(lambda: f"0000-{draws.digits(2)}-{draws.digits(4)}")
        return tuple(
            Resident(
                number=self._next_number(draws),
                household=f"{2_000_000 + self._households}",
                relation=member.relation,
                individual_number=self._own(lambda: invalid_number(draws)),
                name=member.name,
                sex=member.sex,
                born=member.born,
                postcode=postcode,
                address=address,
                phone=self._phone(draws, member, landline),
                email=self._email(draws, member),
                portal_password=_password(draws) if member.age >= _GROWN_UP and draws.chance(60) else None,
                fees=fees(draws, member, members, self._today),
                certificates=self._certificates(draws, member),
            )
            for member in members
        )

    def _own(self, draw: Callable[[], str]) -> str:
        """Draw until it is nobody else's."""
        while (value := draw()) in self._taken:
            pass
        self._taken.add(value)
        return value

    def _next_number(self, draws: Draws) -> str:
        self._number += draws.between(1, 9)
        return str(self._number)

    def _home(self, draws: Draws) -> tuple[str, LocalText]:
        at = draws.below(len(TOWNS))
        kanji, romaji, chome = TOWNS[at]
        part, flat = draws.between(1, chome), draws.pick(FLATS) if draws.chance(38) else None

        def numbers() -> str:
            room = f"-{draws.between(1, 4)}0{draws.between(1, 8)}" if flat else ""
            return f"{kanji}/{part}-{draws.between(1, 30)}-{draws.between(1, 24)}{room}"

        _, block, house, *room = self._own(numbers).split("/")[1].split("-")
        ja = f"{self._city.ja}{kanji}{CHOME[part]}丁目{block}番{house}号"
        en = f"{part}-{block}-{house} {romaji}, {self._city.en}"
        if flat:
            ja += f" {flat[0].format(kanji.removesuffix('町'))}{room[0]}号室"
            en = f"{flat[1].format(romaji.removesuffix('-cho'))} {room[0]}, {en}"
        return f"000-{at + 1:04}", LocalText(en=en, ja=ja)

    def _phone(self, draws: Draws, member: Member, landline: str) -> str:
        if member.age < _GROWN_UP or draws.chance(60 if member.age >= _OLD else 15):
            return landline
        return self._own(lambda: f"{draws.pick(('070', '080', '090'))}-0000-{draws.digits(4)}")

    def _email(self, draws: Draws, member: Member) -> str | None:
        if not _GROWN_UP <= member.age < _OLD or draws.chance(40):
            return None
        given, family = member.name.romaji.lower().split()
        local = draws.pick((f"{given}.{family}", f"{family}.{given}", f"{given}{family[0]}"))
        provider = draws.pick(PROVIDERS)
        return self._own(lambda: f"{local}{draws.between(1, 999)}@{provider}")

    def _certificates(self, draws: Draws, member: Member) -> tuple[Certificate, ...]:
        count = draws.weighted(((0, 55), (1, 28), (2, 12), (3, 5))) if member.age >= _GROWN_UP else 0
        issued = sorted(workday(self._today - timedelta(days=draws.between(1, 700))) for _ in range(count))
        return tuple(self._certificate(draws, day) for day in issued)

    def _certificate(self, draws: Draws, day: date) -> Certificate:
        kind, place = draws.weighted(_KINDS), draws.weighted((("counter", 60), ("shop", 30), ("portal", 10)))
        return Certificate(
            number=self._own(lambda: f"{day:%y%m}-{draws.digits(6)}"),
            kind=kind,
            issued=day,
            place=place,
            fee=PRICES[kind] - (0 if place == "counter" else 100),
        )


def _password(draws: Draws) -> str:
    """Return two words and four digits, as the portal's first letter to a resident would."""
    return f"{draws.pick(WORDS)}-{draws.pick(WORDS)}-{draws.digits(4)}"
