"""What is written into the gaps of the forms that are texts: minutes, memos, letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cyder.staff.dates import after, fiscal_year, long_en, long_ja
from cyder.staff.desk import Desk, mark, slug
from cyder.staff.texts.form import Form
from cyder.staff.texts.manuals import MANUALS_EN, MANUALS_JA
from cyder.staff.texts.matter import Matter
from cyder.staff.texts.notices import NOTICES_EN, NOTICES_JA
from cyder.staff.texts.partners import VENDORS, Partner
from cyder.staff.texts.purchases import PURCHASES, TRIPS, Purchase

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_METHODS = (
    (300_000, "随意契約（少額）", "single tender (small amount)"),
    (1_000_000, "見積合わせによる随意契約", "quotations from several firms"),
    (10_000_000, "指名競争入札", "selected tender"),
)
_TAX = 10
"""Consumption tax, per cent."""


def minutes(desk: Desk, form: Form) -> Mapping[str, str]:
    """Fill in a meeting: who was there, what it was about."""
    here, away = desk.others(desk.draws.between(3, 7)), desk.others(1)
    missing = [who for who in away if who not in here and desk.draws.chance(50)]
    comma, none = ("、", "なし") if desk.language == "ja" else (", ", "nobody")
    return {
        "present": comma.join(desk.call(who) for who in (desk.author, *here)),
        "absent": comma.join(desk.call(who) for who in missing) or none,
        "discussion": _discussion(desk, form, desk.matters(desk.draws.between(2, 4))),
    }


def handover(desk: Desk, form: Form) -> Mapping[str, str]:
    """Fill in what a predecessor leaves: matters, people to know."""
    listed = desk.matters(desk.draws.between(2, 3))
    known = [*desk.draws.some(desk.office.suppliers, 2), *desk.draws.some(desk.office.authorities, 1)]
    return {
        "topic": listed[0].ja,
        "slug": slug(listed[0].en) if desk.language == "en" else desk.office.department or "common",
        "discussion": _discussion(desk, form, listed),
        "contacts": "\n".join(_contact(desk, partner) for partner in known),
    }


def draft(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001  every form is filled with the same call
    """Fill in a decision that waits for signatures."""
    matter = desk.matters(1)[0]
    reasons = desk.draws.some(matter.told, desk.draws.between(2, 3))
    return {
        "topic": matter.ja,
        "reasons": "\n".join(f"　　{desk.fill(line)}" for line in reasons),
        "contents": "\n".join(f"　　{desk.fill(line)}" for line in matter.settled),
    }


def request(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in a letter that asks a firm for an offer."""
    purchase = desk.deal(purchases(desk), "purchases")
    lines = [f"　　　{name}　　{int(desk.fill(number)):,}{unit}" for name, _, number, unit, _ in purchase.items]
    return {"title": purchase.ja, "firm": VENDORS[purchase.trade].name.ja, "items": "\n".join(lines)}


