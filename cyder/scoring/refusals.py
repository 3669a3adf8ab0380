"""Why a text is not a value of its kind, in both languages; each sentence says what to write instead where it can."""

from __future__ import annotations

from cyder.model.base import LocalText
from cyder.scoring.lines import say


class NotOne(Exception):
    """A text is not a value of its kind, and why."""

    def __init__(self, reason: LocalText) -> None:
        super().__init__(reason.en)
        self.reason = reason


def told(text: str, reason: LocalText) -> LocalText:
    """Return what was written with the reason why it does not count."""
    return say(f"'{text}' ({reason.en})", f"「{text}」({reason.ja})")


TOO_WRAPPED = say("there is too much wrapped around it", "括弧や引用符などの囲みが多すぎます")
EMPTY = say("nothing is left of it", "値がありません")
UNPRINTABLE = say("it holds control characters", "制御文字が含まれています")
CROWDED = say(
    "there is something beside it; give one value alone on each line",
    "ほかの文字も書かれています。1行に値を1つだけ記載してください",
)

A_URL = say("it is a URL; give its kind as url", "URLです。種別をURLにしてください")
A_MAIL_ADDRESS = say(
    "it is a mail address; give its kind as email", "メールアドレスです。種別をメールアドレスにしてください"
)
AN_ADDRESS = say(
    "it ends in a number; give an address its kind ip",
    "末尾が数字です。IPアドレスであれば、種別をIPアドレスにしてください",
)

NETWORK = say(
    "it is a network, or has a path; name single addresses",
    "ネットワークか、パスの付いた値です。アドレスを1つずつ記載してください",
)
CARD = say(
    "it carries the name of a card after the address",
    "アドレスの後ろにネットワークインターフェースの名前が付いています",
)
OCTAL = say(
    "a number in it has leading zeros, which some programs read as octal",
    "数字の先頭に余分な0があり、8進数と解釈されるおそれがあります",
)
NO_IP = say(
    "it is not written as an IP address, such as 203.0.113.5", "IPアドレスの形式(例: 203.0.113.5)ではありません"
)
NO_URL = say(
    "it is not written as a URL, such as http://www.city.example/path",
    "URLの形式(例: http://www.city.example/path)ではありません",
)
NO_MAIL_ADDRESS = say(
    "it is not written as a mail address, such as sato@city.example",
    "メールアドレスの形式(例: sato@city.example)ではありません",
)
MAIL_ADDRESSES = say(
    "it is more than one mail address; give each a line of its own",
    "メールアドレスが2つ以上あります。1行に1つずつ記載してください",
)
NO_PORT = say("its port is not one of 1 to 65535", "ポート番号が1〜65535の範囲にありません")
NO_DOT = say("a domain has a dot in it, such as www.city.example", "ドメインには「.」が必要です(例: www.city.example)")
NO_DOMAIN = say(
    "it is not written as a domain, such as www.city.example", "ドメインの形式(例: www.city.example)ではありません"
)

A_FINGERPRINT = say(
    "it is a key's fingerprint; give its kind as key-fingerprint",
    "鍵のフィンガープリントです。種別を鍵のフィンガープリントにしてください",
)
NOT_HEXADECIMAL = say(
    "a SHA-256 is written in hexadecimal digits only", "SHA-256のハッシュ値は16進数(0〜9、a〜f)だけで記載します"
)
FINGERPRINTS = say(
    "it is more than one fingerprint; give each a line of its own",
    "フィンガープリントが2つ以上あります。1行に1つずつ記載してください",
)
MD5_FINGERPRINT = say(
    "it is made with MD5; give the one that begins with SHA256:, as ssh-keygen -lf shows it",
    "MD5のフィンガープリントです。「ssh-keygen -lf」で表示される、SHA256:で始まるものを記載してください",
)
NO_FINGERPRINT = say(
    "it is not written as a key's fingerprint; give the one that begins with SHA256:, as ssh-keygen -lf shows it",
    "鍵のフィンガープリントの形式ではありません。「ssh-keygen -lf」で表示される、SHA256:で始まるものを記載してください",
)
BAD_LAST_CHARACTER = say(
    "its last character cannot stand there; copy the fingerprint once more",
    "末尾の文字が正しくありません。フィンガープリントをもう一度コピーしてください",
)
HALF_A_KEY = say(
    "the public key in it is not whole; give its fingerprint, as ssh-keygen -lf shows it",
    "公開鍵が途中で切れています。「ssh-keygen -lf」で表示されるフィンガープリントを記載してください",
)

NO_ACCOUNT = say("it is not written as an account, such as tanaka", "アカウント名の形式(例: tanaka)ではありません")
ELSEWHERE = say(
    "it has a machine or a scheme in front; give the path alone",
    "先頭に機器名などが付いています。パスだけを記載してください",
)
NO_FILE = say("it names no file", "ファイル名がありません")
NO_BROWSER = say("in a log, a dash says that there was none", "ログの「-」は、User-Agentがなかったことを示します")
LONG_SUBJECT = say("it is longer than a header of a mail can be", "メールのヘッダーに書ける長さを超えています")
HALF_A_SUBJECT = say(
    "it is an encoded header that is not whole; give the subject as a mail program shows it",
    "符号化されたヘッダーが途中で切れています。メールソフトに表示される件名を記載してください",
)

NOT_BLOCKED = say(
    "what is blocked is an address, a network or a domain",
    "遮断の対象には、アドレス・ネットワーク・ドメインのいずれかを記載してください",
)
NO_MACHINE = say("give a machine its name", "機器名で記載してください")


def hash_length(digits: int) -> LocalText:
    """Return that a hash has not the 64 digits of a SHA-256, and which other one has as many."""
    other = _OTHER_HASHES.get(digits)
    return say(
        f"a SHA-256 has 64 hexadecimal digits, this has {digits}" + (f", as {other.en} has" if other else ""),
        f"SHA-256のハッシュ値は16進数64桁ですが、{digits}桁です" + (f"({other.ja}の桁数)" if other else ""),
    )


_OTHER_HASHES = {
    32: say("an MD5", "MD5"),
    40: say("a SHA-1", "SHA-1"),
    96: say("a SHA-384", "SHA-384"),
    128: say("a SHA-512", "SHA-512"),
}


def fingerprint_length(characters: int) -> LocalText:
    """Return that a fingerprint has not its 43 characters."""
    return say(
        f"after SHA256: there are 43 characters, this has {characters}",
        f"SHA256:の後ろは43文字ですが、{characters}文字です",
    )
