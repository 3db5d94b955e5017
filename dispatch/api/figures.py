"""Figures for the outside: lamps, the place in the event log, open streams, refusals."""

from collections.abc import Iterable

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from typing_extensions import override

from dispatch.domain.part import PartState
from dispatch.ports.event_log import EventLog
from dispatch.ports.lamps import Lamps

STREAMS = Gauge("dispatch120_streams", "Clients that hear the event stream of this server")
REFUSALS = Counter("dispatch120_refusals", "Requests that were refused, by code", ["code"])
FAULTS = Counter("dispatch120_faults", "Requests that ended in a fault of ours")
WORTH = {PartState.WELL: 1.0, PartState.DEGRADED: 0.5, PartState.FAILED: 0.0}


class Board(Collector):
    """Reads what this server shows anyway, at the moment it is asked."""

    def __init__(self, lamps: Lamps, event_log: EventLog) -> None:
        self._lamps = lamps
        self._event_log = event_log

    @override
    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Give the lamps, 1 well, 0.5 degraded, 0 failed, and whether the log is heard."""
        parts = GaugeMetricFamily(
            "dispatch120_part", "1 well, 0.5 degraded, 0 failed", None, ["part"]
        )
        for part in self._lamps.parts():
            parts.add_metric([part.name], WORTH[part.state])
        yield parts
        heard = float(self._event_log.current)
        yield GaugeMetricFamily("dispatch120_event_log_heard", "Read within two seconds", heard)


def registry_of(lamps: Lamps, event_log: EventLog) -> CollectorRegistry:
    """Give what /metrics shows: this process, the counters above and this server's lamps."""
    registry = CollectorRegistry()
    registry.register(Board(lamps, event_log))
    registry.register(REGISTRY)
    return registry
