"""A way by road as the wire gives it, to desks and stations."""

from dispatch.contracts.recommendation import RouteView, StepView
from dispatch.domain.travel import Route


def shown_route(route: Route) -> RouteView:
    """Write a way; seconds and metres whole."""
    return RouteView(
        mode=route.mode.value,
        seconds=round(route.seconds),
        metres=round(route.metres),
        points=tuple((point.lon, point.lat) for point in route.points),
        streets=tuple(route.streets),
        steps=tuple(
            StepView(turn=one.turn.value, street=one.street, metres=round(one.metres))
            for one in route.steps
        ),
    )
