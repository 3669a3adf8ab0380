"""What actions call the things they leave, and the ways to contain them, in both of the trainees' languages."""

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


WAYS: Mapping[str, str] = {
    "block-at-gateway": "ゲートウェイでの遮断",
    "block-at-proxy": "プロキシでの遮断",
    "block-link": "リンク先の遮断",
    "block-name-and-address": "ドメイン名とアドレスの遮断",
    "block-package": "不正なパッケージの遮断",
    "block-source": "送信元の遮断",
    "block-telnet-out": "外向きTelnetの遮断",
    "change-password": "パスワードの変更",
    "clean-pc": "端末からの除去",
    "close-account": "アカウントの停止",
    "close-port": "ポートの閉鎖",
    "close-telnet": "Telnetの停止",
    "delete-account": "アカウントの削除",
    "delete-and-close-upload": "ファイルの削除とアップロードの停止",
    "delete-and-reset-password": "ファイルの削除とパスワードの変更",
    "disable-account": "アカウントの停止",
    "disable-source": "更新元の停止",
    "isolate-host": "端末の隔離",
    "isolate-pc": "端末の隔離",
    "keep-pc-out": "端末からの接続の拒否",
    "keys-only": "鍵認証への限定",
    "pin-release": "更新版の固定",
    "protect-copies": "バックアップの保護",
    "read-only-share": "共有の読み取り専用化",
    "refuse-host": "接続元の拒否",
    "refuse-kind": "添付ファイルの種類による拒否",
    "refuse-receiver": "宛先の拒否",
    "refuse-reply-to": "返信先の拒否",
    "refuse-sender": "差出人の拒否",
    "refuse-source": "送信元の拒否",
    "refuse-transfer": "ゾーン転送の拒否",
    "refuse-zone": "ゾーンの拒否",
    "remove-archive": "アーカイブの削除",
    "remove-entry": "登録の削除",
    "remove-key": "鍵の削除",
    "remove-line": "追記の削除",
    "remove-program": "プログラムの削除",
    "remove-rule": "設定の削除",
    "reset-and-block-at-gateway": "パスワードの変更とゲートウェイでの遮断",
    "reset-and-block-at-proxy": "パスワードの変更とプロキシでの遮断",
    "reset-password": "パスワードの変更",
    "restore": "復元",
    "restore-and-reset-password": "復元とパスワードの変更",
    "restore-and-restrict-admin": "復元と管理画面の接続制限",
    "restrict-admin": "管理画面の接続制限",
    "restrict-source": "接続元の制限",
    "revoke-right": "権限の取り消し",
    "tighten-rule": "設定の厳格化",
}
"""By the id of a way to contain or mend something, the Japanese word. A test holds the actions against it."""


def way_of(id: str) -> LocalText:
    """Return what a way to contain or mend something is called; the id itself where it is of no shipped action."""
    return LocalText(en=id, ja=WAYS.get(id, id))
