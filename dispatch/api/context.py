"""What the routes are given: ports and settings, wired in bootstrap."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request, WebSocket

from dispatch.api.media_signature import MediaSigner
from dispatch.config import Settings
from dispatch.ports.area_reports import AreaReports
from dispatch.ports.audio_proofs import AudioProofQueries
from dispatch.ports.basis_queries import BasisQueries
from dispatch.ports.calibrations import CalibrationQueries
from dispatch.ports.call_control import CallControl
from dispatch.ports.caller_places import CallerPlaceQueries
from dispatch.ports.clock import Clock
from dispatch.ports.closures import ClosureDesk
from dispatch.ports.commands import Commands
from dispatch.ports.conference_control import ConferenceControl
from dispatch.ports.contact_notes import ContactQueries
from dispatch.ports.cover import CoverDesk, CoverQueries, DemandDistricts
from dispatch.ports.desk_control import DeskControl
from dispatch.ports.event_log import EventLog
from dispatch.ports.feed_desk import FeedDesk
from dispatch.ports.fetch_control import FetchControl
from dispatch.ports.fleet import Fleet
from dispatch.ports.incident_queries import IncidentQueries
from dispatch.ports.lamps import Lamps
from dispatch.ports.location_links import LinkQueries
from dispatch.ports.map_data import MapData
from dispatch.ports.map_window import MapWindow
from dispatch.ports.map_work import MapDesk
from dispatch.ports.milestones import MilestoneQueries
from dispatch.ports.nuisance import NuisanceQueries
from dispatch.ports.order_queries import OrderQueries
from dispatch.ports.order_sheets import OrderSheets
from dispatch.ports.passwords import Passwords
from dispatch.ports.places import Places
from dispatch.ports.prompts import PromptDesk
from dispatch.ports.queries import Queries
from dispatch.ports.recorder_channels import RecorderChannels
from dispatch.ports.recording_keeper import RecordingKeeper
from dispatch.ports.recordings import Recordings
from dispatch.ports.releases import Releases
from dispatch.ports.roads import RoadsThrough
from dispatch.ports.skill_control import SkillControl
from dispatch.ports.statistics import Statistics
from dispatch.ports.subscriber_files import SubscriberFiles
from dispatch.ports.supervision_control import SupervisionControl
from dispatch.ports.surge_control import SurgeControl
from dispatch.ports.terminals import TerminalDesk
from dispatch.ports.upkeep import UpkeepDesk
from dispatch.ports.world import World


@dataclass(frozen=True, slots=True)
class Context:
    """All that the API needs.

    Args:
        server: Name of this server.
        exchanges: Orders to each exchange, by its name.
        supervision: The same, for leaders on talks.
        fetches: The same, for callers whom a seat fetches.
        surges: The same, for surges.
        voices: Recorded places, by their names.
        desk: The same, for parking, picking up and keys of the telephone.
        conferences: The same, for rooms of several legs.
        skills: The same, for callers who are sent on to one who speaks what they speak.
        pages: Folder of the built console; the API works without it.
    """

    server: str
    settings: Settings
    commands: Commands
    queries: Queries
    incidents: IncidentQueries
    nuisance: NuisanceQueries
    orders: OrderQueries
    basis: BasisQueries
    event_log: EventLog
    lamps: Lamps
    passwords: Passwords
    clock: Clock
    exchanges: Mapping[str, CallControl]
    supervision: Mapping[str, SupervisionControl]
    fetches: Mapping[str, FetchControl]
    surges: Mapping[str, SurgeControl]
    voices: Mapping[str, str]
    desk: Mapping[str, DeskControl]
    conferences: Mapping[str, ConferenceControl]
    skills: Mapping[str, SkillControl]
    contacts: ContactQueries
    caller_places: CallerPlaceQueries
    location_links: LinkQueries
    recordings: Recordings
    releases: Releases
    roads: RoadsThrough
    fleet: Fleet
    map_data: MapData
    map_window: MapWindow
    places: Places
    order_sheets: OrderSheets
    media: MediaSigner
    subscriber_files: SubscriberFiles
    statistics: Statistics
    area_reports: AreaReports
    prompts: PromptDesk
    closures: ClosureDesk
    maps: MapDesk
    upkeep: UpkeepDesk
    cover: CoverDesk
    cover_queries: CoverQueries
    demand_districts: DemandDistricts
    calibrations: CalibrationQueries
    milestones: MilestoneQueries
    feeds: FeedDesk
    recorder_channels: RecorderChannels
    terminals: TerminalDesk
    audio_proofs: AudioProofQueries
    recording_keeper: RecordingKeeper
    pages: Path


def context_of(request: Request) -> Context:
    """Give the context of an HTTP request."""
    context: Context = request.app.state.context
    return context


def context_of_socket(socket: WebSocket) -> Context:
    """Give the context of a WebSocket."""
    context: Context = socket.app.state.context
    return context


def world_of(context: Context) -> World:
    """Give where the use cases of recommendation look."""
    return World(context.basis, context.fleet, context.roads)