def contract(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in what was agreed with a firm, tax and total reckoned up."""
    purchase = desk.deal(purchases(desk), "purchases")
    partner = VENDORS[purchase.trade]
    lines, net = _priced(desk, purchase)
    begins = after(desk.day, -desk.draws.between(3, 40))
    show = long_ja if desk.language == "ja" else long_en
    kanji, romaji, _ = desk.draws.pick(partner.people)
    return {
        "title": purchase.ja if desk.language == "ja" else purchase.en,
        "topicslug": slug(purchase.en),
        "firm": desk.say(partner.name),
        "person": kanji if desk.language == "ja" else romaji,
        "phone": f"0000-{partner.phone}",
        "total": f"{net + net * _TAX // 100:,}",
        "tax": f"{net * _TAX // 100:,}",
        "start": show(begins),
        "end": show(ends(desk, purchase, begins)),
        "method": method(net, desk.language),
        "items": "\n".join(lines),
    }


def notice(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in a circular as it came from those who send circulars."""
    title, body = desk.deal(NOTICES_JA if desk.language == "ja" else NOTICES_EN, "notices")
    issuer = desk.office.in_charge
    clerk = desk.draws.pick(issuer.mates)
    return {
        "title": title,
        "topicslug": slug(title),
        "body": "\n".join(_indented(line) if desk.language == "ja" else line for line in desk.fill(body).split("\n")),
        "issuer": desk.say(issuer.name),
        "mark": mark(issuer),
        "clerk": desk.call(clerk),
        "clerkext": str(issuer.extensions[clerk.account]),
    }


def manual(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in instructions, step by step."""
    listed = MANUALS_JA if desk.language == "ja" else MANUALS_EN
    title, steps, remarks, _ = desk.deal([entry for entry in listed if desk.office.needs(entry[3])], "manuals")
    return {
        "title": title,
        "topicslug": slug(title),
        "steps": "\n".join(f"{number}. {desk.fill(step)}" for number, step in enumerate(steps, start=1)),
        "remarks": "\n".join(f"- {desk.fill(remark)}" for remark in remarks),
    }


def trip(desk: Desk, form: Form) -> Mapping[str, str]:  # noqa: ARG001
    """Fill in the report of somebody who was sent out."""
    title, place, heard, _ = desk.deal([entry for entry in TRIPS if desk.office.needs(entry[3])], "trips")
    return {
        "title": title,
        "place": desk.fill(place),
        "heard": "\n".join(f"　　・{desk.fill(line)}" for line in heard),
    }


def purchases(desk: Desk) -> list[Purchase]:
    """Return what the department buys."""
    return [purchase for purchase in PURCHASES if desk.office.needs(purchase.only)]


def ends(desk: Desk, purchase: Purchase, begins: date) -> date:
    """Return when a contract ends: with the fiscal year if it is paid by the month, else in two or three months."""
    if any(unit == "か月" for *_, unit, _ in purchase.items):
        return date(fiscal_year(begins) + 1, 3, 31)
    return after(begins, desk.draws.pick((45, 60, 90)))


def method(net: int, language: str) -> str:
    """Return how a contract of so many yen came about."""
    found = next(((ja, en) for below, ja, en in _METHODS if net < below), ("一般競争入札", "open tender"))
    return found[0] if language == "ja" else found[1]


def _indented(line: str) -> str:
    """Return a line of a Japanese letter: paragraphs begin with a wide blank, numbered items do not."""
    return line if line[:1] in "　１２３４５６" else f"　{line}"


def _discussion(desk: Desk, form: Form, listed: list[Matter]) -> str:
    blocks = (_block(desk, form, matter, number) for number, matter in enumerate(listed, start=1))
    return "\n\n".join(blocks)


def _block(desk: Desk, form: Form, matter: Matter, number: int) -> str:
    ja = desk.language == "ja"
    told = desk.draws.some(matter.told if ja else matter.told_en, desk.draws.between(2, 3))
    settled = matter.settled if ja else matter.settled_en
    heading = form.heading.replace("{n}", str(number).translate(_WIDE) if ja else str(number))
    return "\n".join(
        (
            heading.replace("{title}", matter.ja if ja else matter.en),
            *(form.point.replace("{line}", desk.fill(line)) for line in told),
            *(
                form.settled.replace("{line}", desk.fill(line))
                for line in settled[: desk.draws.between(1, len(settled))]
            ),
        )
    )


def _contact(desk: Desk, partner: Partner) -> str:
    kanji, romaji, box = desk.draws.pick(partner.people)
    if desk.language == "ja":
        return f"　{partner.name.ja}　{kanji}様　電話 0000-{partner.phone}　{box}@{partner.domain}"
    return f"- {partner.name.en}: {romaji}, telephone 0000-{partner.phone}, {box}@{partner.domain}"


def _priced(desk: Desk, purchase: Purchase) -> tuple[list[str], int]:
    """Return a line for each item and the sum of all, in yen without tax."""
    lines, net = [], 0
    for ja, en, number, unit, price in purchase.items:
        count = int(desk.fill(number))
        each = price + price * desk.draws.between(-8, 8) // 100
        net += count * each
        lines.append(
            f"　　　{ja}　{count:,}{unit} × {each:,}円 = {count * each:,}円"
            if desk.language == "ja"
            else f"  {en}: {count:,} x {each:,} = {count * each:,} yen"
        )
    return lines, net
