"""Wires what routes only read of the database, and no worker shares."""

from typing import TypedDict

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.audio_proof_queries import PostgresAudioProofQueries
from dispatch.adapters.postgres.basis_queries import PostgresBasisQueries
from dispatch.adapters.postgres.calibration_queries import PostgresCalibrationQueries
from dispatch.adapters.postgres.closure_queries import PostgresClosureQueries
from dispatch.adapters.postgres.contact_queries import PostgresContactQueries
from dispatch.adapters.postgres.link_queries import PostgresLinkQueries
from dispatch.adapters.postgres.milestone_queries import PostgresMilestoneQueries
from dispatch.adapters.postgres.repositories.caller_places import PostgresCallerPlaceQueries
from dispatch.adapters.roads import HttpRoads
from dispatch.ports.audio_proofs import AudioProofQueries
from dispatch.ports.basis_queries import BasisQueries
from dispatch.ports.calibrations import CalibrationQueries
from dispatch.ports.caller_places import CallerPlaceQueries
from dispatch.ports.closures import ClosureDesk
from dispatch.ports.contact_notes import ContactQueries
from dispatch.ports.location_links import LinkQueries
from dispatch.ports.milestones import MilestoneQueries


class ContextQueries(TypedDict):
    """Fields of the context."""

    contacts: ContactQueries
    caller_places: CallerPlaceQueries
    location_links: LinkQueries
    basis: BasisQueries
    calibrations: CalibrationQueries
    closures: ClosureDesk
    milestones: MilestoneQueries
    audio_proofs: AudioProofQueries


def context_queries(engine: AsyncEngine, roads: HttpRoads) -> ContextQueries:
    """Make them; the roads check closures."""
    return ContextQueries(
        contacts=PostgresContactQueries(engine),
        caller_places=PostgresCallerPlaceQueries(engine),
        location_links=PostgresLinkQueries(engine),
        basis=PostgresBasisQueries(engine),
        calibrations=PostgresCalibrationQueries(engine),
        closures=ClosureDesk(PostgresClosureQueries(engine), roads),
        milestones=PostgresMilestoneQueries(engine),
        audio_proofs=PostgresAudioProofQueries(engine),
    )
