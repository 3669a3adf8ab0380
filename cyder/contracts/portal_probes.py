"""A question to the residents' portal: does a look-up reach the register. Portal and database both ask it."""

from __future__ import annotations

import re

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

PORTAL = 8080
PATIENCE = 20.0
_ROUNDS = r"""
set -eu
url=$1 source=$2 account=$3 password=$4 case=$5 words=$6
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT
get() { curl -s -m 8 --connect-timeout 2 --interface "$source" -b "$jar" -c "$jar" "$@"; }
token() { grep -o 'name="token" value="[0-9a-f]*"' | head -n 1 | cut -d '"' -f 4; }
t=$(get "$url/staff/login" | token)
[ -n "$t" ] || { echo 'no page'; exit 1; }
get -o /dev/null -w 'login %{http_code}\n' --data-urlencode "token=$t" --data-urlencode "account=$account" \
    --data-urlencode "password=$password" "$url/staff/login"
[ -z "$words" ] || get --data-urlencode "case=$case" --data-urlencode "words=$words" -G "$url/staff/search"
t=$(get "$url/staff/" | token)
get -o /dev/null --data-urlencode "token=$t" "$url/logout"
"""
_FOUND = re.compile(r'data-found="(\d+)"')


class PortalAnswers(Probe):
    """Whether a member of staff logs in to the portal and finds residents, who come from the database.

    Without `words` nobody is looked up: whether the log-in is accepted is all that is asked.
    """

    account: str
    password: str
    case: str = "R8-0001"
    words: str = "1000"

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in, search, log out: what a browser would do."""
        url = f"http://{place(lan, vantage, self.target, PORTAL)}:{PORTAL}"
        asked = [url, vantage.address, self.account, self.password, self.case, self.words]
        result, seconds = ask(lan, vantage, ["sh", "-c", _ROUNDS, "sh", *asked], timeout=PATIENCE)
        entered, found = "login 302" in result.out, _FOUND.search(result.out)
        heard = result.out.strip().splitlines() or ["no answer"]
        if not self.words:
            return Answer(passed=entered, said=f"portal: {heard[0]}", seconds=seconds)
        said = f"{found[1]} residents found" if found else f"no residents ({heard[0]})"
        return Answer(passed=entered and found is not None and int(found[1]) > 0, said=said, seconds=seconds)
