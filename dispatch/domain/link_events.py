"""Facts about location links."""

from dispatch.domain.audience import DESKS
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import LinkFact
from dispatch.domain.location_link import LocationLink, shown
from dispatch.domain.sms import Sms


def link_event(link: LocationLink, sms: Sms) -> DomainEvent:
    """Tell the desks how a link and its short message stand; it holds the caller's number."""
    fact = LinkFact(shown(link, sms))
    return DomainEvent(Kind.LOCATION_LINK_CHANGED, (DESKS,), (link.id, link.call_id), fact)
