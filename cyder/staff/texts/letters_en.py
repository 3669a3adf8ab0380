"""What is written in English: by colleagues who like to, by the sister city, by makers abroad, by residents."""

from __future__ import annotations

from cyder.staff.texts.thread import Thread

LETTERS_EN: tuple[Thread, ...] = (
    Thread("mate", "Papers for the meeting", (
        """\
I have saved the papers for {Monday|Thursday}'s meeting in the shared folder.
Could you look at the figures on page {page=2..5}? I am not sure about the total.""",
        """\
The total on page {page} was one row short. I have corrected it; the rest is fine.""",
        """\
Thank you. Then we can leave it as it is.""",
    ), pace="days"),
    Thread("mate", "Swapping duty at the counter", (
        """\
I have a course on {Tuesday|Wednesday|Friday} and cannot do the counter.
Would you swap with me? I could take your turn the week after.""",
        """\
No problem. I will change the rota; please tell the chief.""",
    )),
    Thread("colleague", "Guests from Lornemouth", (
        """\
{6..14} guests from our sister city are coming {next week|next month}.
Can you help at the reception for {one hour|two hours}? Name badges and leaflets are ready.""",
        """\
Gladly. Please book me from {10|11|2} o'clock. Shall I bring the map of the city?""",
        """\
Yes, please, {ten|twenty} copies. Thank you for your help.""",
    )),
    Thread("colleague", "Copier on the {2nd|3rd|4th} floor", (
        """\
It jams whenever I print on both sides. I switched it off and on again; it did not help.
Shall I call the firm?""",
        """\
I have called them. Somebody comes {this afternoon|tomorrow morning}. Please use the one next door until then.""",
    ), only="affairs information"),
    Thread("colleague", "Proof-reading", (
        """\
Could you read the English page of our leaflet? It is about {rubbish days|the new bus line|the health check}.
There are about {150..400/10} words; {Wednesday|Thursday} would be early enough.""",
        """\
Done. I changed a few words and one date. The draft is in the shared folder.""",
        """\
Perfect, thank you. It goes to the printer today.""",
    ), pace="days"),
    Thread("section", "Next week", (
        """\
Monday     {9|10} a.m.  meeting of the team leaders
Wednesday  all day  {fire alarm test|audit|cleaning of the windows}
Friday     {3|4} p.m.  section meeting

Please enter your leave in the rota.""",
    )),
    Thread("section", "Suspicious mail", (
        """\
{2..9} mails with a false invoice have arrived here. Do not open attachments or links.
Report subject and time to extension {it}. If you opened one, say so at once; nobody will be blamed.""",
    )),
    Thread("overseas", "Exchange visit in {spring|autumn}", (
        """\
We are looking forward to the visit of your delegation. Our council would like to know how many of you will come,
and whether anybody has special wishes about food or rooms.
The programme includes the harbour, two schools and an evening with host families.""",
        """\
Thank you for your kind letter. We shall be {6..12} people; {one of us eats|two of us eat} no meat.
The list of names will follow {next week|before the end of the month}.""",
        """\
That is perfect. Rooms are booked at the guest house beside the town hall.
Please send us your flight numbers when you know them.""",
    ), "outside", "planning affairs education any", "lornemouth", pace="days"),
    Thread("overseas", "Pen friends for schools", (
        """\
{Three|Four|Five} classes in Lornemouth would like to write to pupils of your city.
The children are {9|10|11} to {12|13} years old. Might one of your schools be interested?""",
        """\
The schools are happy to take part. May we exchange the first letters {in June|in October|after the holidays}?""",
    ), "outside", "planning education affairs any", "lornemouth", pace="days"),
    Thread("overseas", "Calibration of gauge {101..480}", (
        """\
The yearly calibration of your gauge is due {next month|in six weeks}.
The sensor can be exchanged on site in {20|30|45} minutes. Which week would suit you?""",
        """\
The {first|second|third} week of that month would be best. Please bring a spare seal; the old one is worn.""",
        """\
Noted. Our technician will be with you on the {Tuesday|Wednesday} at ten.""",
    ), "outside", "works information affairs any", "tarnfell", pace="days"),
    Thread("overseas", "Licence renewal: drawing viewer", (
        """\
Your licence for {5|10|20} seats ends in {30|45|60} days. Nothing has to be installed; a new file is enough.
Please tell us whether the number of seats stays the same.""",
        """\
It stays the same. Please send the file to this address, and the bill to our accounting section by post.""",
        """\
The new file will be sent as soon as the order is entered. Thank you for staying with us.""",
    ), "outside", "works information planning accounting any", "haldenreach", pace="days"),
    Thread("overseas", "Question about version {4..6}.{1..9}", (
        """\
After the update, drawings larger than A1 are printed without the frame.
The older version printed them well. Is there a setting we should change?""",
        """\
Thank you for the report. Please switch off "fit to page" in the print dialogue.
The next version, due in {three|five|six} weeks, does so by itself.""",
        """\
That helped. Thank you for the quick answer.""",
    ), only="works information planning any", by="haldenreach", pace="days"),
    Thread("resident", "Garbage calendar in English", (
        """\
I moved to {Nijimi|Asanagi|Shirotae} last month. Is there a garbage calendar in English?
I would also like to know where to bring an old {refrigerator|bicycle|television}.""",
        """\
Yes: you can pick up the English calendar at our counter, or we send it by post.
Large items are collected on request. Please call us {two|three} weeks before.""",
    ), "outside", "residents works affairs any", pace="days"),
    Thread("resident", "Documents for moving house", (
        """\
We are moving within the city {next week|next month}. Which documents do I have to bring?
Can somebody else of the family go instead of me?""",
        """\
Please bring the residence cards of everybody who moves. A member of the same household may go for all.
On {late=Wednesday|Thursday}s the counter is open until 7 p.m.""",
        """\
Thank you. We will come on {late} evening.""",
    ), "outside", "residents affairs welfare any"),
    Thread("resident", "English at the counter", (
        """\
I have to see you about {a tax bill|my health insurance|a letter} and my Japanese is poor.
Is there anybody at the counter who speaks English on {Monday|Tuesday|Friday}?""",
        """\
You are welcome at any time. We call an interpreter by telephone; there is no charge.
Please bring the letter and your residence card.""",
    ), "outside", "tax residents welfare accounting any", pace="days"),
    Thread("authority", "Survey on services in other languages", (
        """\
We are collecting which forms and leaflets the municipalities offer in English.
Please tell us the number of each by the end of {this month|next month}.""",
        """\
We have {4..12} forms and {3..8} leaflets in English. The list follows by post.""",
    ), "outside", by="pref-wakakusa", pace="days"),
    Thread("mate", "Lunch duty", (
        """\
I have a call with {the interpreter|the printer|Lornemouth} at noon.
Could you take the telephone for {20|30} minutes?""",
        """\
Of course. I stay at the desk anyway.""",
    )),
)  # fmt: skip
