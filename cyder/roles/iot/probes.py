"""Questions to a camera: does it show its picture."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

HTTP = 80
_PATIENCE = 5


class ShowsPicture(Probe):
    """Whether the camera answers with a picture, whole and of a picture's type."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch the picture once."""
        where = place(lan, vantage, self.target, HTTP)
        wanted = "%{http_code} %{content_type} %{size_download}"
        argv = ["curl", "-s", "-o", "/dev/null", "-w", wanted, "-m", str(_PATIENCE), "--interface", vantage.address]
        result, seconds = ask(lan, vantage, [*argv, f"http://{where}/snapshot.jpg"], timeout=_PATIENCE + 5)
        passed = result.ok and result.out.startswith("200 image/jpeg ") and not result.out.endswith(" 0")
        return Answer(passed=passed, said=f"picture: {result.out.strip() or 'no answer'}", seconds=seconds)
