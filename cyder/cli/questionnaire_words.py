"""What the questionnaire says beside the form's own words."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "hello": (
        "Enter keeps what stands in [ ] or leaves a field blank; - empties it; ? shows the choices again. Every answer "
        "is saved at once as a draft: Ctrl-C stops, and the same command goes on.",
        "Enterのみで [ ] の値のまま(または空欄)、「-」で消去、「?」で選択肢を再表示します。"
        "回答はそのつど下書きに保存されます。Ctrl-Cで中断しても、同じコマンドで続きから始められます。",
    ),
    "from draft": ("Going on with the draft.", "下書きの続きから始めます。"),
    "from version": ("Starting from version {}.", "第{}版をもとに始めます。"),
    "list": (
        "One after another; an empty line ends the list, -1 takes entry 1 out.",
        "1件ずつ入力してください。空行で次へ進みます。「-1」で1件目を削除します。",
    ),
    "essay": ("Several lines; an empty line ends it.", "複数行入力できます。空行で終わります。"),
    "time": (
        "15:04 is today, or yesterday if that is still to come; a whole time or a line pasted from a log will do too.",
        "15:04 は今日(未来になる場合は昨日)の時刻です。日時やログの行の貼り付けもできます。",
    ),
    "again": ("Type the same again to keep it.", "そのままでよければ、同じ内容をもう一度入力してください。"),
    "needed": ("this cannot be left out here", "この項目は省略できません"),
    "no entry": ("there is no entry {}", "{}件目はありません"),
    "merged": (
        "{} saved the draft at {} meanwhile; your answer was put into theirs.",
        "その間に {} が {} に下書きを保存しました。あなたの回答をそれに加えました。",
    ),
    "whole": ("This is your report:", "報告の内容:"),
    "look": ("look again: {}", "確認してください: {}"),
    "file": ("1 file it now   2 keep it as a draft> ", "1 今すぐ提出する   2 下書きのままにする> "),
    "one or two": ("type 1 or 2", "1または2を入力してください"),
    "kept": ("The draft is kept. Go on with: {}", "下書きを保存しました。続きは: {}"),
    "filed": (
        "{}: version {} of your report arrived at {}",
        "{}: 報告(第{}版)を{}に受領しました",
    ),
}


def said(name: str, language: str, *values: object) -> str:
    """Return a sentence in a language, filled in."""
    en, ja = WORDS[name]
    return (ja if language == "ja" else en).format(*values)
