"""What actions call the things they leave, such as a sender or a script, in the words of the trainees' languages."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.model.base import LocalText

THINGS: Mapping[str, str] = {
    "archive": "まとめられたファイル",
    "attachment": "添付ファイル",
    "called": "通信先",
    "copies": "コピーされたファイル",
    "copy": "コピーされたデータ",
    "document": "開かれた文書",
    "export": "出力されたファイル",
    "file": "ファイル",
    "generation": "バックアップの世代",
    "history": "コマンド履歴",
    "key": "鍵",
    "link": "リンク先",
    "log": "ログ",
    "made-up names": "自動生成されたドメイン名",
    "note": "残された文書",
    "package": "更新パッケージ",
    "page": "書き換えられたページ",
    "program": "不審なプログラム",
    "receiver": "送信先",
    "reply-to": "返信先",
    "rule": "設定ファイル",
    "scanner": "スキャンの実行元",
    "script": "不審なスクリプト",
    "sender": "差出人",
    "site": "不審なサイト",
    "source": "攻撃元",
    "start-up file": "起動時に読まれるファイル",
}
"""By the English word, which actions write, the Japanese one. A test holds the actions against it."""


def thing(name: str) -> LocalText:
    """Return what a thing is called; the name itself where it is a value: an account, a host, a file."""
    return LocalText(en=name, ja=THINGS.get(name, name))
