"""The review: three lanes, how soon, what was there to be seen, what to do; from the ledger alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cyder.model.ledger import Requested, Rewound
from cyder.model.report import Report
from cyder.model.review import TeamReview
from cyder.model.score import Quote, Scorecard
from cyder.review.aar import review
from tests.unit.review import reviews
from tests.unit.scoring import ledgers


def lane(team: TeamReview, name: str) -> list[tuple[str, str]]:
    return [(point.sort, point.title.en) for point in team.points if point.lane == name]


def test_the_attackers_lane_has_each_event_with_how_it_ended() -> None:
    blocked = (600.0, ledgers.outcome(event="again", kind="blocked"))
    team = reviews.alone(reviews.burst(), blocked, *ledgers.rounds("######"))
    assert lane(team, "attack") == [
        ("happened", "Password guessing over IMAP: happened"),
        ("blocked", "cred.imap-guess: kept out"),
    ]


def test_the_lane_of_what_was_to_be_seen_has_log_command_first_line_and_what_was_told() -> None:
    two = (ledgers.receipt(reviews.GUESSED, 9.0), ledgers.receipt(reviews.GUESSED, 5.0))
    team = reviews.alone(reviews.burst(*two), (30.0, reviews.call()))
    lines, inject = (point for point in team.points if point.lane == "visible")
    assert (lines.at, lines.clock, lines.details[0].en) == (
        ledgers.at(5),
        5.0,
        "2 lines of: Password guessing over IMAP",
    )
    assert lines.command == "mail$ grep auth_failed /var/log/mail.log"
    assert lines.quote == Quote(node="mail", log="/var/log/mail.log", line=reviews.GUESSED)
    assert (inject.sort, inject.title.ja) == ("inject", "電話: 監視会社")


def test_what_only_a_closed_machine_logged_was_not_to_be_seen() -> None:
    team = reviews.alone(reviews.burst(ledgers.receipt("nobody may read this", node="intruder")))
    assert lane(team, "visible") == []
    assert team.timings == ()


def test_a_line_of_a_closed_machine_is_seen_where_a_command_on_an_open_one_shows_it() -> None:
    team = reviews.alone(reviews.burst(ledgers.receipt(reviews.GUESSED, node="intruder")))
    assert lane(team, "visible") == [("line", "intruder: /var/log/mail.log")]


def test_the_teams_lane_has_all_it_did_and_said() -> None:
    team = reviews.alone(*reviews.BUSY)
    assert [sort for sort, _ in lane(team, "team")] == [
        "hint",
        "node",
        "reply",
        "application",
        "decision",
        "password",
        "report",
        "report",
        "held",
    ]
    assert reviews.SECRET not in team.model_dump_json()


def test_what_was_before_a_rewind_or_is_void_is_on_no_lane() -> None:
    early = (10.0, ledgers.filed(Report(summary="before")))
    team = reviews.alone(reviews.burst(), early, (20.0, Rewound(event="burst")), (30.0, ledgers.outcome()))
    assert lane(team, "team") == []
    assert len(lane(team, "attack")) == 1
    void = (40.0, Requested(request="void", event="burst", reason="it was a drill"))
    assert lane(reviews.alone(reviews.burst(), void), "attack") == []


def test_times_run_from_the_first_visible_line_to_the_first_right_report_and_to_the_first_at_all() -> None:
    detect, report, contain = reviews.alone(*reviews.BUSY).timings
    assert (detect.seconds, report.seconds) == (295.0, 95.0)
    assert (detect.in_time, report.in_time) == (False, True)
    assert (contain.seconds, contain.target) == (360.0, 300.0)


def test_a_report_with_more_mistakes_than_the_score_forgives_is_no_detection() -> None:
    guesses = [ledgers.indicator(f"198.51.100.{number}") for number in range(6)]
    shotgun = Report(indicators=(*guesses, ledgers.indicator(ledgers.SOURCE)))
    detect = reviews.alone(reviews.burst(), (60.0, ledgers.filed(shotgun))).timings[0]
    assert detect.seconds is None
    fair = Report(indicators=(*guesses[:5], ledgers.indicator(ledgers.SOURCE), ledgers.indicator("10.66.0.11")))
    review = reviews.alone(reviews.burst(), (60.0, ledgers.filed(shotgun)), (90.0, ledgers.filed(fair, version=2)))
    assert review.timings[0].seconds == 85.0


def test_the_clock_of_a_report_is_found_between_the_entries_that_show_it() -> None:
    entries = reviews.together([reviews.burst(), (60.0, ledgers.filed(Report())), *ledgers.rounds("###")])
    unclocked = [one.model_copy(update={"clock": None}) if one.clock == 60.0 else one for one in entries]
    plan = reviews.scenario()
    made = review(unclocked, [reviews.side(unclocked, "team1", plan)], exercise=ledgers.EXERCISE)
    assert made is not None
    assert made.teams[0].versions[0].clock == pytest.approx(60.0)


def test_rounds_are_held_lost_or_masked_before_the_attack_began() -> None:
    late = (180.0, ledgers.outcome(ledgers.truth()))
    (course,) = reviews.alone((0.0, reviews.call()), late, *ledgers.rounds(".." + "#.#")).courses
    assert [one.state for one in course.rounds] == ["masked", "lost", "held", "lost", "held"]
    assert course.target == 480.0


def test_each_version_has_what_the_one_before_did_not_say() -> None:
    first, second = reviews.alone(*reviews.BUSY).versions
    assert [text.ja for text in first.added] == [f"アカウント: {reviews.HOSTILE}(狙われたが被害なし)"]
    assert [text.en for text in second.added] == [
        f"IP address: {ledgers.SOURCE} (Confirmed)",
        f"Block an address or name: {ledgers.SOURCE}",
        f"Lesson: {reviews.HOSTILE}",
    ]


def test_who_sleeps_is_shown_the_one_line_that_would_have_told_them_everything() -> None:
    (line,) = reviews.alone(*reviews.ASLEEP).overlooked
    assert (line.at, line.late, line.command) == (ledgers.at(5), None, "mail$ grep auth_failed /var/log/mail.log")
    assert {text.en.partition(":")[0] for text in line.tells} == {"Indicators", "Accounts", "Timeline", "Actions taken"}


def test_what_was_reported_late_is_shown_with_how_late() -> None:
    slow = (600.0, ledgers.filed(ledgers.perfect_report(seconds=5.0)))
    (line,) = reviews.alone(reviews.burst(ledgers.receipt(reviews.GUESSED, 0.0)), slow).overlooked
    assert line.late == 600.0
    assert [text.ja for text in line.tells] == [f"{ledgers.SOURCE}: 10分後に報告", f"{ledgers.VICTIM}: 10分後に報告"]


def test_a_line_about_another_address_is_not_taken_for_it_because_one_begins_like_the_other() -> None:
    receipts = (ledgers.receipt("rip=203.0.113.66", 1.0), ledgers.receipt("rip=203.0.113.6", 2.0))
    events = [
        (float(place), ledgers.outcome(ledgers.truth(source=source), event=source[-2:], receipts=[receipt]))
        for place, (source, receipt) in enumerate(zip(("203.0.113.66", "203.0.113.6"), receipts, strict=True))
    ]
    shown = {one.quote.line: one.tells for one in reviews.alone(*events).overlooked}
    for source in ("203.0.113.66", "203.0.113.6"):
        indicators = [text.en for text in shown[f"rip={source}"] if text.en.startswith("Indicators")]
        assert indicators == [f"Indicators: source of the attack ({source})"]


def test_what_one_line_tells_late_and_never_is_told_together_as_never() -> None:
    half = (600.0, ledgers.filed(Report(indicators=(ledgers.indicator(ledgers.SOURCE),))))
    (line,) = reviews.alone(reviews.burst(), half).overlooked
    assert line.late is None
    assert f"Accounts: attacked account ({ledgers.VICTIM})" in [text.en for text in line.tells]
    assert line.tells[-1].en == f"{ledgers.SOURCE}: reported after 9m55s"


def test_who_reports_everything_in_time_overlooked_nothing() -> None:
    assert reviews.alone(*reviews.WAKEFUL).overlooked == ()
    assert reviews.alone(*reviews.WAKEFUL).advice == ()


def graded(card: Scorecard) -> TeamReview:
    entries, plan = reviews.together(reviews.WAKEFUL), reviews.scenario()
    made = review(entries, [replace(reviews.side(entries, "team1", plan), card=card)], exercise=ledgers.EXERCISE)
    assert made is not None
    return made.teams[0]


def test_advice_has_an_owner_by_phase_and_attack_and_a_date_by_how_bad_it_was() -> None:
    proof = {"evidence": [{"node": "mail", "log": "x", "line": reviews.GUESSED}]}
    (about_accounts,) = graded(reviews.lined("anything", "respond", 1.0, **proof)).advice
    assert (about_accounts.owner, about_accounts.grade, about_accounts.due.isoformat()) == (
        "helpdesk",
        "U",
        "2026-12-07",
    )
    (about_network,) = graded(reviews.lined("anything", "respond", 4.0)).advice
    assert (about_network.owner, about_network.grade, about_network.due.isoformat()) == ("network", "M", "2026-12-23")
    assert graded(reviews.lined("anything", "recover", 6.0)).advice == ()
    (about_haste,) = graded(reviews.lined("anything", "deductions", -10.0, maximum=0.0)).advice
    assert (about_haste.owner, about_haste.because.en) == ("team-lead", "anything: anything")


def test_the_after_action_report_has_eight_sections_each_with_a_question() -> None:
    for team in reviews.everybody().teams:
        assert [section.title.en[:2] for section in team.sections] == [f"{number}." for number in range(1, 9)]
        assert all(section.question.en and section.question.ja for section in team.sections)
    asleep = reviews.everybody().teams[1].sections
    assert "No report was filed." in [text.en for text in asleep[6].said]
    assert len(asleep[4].said) == 5


def test_teams_are_compared_by_least_median_and_most() -> None:
    found = reviews.everybody()
    total = next(one for one in found.spread if one.of == "total")
    shares = sorted(team.share for team in found.teams)
    assert [total.least, total.median, total.most] == shares


def test_a_team_sees_itself_and_a_spread_only_where_that_names_nobody() -> None:
    three = reviews.everybody().of("team2")
    assert [team.team for team in three.teams] == ["team2"]
    assert three.spread
    two = reviews.reviewed(reviews.WAKEFUL, reviews.ASLEEP)
    assert (two.spread != (), two.of("team1").spread) == (True, ())


def test_before_the_start_there_is_no_review_and_before_the_end_it_says_so() -> None:
    plan, entries = reviews.scenario(), reviews.together(reviews.WAKEFUL)
    assert review([], [reviews.side(entries, "team1", plan)], exercise=ledgers.EXERCISE) is None
    assert reviews.reviewed(reviews.WAKEFUL, over=False).ended is None
