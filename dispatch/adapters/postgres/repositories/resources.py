"""Stations, hospitals and vehicles."""

from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from typing_extensions import override

from dispatch.adapters.postgres.repositories.base import Repository, T
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.orders import STANDS, hospital, station, vehicle
from dispatch.domain.hospital import Hospital, HospitalNotFound
from dispatch.domain.station import NameTaken, Station, StationNotFound
from dispatch.domain.vehicle import Vehicle, VehicleNotFound

STATIONS = Rows(Station, station)
HOSPITALS = Rows(Hospital, hospital)
VEHICLES = Rows(Vehicle, vehicle)


class _Unlocked(Repository[T]):
    """Values that many read at once and that seldom change."""

    async def read_where(self, *conditions: ColumnElement[bool]) -> T | None:
        """Give the one value that meets the conditions and stands, without a lock."""
        found = await self._connection.execute(select(self.table).where(*conditions, STANDS))
        row: Any = found.mappings().one_or_none()
        return None if row is None else self._rows.value(row)


class PostgresStations(_Unlocked[Station]):
    """Stations; see `dispatch.ports.stations`."""

    async def get(self, station_id: UUID) -> Station:
        """Give a station; StationNotFound."""
        found = await self.find(station_id)
        if found is None:
            raise StationNotFound
        return found

    async def find(self, station_id: UUID) -> Station | None:
        """Find a station."""
        return await self.read_where(station.c.id == station_id)

    async def find_coded(self, code: str) -> Station | None:
        """Find a station by its code."""
        return await self.read_where(station.c.code == code)

    @override
    async def save(self, value: Station) -> None:
        """Store what changed, or a new station; NameTaken when another has this code."""
        try:
            await super().save(value)
        except IntegrityError:
            raise NameTaken(name=value.code) from None


class PostgresHospitals(_Unlocked[Hospital]):
    """Hospitals; see `dispatch.ports.hospitals`."""

    async def get(self, hospital_id: UUID) -> Hospital:
        """Give a hospital; HospitalNotFound."""
        found = await self.find(hospital_id)
        if found is None:
            raise HospitalNotFound
        return found

    async def find(self, hospital_id: UUID) -> Hospital | None:
        """Find a hospital."""
        return await self.read_where(hospital.c.id == hospital_id)

    async def find_named(self, name: str) -> Hospital | None:
        """Find a hospital by its name."""
        return await self.read_where(hospital.c.name == name)

    @override
    async def save(self, value: Hospital) -> None:
        """Store what changed, or a new hospital; NameTaken when another has this name."""
        try:
            await super().save(value)
        except IntegrityError:
            raise NameTaken(name=value.name) from None


class PostgresVehicles(Repository[Vehicle]):
    """Vehicles; see `dispatch.ports.vehicles`."""

    async def get(self, vehicle_id: UUID) -> Vehicle:
        """Give a vehicle; VehicleNotFound."""
        found = await self.find(vehicle_id)
        if found is None:
            raise VehicleNotFound
        return found

    async def find(self, vehicle_id: UUID) -> Vehicle | None:
        """Find a vehicle."""
        return await self.find_where(vehicle.c.id == vehicle_id, STANDS)

    async def find_named(self, name: str) -> Vehicle | None:
        """Find a vehicle by its name."""
        return await self.find_where(vehicle.c.name == name, STANDS)

    async def find_tracked(self, tracker: str) -> Vehicle | None:
        """Find a vehicle by its terminal."""
        return await self.find_where(vehicle.c.tracker == tracker, STANDS)

    @override
    async def save(self, value: Vehicle) -> None:
        """Store what changed, or a new vehicle; NameTaken, StationNotFound."""
        try:
            await super().save(value)
        except IntegrityError as error:
            if isinstance(error.orig, psycopg.errors.ForeignKeyViolation):
                raise StationNotFound from None
            raise NameTaken(name=value.name) from None
