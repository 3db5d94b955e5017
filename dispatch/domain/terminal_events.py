"""What is told of vehicle terminals."""

from dispatch.domain.audience import AUDITORS, DESKS, LEADERS, TECHNICIANS
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.terminal import Admission, Downlink, TerminalText
from dispatch.domain.terminal_facts import DownlinkFact, TerminalFact, TerminalTextFact


def terminal_event(admission: Admission) -> DomainEvent:
    """Tell whoever looks after terminals, and who answers for it."""
    return DomainEvent(
        Kind.TERMINAL_CHANGED, (TECHNICIANS, LEADERS, AUDITORS), (), TerminalFact(admission)
    )


def terminal_text_event(text: TerminalText) -> DomainEvent:
    """Tell the desks what was written to vehicles."""
    return DomainEvent(
        Kind.TERMINAL_TEXT_SENT, (DESKS, LEADERS), (text.id,), TerminalTextFact(text)
    )


def downlink_event(downlink: Downlink) -> DomainEvent:
    """Tell the desks how far a text has come."""
    about = (downlink.order_id, downlink.message_id)
    subjects = (downlink.id, *(one for one in about if one is not None))
    return DomainEvent(Kind.DOWNLINK_CHANGED, (DESKS, LEADERS), subjects, DownlinkFact(downlink))
