"""Log lines for rules whose action's page quotes none yet, and what ordinary days leave in the same logs."""

from __future__ import annotations

_SHARE = "2026-11-24T15:36:44.569101+09:00 file smbd_audit: otsuka-a|10.66.0.12|pc"
_SQL = "2026-11-26 00:41:12.519 JST [97]"

ACTIONS: dict[str, tuple[str, ...]] = {
    "coll.db-dump": (
        f"{_SQL} backup@residents 10.66.8.15 psql LOG:  statement: COPY  ( SELECT number, name FROM residents "
        f") TO STDOUT",
    ),
    "coll.portal-lookups": (
        "2026-11-24T15:28:28.459+09:00 sato 10.66.0.101 view resident=10000030 case=R8-9431 result=ok",
        "2026-11-24T15:28:29.259+09:00 sato 10.66.0.101 export case=R8-9431 words=田 found=50 result=ok",
    ),
    "cred.file": (f"{_SHARE}|kyoyu|pread_send|ok|/srv/share/kyoyu/不在中の連絡_木村浩一.txt",),
    "cred.imap-guess": (
        "2026-11-23T21:27:49.313605+09:00 mail dovecot: imap-login: Login aborted: Connection closed (auth failed, 1 "
        "attempts in 2 secs) (auth_failed): user=<tanaka@city.example>, method=PLAIN, rip=203.0.113.66, lip=10.66.0.10",
    ),
    "cred.portal-guess": ("2026-11-24T15:28:57.659+09:00 - 203.0.113.66 login account=sato result=failed",),
    "disc.shares": (f"{_SHARE}|zeimu|openat|fail (Permission denied)|r|/srv/share/zeimu/滞納整理",),
    "impact.db-edit": (
        f"{_SQL} app@residents 10.66.8.15 psql LOG:  statement: UPDATE fees SET paid = CURRENT_DATE WHERE id IN (1, 2)",
    ),
    "impact.rename": (
        f"{_SHARE}|soumu|renameat|ok|/srv/share/soumu/照会回答_第1234号/a.txt|/srv/share/soumu/照会回答_第1234号/a.txt.locked",
    ),
    "recon.dns-axfr": (
        "2026-11-24T06:28:00.356Z queries: info: client @0x7f90832ea800 203.0.113.14#55724 (city.example): "
        "view outside: "
        "query: city.example IN AXFR -E(0)TK (10.66.8.10)",
    ),
}
"""Lines in the form that the roles' pages show, with what the actions leave in them."""

ORDINARY: tuple[str, ...] = (
    f"{_SQL} backup@residents 10.66.0.101 pg_dump LOG:  statement: COPY public.fees (id, resident) TO stdout;",
    f"{_SQL} app@residents 10.66.0.15 portal LOG:  execute <unnamed>: SELECT id, paid FROM fees WHERE resident = $1",
    f"{_SHARE}|kyoyu|renameat|ok|/srv/share/kyoyu/予定/~a.tmp|/srv/share/kyoyu/予定/a.txt",
    f"{_SHARE}|kyoyu|pread_send|ok|/srv/share/kyoyu/予定/a.txt",
    f"{_SHARE}|kyoyu|connect|ok|kyoyu",
    "2026-11-24T15:28:57.680+09:00 sato 10.66.0.101 login account=sato result=ok",
    "2026-11-24T15:28:57.680+09:00 10000030 10.66.0.101 view resident=10000030 result=ok",
    "2026-11-24T15:14:52.073+09:00 admin 10.66.0.15 edit page=/ja/index.html bytes=24",
    "2026-11-24T15:14:52.035+09:00 admin 10.66.0.15 upload path=/upload/kouhou-11.pdf bytes=61200",
    "2026-11-26T00:19:17.886759+09:00 pc1 crontab[82]: (root) REPLACE (root)",
    "2026-11-26T00:20:01.338989+09:00 pc1 CRON[87]: (ito) CMD (/usr/local/bin/office-rounds)",
    "2026-11-26T03:40:11.517311+09:00 pc1 sudo:  kondo-m : PWD=/home/kondo-m ; USER=root ; "
    "COMMAND=/usr/bin/systemctl restart cron",
    "2026-11-26T01:18:04.611034+09:00 web sshd-session[3250]: Accepted publickey for root from "
    "10.66.0.74 port 37083 ssh2",
    "2026-11-26T01:18:04.611034+09:00 file sshd-session[31]: Accepted key ED25519 SHA256:abc found at "
    "/home/backup-reader/.ssh/authorized_keys:1",
    "2026-11-24T17:13:20.035315+09:00 mail postfix/cleanup[73]: 082EB200717: info: header "
    "Content-Disposition: attachment; "
    'filename="mitsumori.xlsx" from mail.kencho.example[203.0.113.11]; from=<yamane@kencho.example>',
    "2026-11-24T06:05:36.080Z queries: info: client @0x7f907a4e8c00 10.66.0.10#49625 (city.example): "
    "view inside: query: "
    "city.example IN IXFR -E(0)T (10.66.8.10)",
    "2026-11-24T06:27:59.308Z queries: info: client @0x7f90832e7000 10.66.0.12#46015 "
    "(www.saitama-shinbun.example): view "
    "inside: query: www.saitama-shinbun.example IN A +E(0)K (10.66.8.10)",
    "2026-11-24T06:27:59.308Z queries: info: client @0x7f90832e7000 10.66.8.11#46015 (chamber.example): "
    "view inside: query: "
    "chamber.example IN TXT +E(0)K (10.66.8.10)",
    "1795500892.085      0 10.66.0.12 TCP_MISS/200 360 GET http://www.city.example/ja/index.html - "
    "HIER_DIRECT/10.66.0.14 "
    "text/html",
    '10.66.0.15 - - [24/Nov/2026:15:14:51 +0900] "GET /favicon.ico HTTP/1.1" 404 1094 "-" "Mozilla/5.0"',
    '10.66.0.15 - - [24/Nov/2026:15:14:51 +0900] "POST /admin/login HTTP/1.1" 302 205 "-" "curl/8.14.1"',
)
"""Whom a rule must leave alone: the nightly backup, the portal, keepers of the site, administrators, readers."""

SIGNS: dict[str, str] = {
    "cred.imap-guess": "(auth_failed)",
    "cred.smtp-spray": "SASL PLAIN authentication failed",
    "iot.default-login": "ROOT LOGIN",
    "lat.ssh": "Accepted password",
    "persist.mail-forward": "redirect action",
    "persist.web-marker": "upload path=/upload/notice.aspx.txt",
    "recon.dns-axfr": "IN AXFR",
    "recon.ports": "denied: IN=",
    "web.cms-login": "login failed account=admin",
}
"""What the pages quote as an example of the very thing that the rule is about, outside the action's own section."""
