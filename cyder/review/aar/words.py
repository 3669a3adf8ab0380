"""The fixed words of a review's pages, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.model.base import LocalText
from cyder.review.aar.sections import OWNERS
from cyder.scoring.lines import say

WORDS: Mapping[str, LocalText] = {
    "review": say("After-action review", "演習振り返り報告"),
    "so-far": say(
        "The exercise is not over: this is how it stands, and it holds answers. Keep it from the teams.",
        "演習は終了していません。途中経過であり、解答を含みます。チームには見せないでください。",
    ),
    "for-instructors": say("Instructors' version: all teams", "講師用(全チーム)"),
    "for-team": say("Version for", "チーム用:"),
    "exercise": say("Exercise", "演習名"),
    "organisation": say("Organisation", "想定組織"),
    "began": say("Began", "開始"),
    "ended": say("Ended", "終了"),
    "zone": say("Times are those of", "時刻の標準時"),
    "teams": say("The teams side by side", "チーム比較"),
    "comparison": say("Among all teams", "全チームとの比較"),
    "comparison-note": say(
        "Line: from the lowest to the highest team. Bar across: median. Diamond: this team.",
        "線: 最低から最高までの範囲。縦棒: 中央値。菱形: このチーム。",
    ),
    "no-comparison": say(
        "None: with fewer than three teams it would name somebody.",
        "チーム数が3未満のため、他チームが特定されないよう比較は表示しません。",
    ),
    "team": say("Team", "チーム"),
    "total": say("Total", "合計"),
    "points": say("Points", "得点"),
    "gradable": say("gradable points", "点(採点可能な点数)"),
    "profile": say("Profile", "対応力の内訳"),
    "profile-note": say(
        "Filled: this team. Dashed: median of all teams.", "塗りつぶし: このチーム。破線: 全チームの中央値。"
    ),
    "least": say("Lowest", "最低"),
    "median": say("Median", "中央値"),
    "most": say("Highest", "最高"),
    "detect": say("Detect", "検知・分析"),
    "respond": say("Respond", "封じ込め"),
    "recover": say("Recover", "復旧"),
    "report": say("Report", "報告"),
    "deductions": say("Deductions", "減点"),
    "ungraded": say("not graded", "採点対象外"),
    "lanes": say("What happened", "何が起きたか"),
    "lane-attack": say("The attacker", "攻撃側"),
    "lane-visible": say("To be seen", "見えていたもの"),
    "lane-team": say("The team", "チーム"),
    "lanes-note": say(
        "Each number stands in the table below. Dashed symbols: kept out, prevented, broken or left out.",
        "番号は下の表に対応します。破線の記号は、阻止・未然防止・不成立・省略を表します。",
    ),
    "number": say("No.", "番号"),
    "time": say("Time", "時刻"),
    "clock": say("Clock", "経過"),
    "lane": say("Lane", "区分"),
    "what": say("What", "内容"),
    "timing": say("Step", "段階"),
    "took": say("Took", "所要"),
    "target": say("Target", "目標"),
    "in-time": say("in time", "達成"),
    "too-late": say("later", "超過"),
    "never": say("never", "達成せず"),
    "times-note": say(
        "Times are in exercise time, from the first line that the team could see (dashed line); containment from the "
        "attack it is about. Detected: the first report in which at least as much is right as is wrong. Contained: the "
        "first round from which on it held.",
        "所要時間は、最初の痕跡が見えた時点(縦の破線)からの演習時間です。封じ込めは、対象の攻撃の発生から数えます。"
        "検知: 正しい内容が誤り以上となった最初の報告。封じ込め: その後途切れなかった最初の確認。",
    ),
    "rounds": say("Containment, round by round", "封じ込めの推移"),
    "round-held": say("held", "達成"),
    "round-lost": say("not held", "未達成"),
    "round-masked": say("not judged: the attack had not begun", "対象外(攻撃の開始前)"),
    "rounds-none": say("No objective was looked at.", "目標の確認は行われませんでした。"),
    "rounds-note": say(
        "One box for each look: the unwanted is denied and staff can work.",
        "1マスが1回の確認(攻撃側は拒否され、業務は継続できるか)を表します。",
    ),
    "overlooked": say("What you could have seen", "気付けたはずのログ"),
    "overlooked-none": say(
        "Nothing: everything a log showed was reported in time.",
        "該当なし。ログに現れた内容はすべて適時に報告されました。",
    ),
    "could-have-seen": say("You could have seen this at", "この時刻に気付けました:"),
    "tells": say("It would have told you", "ここから分かること"),
    "late": say("reported late", "報告が遅れた"),
    "missed-mark": say("never reported", "報告なし"),
    "reports": say("What the team reported", "チームの報告"),
    "no-reports": say("No report was filed.", "報告は提出されませんでした。"),
    "version": say("version N", "第N版"),
    "new": say("New in this version", "この版で加わった内容"),
    "nothing-new": say("Nothing new.", "新しい内容はありません。"),
    "summary": say("Summary as written", "概要(原文)"),
    "score": say("Score, with reasons", "得点とその理由"),
    "line": say("Item", "項目"),
    "reason": say("Reason", "理由"),
    "right": say("Right", "正解"),
    "missed": say("Missed", "漏れ"),
    "wrong": say("Wrong", "誤り"),
    "rule": say("Rule", "計算式"),
    "log-line": say("Log line", "ログ"),
    "told-by": say("Check of the exercise's own", "演習側の確認結果"),
    "told-note": say(
        "In checks of the exercise's own, “unwanted” is what had to be stopped and “wanted” what had to go on.",
        "演習側の確認結果では、unwanted は止めるべきもの、wanted は続けるべき業務を表します。",
    ),
    "more-lines": say("More lines", "ほかの行"),
    "grade": say("Grade", "評価"),
    "grade-P": say("performed without challenges", "支障なく達成"),
    "grade-S": say("performed with some challenges", "一部課題はあるが達成"),
    "grade-M": say("performed with major challenges", "大きな課題あり"),
    "grade-U": say("unable to be performed", "達成できず"),
    "advice": say("Recommendations", "改善提案"),
    "advice-none": say("None: no objective needs one.", "改善提案が必要な項目はありません。"),
    "because": say("Because of", "根拠"),
    "owner": say("Owner", "担当"),
    "due": say("Until", "期限(案)"),
    "report-frame": say("After-action report, pre-filled", "振り返り報告書(下書き)"),
    "yours": say("To be written", "記入欄"),
    "contents": say("Contents", "目次"),
    **{f"owner-{name}": text for name, text in OWNERS.items()},
}
