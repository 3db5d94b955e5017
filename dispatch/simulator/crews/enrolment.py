"""Makes each simulated station's program a device of the centre, once; the tokens are kept."""

import json
from collections.abc import Mapping
from pathlib import Path

from dispatch.simulator.centre.client import Client

DEVICE_NAME = "模拟分站"
KIND = "client"


def read_tokens(file: Path) -> Mapping[str, str]:
    """Give the tokens that were kept, by station code."""
    if not file.exists():
        return {}
    kept: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return kept


async def enrol_stations(administrator: Client, file: Path) -> Mapping[str, str]:
    """Enrol a device for every station that has none yet; give all tokens. Raises Refused."""
    tokens = dict(read_tokens(file))
    for station in await administrator.read("/stations"):
        if station["code"] not in tokens:
            tokens[station["code"]] = await _enrol(administrator, station["id"], station["code"])
            _keep(tokens, file)
    return tokens


async def _enrol(administrator: Client, station_id: str, code: str) -> str:
    asked = {"station_id": station_id, "kind": KIND}
    enrolment = await administrator.act("POST", "/devices/enrolments", asked)
    claim = {"code": enrolment["code"], "name": f"{DEVICE_NAME}{code}"}
    device = await administrator.act("POST", "/devices", claim)
    token: str = device["token"]
    return token


def _keep(tokens: Mapping[str, str], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(json.dumps(tokens), encoding="utf-8")
    new.replace(file)
