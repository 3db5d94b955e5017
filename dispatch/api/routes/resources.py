"""Stations and hospitals."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts.hospitals import HospitalView, TellBeds, WriteHospital
from dispatch.contracts.stations import StationView, WriteStation
from dispatch.domain.complaint import Department
from dispatch.domain.hospital import Capability, Hospital
from dispatch.domain.people import Session, Verb
from dispatch.domain.station import Station
from dispatch.services.hospitals.tell_beds import tell_beds
from dispatch.services.hospitals.write_hospital import write_hospital
from dispatch.services.stations.write_station import write_station
from gis.datum import Wgs84

router = APIRouter(tags=["resources"])

Viewer = Annotated[Session, reader(Verb.VIEW_BOARD)]
Keeper = Annotated[Actor, actor(Verb.MANAGE_SITE)]


@router.get("/stations")
async def list_stations(_: Viewer, request: Request) -> list[StationView]:
    """Give all stations, by code."""
    resources = await context_of(request).orders.read_resources()
    return [StationView.model_validate(one) for one in resources.stations]


@router.put("/stations/{station_id}")
async def put_station(station_id: UUID, asked: WriteStation, by: Keeper) -> StationView:
    """Write a station, new or changed; its code stays."""
    point = Wgs84(asked.point.lon, asked.point.lat)
    station = Station(station_id, asked.code, asked.name, point, asked.address, asked.telephone)
    return await by.do(
        "write_station", lambda tx: write_station(station, tx), StationView, station_id, asked
    )


@router.get("/hospitals")
async def list_hospitals(_: Viewer, request: Request) -> list[HospitalView]:
    """Give all hospitals, by name."""
    resources = await context_of(request).orders.read_resources()
    return [HospitalView.model_validate(one) for one in resources.hospitals]


@router.put("/hospitals/{hospital_id}")
async def put_hospital(hospital_id: UUID, asked: WriteHospital, by: Keeper) -> HospitalView:
    """Write a hospital, new or changed."""
    hospital = Hospital(
        id=hospital_id,
        name=asked.name,
        point=Wgs84(asked.point.lon, asked.point.lat),
        address=asked.address,
        telephone=asked.telephone,
        departments=frozenset(map(Department, asked.departments)),
        capabilities=frozenset(map(Capability, asked.capabilities or ())),
    )
    keeps = asked.capabilities is None
    return await by.do(
        "write_hospital",
        lambda tx: write_hospital(hospital, tx, keeps_capabilities=keeps),
        HospitalView,
        hospital_id,
        asked,
    )


@router.post("/hospitals/{hospital_id}/beds")
async def put_beds(
    hospital_id: UUID, asked: TellBeds, by: Annotated[Actor, actor(Verb.SEND_ORDERS)]
) -> HospitalView:
    """Note how many beds a hospital said are free."""
    return await by.do(
        "tell_beds",
        lambda tx: tell_beds(hospital_id, asked.free, by.staff_number, tx),
        HospitalView,
        hospital_id,
        asked,
    )
