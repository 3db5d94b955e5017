"""A call of a caller who is known."""

from uuid import UUID

from dispatch.domain.call import Call, CallState
from dispatch.domain.caller import CallerCard, EarlierCalls, KeyPatientFlag, LineKind, Subscriber
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON

NUMBER, OWNER = "13805276621", "刘洋丽"


def known_call() -> Call:
    """Make it; nobody has answered."""
    subscriber = Subscriber(
        NUMBER,
        OWNER,
        "宿豫区康乐花园12号楼1单元301室",
        Wgs84(118.33, 33.94),
        LineKind.PERSONAL,
        "演示数据",
        NOON,
    )
    return Call(
        id=UUID(int=1),
        exchange="node1",
        unique_id="node1-1795310763.8",
        number=NUMBER,
        name=OWNER,
        called_number="120",
        trunk="carrier",
        recording="20251122-040000-node1-1795310763.8",
        caller=CallerCard(subscriber, KeyPatientFlag(UUID(int=2), "心脏病"), EarlierCalls(0, None)),
        state=CallState.OFFERED,
        offered_at=NOON,
    )
