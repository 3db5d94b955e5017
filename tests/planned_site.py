"""What a test's centre is set to: its seats, and a gateway that no other process of tests has."""

import os

from dispatch.simulator.demo_centre import TRUNK_PORT
from tests.centre import Centre

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
GATEWAY_HOST = f"127.0.{WORKER}.3"
WRAP_UP_S = 3


def plan_site(centre: Centre, *kinds: str) -> None:
    """Give the centre seats of these kinds, from seat 1 on, and the gateway of this process."""
    change_site(
        centre,
        seats=[{"number": number, "kind": kind} for number, kind in enumerate(kinds, 1)],
        trunks=[{"name": "carrier", "host": GATEWAY_HOST, "port": TRUNK_PORT}],
        wrap_up_s=WRAP_UP_S,
        overflow_after_s=300,
    )


def change_site(centre: Centre, **changed: object) -> None:
    """Change settings of the site as the administrator; the others stay."""
    administrator = centre.sign_in("9001")
    asked = {"password": centre.password}
    assert administrator.post("/session/reauthentication", asked).is_success
    site = administrator.get("/site")
    site["base_version"] = site.pop("version")
    for name in ("changed_by", "changed_at"):
        del site[name]
    answer = administrator.put("/site", site | changed)
    assert answer.is_success, answer.text
