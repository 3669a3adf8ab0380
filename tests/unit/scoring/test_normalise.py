"""One canonical spelling per value, and never the right one for a wrong one."""

from __future__ import annotations

import ipaddress
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cyder.model.evidence import IndicatorKind
from cyder.scoring import Invalid, Normal, normalise

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

FOLDED: list[tuple[IndicatorKind, str, str]] = [
    ("ip", "203.0.113.66", "203.0.113.66"),
    ("ip", "  203.0.113.66\n", "203.0.113.66"),
    ("ip", "203[.]0[.]113[.]66", "203.0.113.66"),
    ("ip", "203(.)0(.)113(.)66", "203.0.113.66"),
    ("ip", "203{.}0{.}113{.}66", "203.0.113.66"),
    ("ip", "203[dot]0[dot]113[dot]66", "203.0.113.66"),
    ("ip", "203(DOT)0(dot)113(Dot)66", "203.0.113.66"),
    ("ip", "２０３．０．１１３．６６", "203.0.113.66"),
    ("ip", "203。0。113。66", "203.0.113.66"),
    ("ip", "203・0・113・66", "203.0.113.66"),
    ("ip", "203｡0｡113･66", "203.0.113.66"),
    ("ip", "203.0.113\u200b.66\ufeff", "203.0.113.66"),
    ("ip", "'203.0.113.66'", "203.0.113.66"),
    ("ip", "<203.0.113.66>", "203.0.113.66"),
    ("ip", "「203.0.113.66」", "203.0.113.66"),
    ("ip", "203.0.113.66/32", "203.0.113.66"),
    ("ip", "2001:DB8:0:0::1", "2001:db8::1"),
    ("ip", "[2001:db8::1]", "2001:db8::1"),
    ("ip", "2001[:]db8[:][:]1", "2001:db8::1"),
    ("ip", "::ffff:203.0.113.66", "203.0.113.66"),
    ("domain", "cdn-updates.example", "cdn-updates.example"),
    ("domain", "cdn-updates[.]example", "cdn-updates.example"),
    ("domain", "\"'<cdn-updates[[.]]example>'\"", "cdn-updates.example"),
    ("domain", "CDN-Updates(dot)example.", "cdn-updates.example"),
    ("domain", "cdn-updates・example", "cdn-updates.example"),
    ("domain", "ｃｄｎ－ｕｐｄａｔｅｓ。ｅｘａｍｐｌｅ", "cdn-updates.example"),
    ("domain", "cdn\u00ad-updates\u2060.example", "cdn-updates.example"),
    ("domain", "www.city.example", "www.city.example"),
    ("domain", "WWW.City.Example", "www.city.example"),
    ("domain", "_dmarc.city.example", "_dmarc.city.example"),
    ("domain", "彩野市.example", "xn--7st14a291i.example"),
    ("domain", "bücher.example", "xn--bcher-kva.example"),
    ("domain", "BÜCHER[.]example", "xn--bcher-kva.example"),
    ("domain", "XN--BCHER-KVA.example", "xn--bcher-kva.example"),
    ("url", "http://cdn-updates.example", "http://cdn-updates.example/"),
    ("url", "hxxps[:]//CDN-Updates[.]example/Path", "https://cdn-updates.example/Path"),
    ("url", "hXXp://cdn-updates(.)example/a", "http://cdn-updates.example/a"),
    ("url", "hxxp[://]cdn-updates.example/a", "http://cdn-updates.example/a"),
    ("url", "HTTP://cdn-updates.example:80/a?B=C", "http://cdn-updates.example/a?B=C"),
    ("url", "https://cdn-updates.example:0443/a", "https://cdn-updates.example/a"),
    ("url", "https://cdn-updates.example:8443/a", "https://cdn-updates.example:8443/a"),
    ("url", "http://cdn-updates.example:443/a", "http://cdn-updates.example:443/a"),
    ("url", "ｈｔｔｐ：／／cdn-updates．example／ａ", "http://cdn-updates.example/a"),
    ("url", "http://203[.]0[.]113[.]66/gate", "http://203.0.113.66/gate"),
    ("url", "http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
    ("url", "http://cdn-updates.example/%7Euser/%41", "http://cdn-updates.example/~user/A"),
    ("url", "http://cdn-updates.example/%2541", "http://cdn-updates.example/%2541"),
    ("url", "http://cdn-updates.example/%%34%31", "http://cdn-updates.example/%2541"),
    ("url", "http://cdn-updates.example/%e8%a6%8b", "http://cdn-updates.example/%E8%A6%8B"),
    ("url", "http://cdn-updates.example/見", "http://cdn-updates.example/%E8%A6%8B"),
    ("url", "http://mail/login", "http://mail/login"),
    ("email", "billing@vend0r.example", "billing@vend0r.example"),
    ("email", "Billing[at]vend0r[.]example", "billing@vend0r.example"),
    ("email", "billing[@]vend0r.example", "billing@vend0r.example"),
    ("email", "Billing (at) vend0r.example", "billing@vend0r.example"),
    ("email", "<BILLING@Vend0r.Example>", "billing@vend0r.example"),
    ("email", "mailto:billing@vend0r.example", "billing@vend0r.example"),
    ("email", "Billing <billing@vend0r.example>", "billing@vend0r.example"),
    ("email", "ｂｉｌｌｉｎｇ＠ｖｅｎｄ０ｒ．ｅｘａｍｐｌｅ", "billing@vend0r.example"),
    ("sha256", HASH, HASH),
    ("sha256", HASH.upper(), HASH),
    ("sha256", f"sha256:{HASH}", HASH),
    ("sha256", f"SHA-256: {HASH}", HASH),
    ("file", "/srv/share/soumu/plan1.xlsx", "/srv/share/soumu/plan1.xlsx"),
    ("file", r"\\fs\share" + "\\", "//fs/share"),
    ("file", "//fs//share/", "//fs/share"),
    ("file", "￥￥fs￥share", "//fs/share"),
    ("file", r"C:\Users\sato\見積書.docm", "C:/Users/sato/見積書.docm"),
    ("file", "ＲＥＡＤＭＥ.txt", "README.txt"),
    ("file", "update[.]bin", "update.bin"),
    ("file", "見積・書[1].docm", "見積・書[1].docm"),
    ("file", "/", "/"),
    ("account", "tanaka", "tanaka"),
    ("account", " Tanaka ", "tanaka"),
    ("account", "ｔａｎａｋａ", "tanaka"),
    ("account", "tanaka@city.example", "tanaka"),
    ("account", "tanaka[at]city.example", "tanaka"),
    ("account", "CITY\\Tanaka", "tanaka"),
    ("account", "CITY¥tanaka", "tanaka"),
    ("account", '"tanaka"', "tanaka"),
]

NOT_VALID: list[tuple[IndicatorKind, str, str]] = [
    ("ip", "203.0.113.066", "leading zeros"),
    ("ip", "203.0.113.00", "leading zeros"),
    ("ip", "203.0.113.256", "not written as an IP address"),
    ("ip", "203.0.113", "not written as an IP address"),
    ("ip", "3405803842", "not written as an IP address"),
    ("ip", "203.0.113.66:143", "not written as an IP address"),
    ("ip", "203.0.113.0/24", "a network"),
    ("ip", "2001:db8::/32", "a network"),
    ("ip", "fe80::1%eth0", "a card"),
    ("ip", "hxxp://203.0.113.66/", "kind as url"),
    ("ip", "mail", "not written as an IP address"),
    ("domain", "http://cdn-updates.example/", "kind as url"),
    ("domain", "cdn-updates.example/a", "kind as url"),
    ("domain", "billing@vend0r.example", "kind as email"),
    ("domain", "203.0.113.66", "kind ip"),
    ("domain", "mail", "has a dot"),
    ("domain", "a..example", "not written as a domain"),
    ("domain", ".example", "not written as a domain"),
    ("domain", "a.example..", "not written as a domain"),
    ("domain", "-a.example", "not written as a domain"),
    ("domain", "*.example", "not written as a domain"),
    ("domain", "a b.example", "not written as a domain"),
    ("domain", "a" * 64 + ".example", "not written as a domain"),
    ("domain", ("a" * 60 + ".") * 4 + "some-more.example", "not written as a domain"),
    ("domain", "é" * 64 + ".example", "not written as a domain"),
    ("url", "cdn-updates.example/a", "not written as a URL"),
    ("url", "http://", "not written as a URL"),
    ("url", "http://a b/", "not written as a URL"),
    ("url", "http://203.0.113.066/", "leading zeros"),
    ("email", "billing", "not written as a mail address"),
    ("email", "@vend0r.example", "not written as a mail address"),
    ("email", "billing@mail", "has a dot"),
    ("email", "a@b@vend0r.example", "kind as email"),
    ("sha256", HASH[:-1], "this has 63"),
    ("sha256", HASH + "0", "this has 65"),
    ("sha256", "g" + HASH[1:], "hexadecimal digits only"),
    ("account", "@city.example", "not written as an account"),
    ("account", "CITY\\", "not written as an account"),
    ("account", "tanaka taro", "not written as an account"),
    ("file", "\u200b", "nothing is left"),
    ("account", "tana\x00ka", "control characters"),
]

KINDS: list[IndicatorKind] = ["ip", "domain", "url", "email", "sha256", "file", "account"]


@pytest.mark.parametrize(("kind", "written", "meant"), FOLDED)
def test_a_value_is_folded_to_one_spelling(kind: IndicatorKind, written: str, meant: str) -> None:
    assert normalise(kind, written) == Normal(kind, meant)


@pytest.mark.parametrize(("kind", "written", "why"), NOT_VALID)
def test_a_value_with_impossible_syntax_is_invalid_and_says_why(kind: IndicatorKind, written: str, why: str) -> None:
    found = normalise(kind, written)
    assert isinstance(found, Invalid)
    assert found.value == written
    assert why in found.why


DIFFERENT: list[tuple[IndicatorKind, str, str]] = [
    ("domain", "www.city.example", "city.example"),
    ("domain", "vend0r.example", "vendor.example"),
    ("domain", "сity.example", "city.example"),
    ("url", "http://a.example/", "https://a.example/"),
    ("url", "http://a.example/A", "http://a.example/a"),
    ("url", "http://a.example/%2541", "http://a.example/A"),
    ("url", "http://a.example/%2F", "http://a.example//"),
    ("file", "/fs/share", "//fs/share"),
    ("file", "/tmp/A", "/tmp/a"),
    ("email", "a.b@c.example", "ab@c.example"),
    ("email", "a+b@c.example", "a@c.example"),
]


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_values_that_only_look_alike_stay_different(kind: IndicatorKind, one: str, other: str) -> None:
    first, second = normalise(kind, one), normalise(kind, other)
    assert isinstance(first, Normal)
    assert isinstance(second, Normal)
    assert first != second


NOISE = st.text(alphabet="a0.:/\\@[](){}<>'\"%¥・。．ｘ−é見\u200b dothxp", max_size=24)


@given(kind=st.sampled_from(KINDS), text=st.one_of(st.text(max_size=24), NOISE))
@example(kind="file", text="a[[.]]b")
@example(kind="account", text="x[[at]]y")
@example(kind="url", text="http://a.example/%%34%31")
@example(kind="url", text="http://[::ffff:203.0.113.5]/")
@example(kind="account", text="İ")
def test_normalising_twice_changes_nothing(kind: IndicatorKind, text: str) -> None:
    found = normalise(kind, text)
    if isinstance(found, Normal):
        assert normalise(kind, found.value) == found


@given(kind=st.sampled_from(KINDS), text=NOISE)
def test_what_can_be_normalised_can_be_written_in_the_other_width(kind: IndicatorKind, text: str) -> None:
    wide = text.translate({ord(char): ord(char) + 0xFEE0 for char in string.ascii_letters + string.digits + "@.:"})
    found = normalise(kind, text)
    if isinstance(found, Normal):
        assert normalise(kind, wide) == found


addresses = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).filter(
    lambda one: isinstance(one, ipaddress.IPv4Address) or one.ipv4_mapped is None
)


@given(one=addresses, other=addresses)
def test_two_different_addresses_never_become_one(one: object, other: object) -> None:
    assert (normalise("ip", str(one)) == normalise("ip", str(other))) == (one == other)


labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
names = st.lists(labels, min_size=1, max_size=3).map(lambda parts: ".".join([*parts, "example"]))


@given(one=names, other=names)
def test_two_different_domains_never_become_one(one: str, other: str) -> None:
    assert normalise("domain", one) == Normal("domain", one)
    assert (normalise("domain", one) == normalise("domain", other)) == (one == other)


@given(name=names, defang=st.sampled_from(["[.]", "(.)", "{.}", "[dot]", "(dot)", "・", "。", "．", ".\u200b"]))
def test_a_defanged_domain_is_the_domain(name: str, defang: str) -> None:
    assert normalise("domain", name.replace(".", defang)) == Normal("domain", name)
