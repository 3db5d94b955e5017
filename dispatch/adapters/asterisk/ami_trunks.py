"""Which trunks an exchange reaches: what it says of each, then its ContactStatus events."""

from collections.abc import Iterable, Mapping

from dispatch.adapters.asterisk.ami_connection import AmiConnection
from dispatch.adapters.asterisk.ami_fields import Fields
from dispatch.adapters.asterisk.dialplan.pjsip_conf import TRUNK_AOR

# Asterisk's words for a contact, in its lists and in its events; all others mean: not asked yet.
REACHED, AWAY = "Reachable", "Unreachable"
TAKEN_OUT = "Removed"


class TrunkStates:
    """The trunks of one exchange, as it sees them now. Pure."""

    def __init__(self) -> None:
        self._reached: dict[str, bool | None] = {}

    @property
    def reached(self) -> Mapping[str, bool | None]:
        """Tell of each trunk whether it answers; None while the exchange itself is not heard."""
        return dict(self._reached)

    def adopt(self, contacts: Iterable[Fields]) -> None:
        """Forget everything and go on from what the exchange holds; see list_trunk_contacts."""
        self._reached = {}
        for contact in contacts:
            if contact.get("Event") == "ContactStatusDetail":
                self._take(contact.get("AOR", ""), contact.get("Status", ""))

    def feed(self, event: Fields) -> None:
        """Learn from an event, if it is of a trunk."""
        if event.get("Event") == "ContactStatus":
            self._take(event.get("AOR", ""), event.get("ContactStatus", ""))

    def lose(self) -> None:
        """Know nothing more of any trunk: the exchange is not heard."""
        self._reached = dict.fromkeys(self._reached)

    def _take(self, aor: str, status: str) -> None:
        name = aor.removeprefix(TRUNK_AOR)
        if name == aor:
            return
        if status == TAKEN_OUT:
            self._reached.pop(name, None)
        elif status in {REACHED, AWAY}:
            self._reached[name] = status == REACHED


async def list_trunk_contacts(connection: AmiConnection) -> list[Fields]:
    """Ask how each trunk is. A list of contacts would leave out those that never register."""
    endpoints = await connection.ask_list("PJSIPShowEndpoints")
    trunks = [one for one in endpoints if one.get("Aor", "").startswith(TRUNK_AOR)]
    names = [one.get("ObjectName", "") for one in trunks]
    lists = [await connection.ask_list("PJSIPShowEndpoint", Endpoint=name) for name in names]
    return [contact for one in lists for contact in one]
