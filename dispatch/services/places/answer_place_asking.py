"""A source of a caller's place has answered, or is told to have not."""

from dispatch.domain.caller_place import CallerPlace
from dispatch.domain.place_asking import AskingState, PlaceAsking
from dispatch.domain.place_events import place_source_event
from dispatch.ports.place_providers import ProviderAnswer
from dispatch.ports.transaction import Transaction
from dispatch.services.end_source_round import end_source_round


async def answer_place_asking(
    asking: PlaceAsking, origin: str, said: ProviderAnswer, tx: Transaction
) -> None:
    """Tell it and end the question; the first answer counts, a second changes nothing.

    The question is given as it was claimed; what was said holds a district, looked up where the
    source names none.
    """
    if asking.again:
        await tx.source_rounds.find(asking.occasion)  # locked: the last to answer ends the round
    now = await tx.place_askings.find(asking.occasion, asking.kind)
    if now is None or now.state is AskingState.ENDED:
        return
    await tx.place_askings.save(now.ended(tx.now))
    place = CallerPlace(
        id=tx.new_id(),
        call_id=asking.call_id,
        incident_id=None,
        kind=asking.kind,
        received_at=tx.now,
        origin=origin,
        text=said.text,
        point=said.point,
        radius_m=said.radius_m,
        district=said.district,
        owner=said.owner,
        observed_at=said.observed_at,
        confidence=said.confidence,
        doubts=said.doubts,
    )
    await tx.caller_places.add(place)
    tx.events.append(place_source_event(place))
    if asking.again and not await tx.place_askings.list_open(asking.occasion):
        await end_source_round(asking.occasion, tx)
