"""A question to the file server: can somebody work on a share."""

from __future__ import annotations

import secrets

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

SMB = 445
PATIENCE = 20.0
_ROUNDS = """
folder=$(mktemp -d) && cd "$folder" || exit 1
trap 'rm -rf "$folder"' EXIT
echo "$4" >sent
smbclient "//$1/$2" -U "$3" -m SMB3 -t 8 -c "put sent $4.txt; get $4.txt got; rm $4.txt" 2>&1
cmp sent got && echo "same as sent"
"""


class WritesFile(Probe):
    """Whether an account writes a file to a share, reads it back and deletes it."""

    share: str
    account: str
    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Do so once, as a PC would; the file's name is one that nobody else would use."""
        where, name = place(lan, vantage, self.target, SMB), f"memo-{secrets.token_hex(4)}"
        argv = ["sh", "-c", _ROUNDS, "sh", where, self.share, f"{self.account}%{self.password}", name]
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        passed = "same as sent" in result.out
        words = [line for line in result.out.splitlines() if "NT_STATUS" in line] or result.out.strip().splitlines()
        said = (
            f"//{where}/{self.share}: written and read"
            if passed
            else f"//{where}/{self.share}: {(words or ['no answer'])[0]}"
        )
        return Answer(passed=passed, said=said, seconds=seconds)
