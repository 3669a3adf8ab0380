"""The forms of those papers that a town hall keeps in English."""

from __future__ import annotations

from cyder.staff.texts.form import Form

FORMS_EN: dict[str, tuple[Form, ...]] = {
    "minutes": (
        Form(("minutes-{ymd}.txt", "{ymd}-section-meeting.txt"), "meetings/{year}", """\
{section}: minutes

Date     {date}, {9|10|11} a.m.
Room     {Meeting room {1..4}|Our own table}
Present  {present}
Excused  {absent}
Written  {author}

{discussion}

Next meeting: {soon}
""", "{n}. {title}", "   - {line}", "   Settled: {line}"),
    ),
    "handover": (
        Form(("handover-{slug}-{ym}.md", "handover-notes-{ymd}.md"), "handover", """\
# Handover notes

{section}, {date}. From {author} to {colleague}.

{discussion}

## People to know

{contacts}

## Where things are

- Files: the section's share, folder `{year}`
- Paper: {the cabinet behind the counter|the east shelf, third row|the store room on floor 3}
- Questions: my new extension is {ext}
""", "## {title}", "- {line}", "- To do: {line}"),
    ),
    "contacts": (
        Form(("vendor-contacts.csv", "contacts-{ym}.csv"), "contacts",
             "kind,name,person,telephone,mail,remark\n{rows}"),
    ),
    "shift": (
        Form(("duty-rota-{ym}.csv",), "rota", "date,counter,telephone,lunch,remark\n{rows}"),
    ),
    "budget": (
        Form(("budget-draft-{nextyear}.csv", "budget-{nextyear}-{v1|v2|final}.csv"), "budget/{nextyear}",
             "item,name,purpose,{year} (thousand yen),{nextyear} (thousand yen),change,remark\n{rows}"),
    ),
    "notice": (
        Form(("notice-{topicslug}.txt", "{ymd}-{topicslug}.txt"), "notices", """\
{date}

To all sections
From {issuer}

{title}

{body}

{clerk}, extension {clerkext}
"""),
    ),
    "manual": (
        Form(("howto-{topicslug}.md", "{topicslug}.md"), "manuals", """\
# {title}

{section}, {author}, {date}. Version {1..4}.

## Steps

{steps}

## Please note

{remarks}

Questions: extension {ext}.
"""),
    ),
    "complaints": (
        Form(("complaints-{ym}.csv",), "complaints", "number,date,how,what,done,by,state\n{rows}"),
    ),
    "contract": (
        Form(("contract-{topicslug}.txt", "contract-summary-{topicslug}.txt"), "contracts/{year}", """\
Contract summary

Section    {section} ({author})
Subject    {title}
Firm       {firm} ({person}, telephone {phone})
Amount     {total} yen, of which consumption tax {tax} yen
Period     {start} to {end}
How        {method}

Items
{items}

Payment    {within 30 days of the bill|when the work is done}
Remark     {none|personal data: see the special terms|no subcontracting without our consent}
"""),
    ),
}  # fmt: skip
