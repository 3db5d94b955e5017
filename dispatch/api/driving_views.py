"""How a vehicle was driven, as the wire tells it."""

from dispatch.contracts.calls import PointView
from dispatch.contracts.mileage import (
    DrivingView,
    OdometerBreakView,
    OdometerView,
    SpeedingView,
    StopView,
    TripView,
)
from dispatch.domain.mileage import Driving, Trip
from dispatch.domain.odometer import Odometer, differ
from dispatch.domain.vehicle_status import ShownVehicle
from gis.datum import Wgs84

MOST_ROWS = 500


def driving_view(vehicle: ShownVehicle, heard: int, cut: bool, driving: Driving) -> DrivingView:
    """Tell it; lists are bounded."""
    odometer = driving.odometer
    return DrivingView(
        vehicle_id=vehicle.id,
        vehicle_name=vehicle.name,
        device=vehicle.tracker,
        heard=heard,
        cut=cut,
        metres=round(driving.metres),
        odometer=_odometer(odometer, driving.metres),
        odometer_breaks=tuple(
            OdometerBreakView(
                kind=one.kind.value,
                since=one.since,
                until=one.until,
                before_km=round(one.before_km, 1),
                after_km=round(one.after_km, 1),
            )
            for one in (odometer.breaks[:MOST_ROWS] if odometer else ())
        ),
        driving_s=round(driving.driving_s),
        unheard_s=round(driving.unheard_s),
        trips=tuple(map(_trip, driving.trips[:MOST_ROWS])),
        stops=tuple(
            StopView(since=one.since, until=one.until, point=_point(one.point))
            for one in driving.stops[:MOST_ROWS]
        ),
        speedings=tuple(
            SpeedingView(
                since=one.since,
                until=one.until,
                fastest_kmh=round(one.fastest_kmh, 1),
                point=_point(one.point),
            )
            for one in driving.speedings[:MOST_ROWS]
        ),
    )


def _trip(trip: Trip) -> TripView:
    return TripView(
        since=trip.since,
        until=trip.until,
        start=_point(trip.start),
        end=_point(trip.end),
        metres=round(trip.metres),
        odometer=_odometer(trip.odometer, trip.metres),
    )


def _odometer(odometer: Odometer | None, points_m: float) -> OdometerView | None:
    if odometer is None:
        return None
    return OdometerView(
        metres=round(odometer.metres),
        told=odometer.told,
        used=odometer.is_sound,
        differs=differ(points_m, odometer.metres),
    )


def _point(point: Wgs84) -> PointView:
    return PointView(lon=round(point.lon, 6), lat=round(point.lat, 6))
