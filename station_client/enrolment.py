"""Turns a one-time code into a device that is kept in a folder."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import SecretStr

from station_client.centre import Centre, http_as, trusting
from station_client.folder import Device, Folder
from station_client.servers import Servers


async def enrol_device(
    folder: Folder, servers: Sequence[str], code: str, name: str, authority: Path | None
) -> Device:
    """Claim the code at whichever server answers and keep what it gives.

    Raises:
        CentreAway: No server answered.
        Refused: The code is unknown, used or too old.
    """
    async with http_as(None, trusting(authority)) as http:
        session = await Centre(http, Servers(servers)).claim(code, name)
    device = Device(
        id=str(session.device_id),
        name=name,
        token=SecretStr(session.token),
        servers=tuple(server.url for server in session.servers) or tuple(servers),
        station_code=session.station.code,
        station_name=session.station.name,
        centre_name=session.centre_name,
        zone=session.zone,
        authority=authority,
    )
    folder.keep_device(device)
    return device
