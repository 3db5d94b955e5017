"""The events of a calibration that a person put in force, or took back."""

from dispatch.domain.audience import AUDITORS, DESKS, LEADERS, TECHNICIANS
from dispatch.domain.calibration import Calibration
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import CalibrationFact


def calibration_event(kind: Kind, calibration: Calibration) -> DomainEvent:
    """Tell who sends vehicles, since times change, and who answers for it."""
    audiences = (DESKS, LEADERS, TECHNICIANS, AUDITORS)
    return DomainEvent(kind, audiences, (), CalibrationFact(calibration))
