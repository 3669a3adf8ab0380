"""What is written into the gaps of the forms that are tables: rosters, budgets, registers; comma-separated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from cyder.staff.dates import after, fiscal_year, reiwa, short_ja, workday
from cyder.staff.desk import Desk
from cyder.staff.forms import ends, method, purchases
from cyder.staff.texts.complaints import COMPLAINTS_EN, COMPLAINTS_JA
from cyder.staff.texts.form import Form
from cyder.staff.texts.partners import OVERSEAS, VENDORS, Partner
from cyder.staff.texts.purchases import BUDGET
from cyder.staff.texts.things import PLACES, REASONS, REMARKS, STATES, THINGS, WAYS


def contacts(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001  every form is filled with the same call
    """Fill in firms, authorities and colleagues, with telephone and mail."""
    office, ja = desk.office, desk.language == "ja"
    outside = [*desk.draws.some(office.suppliers, desk.draws.between(4, 8)), *desk.draws.some(office.authorities, 3)]
    if not ja:
        outside = [*desk.draws.some(OVERSEAS, 3), *outside[:5]]
    rows = [_partner(desk, partner) for partner in outside]
    for who in (desk.author, *desk.others(5)):
        number = f"{'内線' if ja else 'ext. '}{office.extensions[who.account]}"
        kind, address = "庁内" if ja else "inside", f"{who.account}@{office.organisation.domain}"
        rows.append(_row(kind, desk.say(office.name), desk.call(who), number, address, ""))
    return {"rows": _rows(rows)}


def shift(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in who is on duty, for every working day of the month that begins next."""
    names = [desk.call(who) for who in (desk.author, *desk.others(9))]
    first = (desk.day.replace(day=1) + timedelta(days=32)).replace(day=1)
    rows = []
    for number, day in enumerate(_workdays(first)):
        duty = [names[(number * 3 + place) % len(names)] for place in range(3)]
        rows.append(_row(_short(desk, day), *duty, desk.draws.pick(REMARKS[desk.language])))
    return {"month": str(first.month), "ym": f"{first:%Y%m}", "rows": _rows(rows)}


def budget(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in what the department asks for next year, in thousands of yen, with a total."""
    ja, rows, before, wanted = desk.language == "ja", [], 0, 0
    for at in sorted(desk.draws.some(range(len(BUDGET)), desk.draws.between(8, 15))):
        number, name, purpose, english, least, most = BUDGET[at]
        now = desk.draws.between(least, most)
        change = now * desk.draws.between(-15, 22) // 100
        before, wanted = before + now, wanted + now + change
        cells = (number, name, purpose) if ja else (number, english, "")
        rows.append(_row(*cells, now, now + change, change, _why(desk, change)))
    rows.append(_row("", "計" if ja else "total", "", before, wanted, wanted - before, ""))
    return {"rows": _rows(rows)}


def complaints(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in what residents said in the month before, in the order in which they said it."""
    said = COMPLAINTS_JA if desk.language == "ja" else COMPLAINTS_EN
    own = () if desk.office.field == "any" else said.get(desk.office.field, ())
    chosen = desk.draws.some((*said["any"], *own), desk.draws.between(5, 12))
    first = (desk.day.replace(day=1) - timedelta(days=1)).replace(day=1)
    days = sorted(desk.draws.pick(_workdays(first)) for _ in chosen)
    rows = []
    for number, (day, (what, done)) in enumerate(zip(days, chosen, strict=True), start=desk.draws.between(1, 180)):
        way, state = desk.draws.pick(WAYS[desk.language]), desk.draws.pick(STATES[desk.language])
        clerk = desk.call(desk.draws.pick(desk.office.mates))
        rows.append(_row(f"{number:03}", _short(desk, day), way, desk.fill(what), desk.fill(done), clerk, state))
    return {"month": str(first.month), "ym": f"{first:%Y%m}", "rows": _rows(rows)}


def ledger(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in the contracts of the fiscal year so far."""
    chosen = desk.draws.some(purchases(desk), desk.draws.between(5, 9))
    year = fiscal_year(desk.day)
    since = (desk.day - date(year, 4, 1)).days
    days = sorted(workday(desk.day - timedelta(days=desk.draws.below(since + 1))) for _ in chosen)
    rows = []
    for number, (purchase, begins) in enumerate(zip(chosen, days, strict=True), start=1):
        net = sum(int(desk.fill(count)) * price for _, _, count, _, price in purchase.items)
        clerk, until = desk.call(desk.draws.pick(desk.office.mates)), ends(desk, purchase, begins)
        agreed = (purchase.ja, VENDORS[purchase.trade].name.ja, method(net, "ja"), _day(begins), _day(until))
        rows.append(_row(f"{reiwa(year)}-{number:02}", *agreed, net * 11 // 10, clerk))
    return {"rows": _rows(rows)}


def inventory(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in the department's furniture and machines, the oldest first."""
    days = sorted(after(desk.day, -desk.draws.between(100, 2700)) for _ in range(desk.draws.between(9, 24)))
    rows = []
    for number, bought in enumerate(days):
        name, least, most = desk.draws.pick(THINGS)
        label = f"{bought:%y}-{1000 + 7 * number + desk.draws.below(7):05}"
        price, place = desk.draws.between(least, most, 100), desk.draws.pick(PLACES)
        user, seen = desk.call(desk.draws.pick(desk.office.mates)), desk.draws.pick(("済", "済", "済", "未"))
        rows.append(_row(label, name, _day(bought), price, place, user, seen))
    return {"rows": _rows(rows)}


def _partner(desk: Desk, partner: Partner) -> str:
    kanji, romaji, box = desk.draws.pick(partner.people)
    ja, firm = desk.language == "ja", partner in VENDORS
    kind = ("業者" if firm else "官公庁") if ja else ("firm" if firm else "other")
    reached = (f"0000-{partner.phone}", f"{box}@{partner.domain}")
    return _row(kind, desk.say(partner.name), kanji if ja else romaji, *reached, desk.say(partner.trade))


def _workdays(first: date) -> list[date]:
    """Return the working days of the month that begins with a day."""
    days = (first + timedelta(days=number) for number in range(31))
    return [day for day in days if day.month == first.month and workday(day) == day]


def _why(desk: Desk, change: int) -> str:
    """Return why a figure of the budget changes; mostly the sheet says nothing."""
    more, less = REASONS[desk.language]
    return desk.draws.pick(("", *(more if change > 0 else less))) if change else ""


def _short(desk: Desk, day: date) -> str:
    return short_ja(day) if desk.language == "ja" else f"{day:%d/%m}"


def _day(day: date) -> str:
    return f"{day:%Y/%m/%d}"


def _row(*cells: object) -> str:
    return ",".join(_cell(str(cell)) for cell in cells)


def _cell(text: str) -> str:
    """Return a cell as RFC 4180 wants it: quoted where it holds a comma, a quotation mark or a line's end."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text


def _rows(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)
