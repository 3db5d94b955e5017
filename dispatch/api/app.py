"""The whole HTTP application of one server."""

from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware

from dispatch.api import health, media
from dispatch.api.context import Context
from dispatch.api.pages import add_pages, security_headers
from dispatch.api.positions import Trackers
from dispatch.api.problems import add_problem_documents, problem_response
from dispatch.api.request_id import Edge
from dispatch.api.routes import (
    area_reports,
    audio_proofs,
    audit,
    board,
    calibration,
    call_stories,
    caller_places,
    calls,
    calls_out,
    closures,
    complaints,
    conferences,
    contacts,
    cover,
    devices,
    directory,
    dispatch_rules,
    dispositions,
    emergencies,
    feeds,
    fetching,
    first_aid_plans,
    group_calls,
    handovers,
    incident_calls,
    incident_ends,
    incidents,
    key_patients,
    location_links,
    map_work,
    maps,
    mileage,
    milestones,
    nuisance,
    orders,
    parking,
    people,
    places,
    prompts,
    recall,
    recommendation,
    recorder_channels,
    recorders,
    recording_keeping,
    recordings,
    redacted,
    releases,
    reminders,
    resources,
    seat_messages,
    seats,
    sending_on,
    session,
    silent_calls,
    site,
    station,
    statistics,
    stories,
    stream,
    supervision,
    surges,
    surroundings,
    tasks,
    terminals,
    tracks,
    transfers,
    unmask,
    upkeep,
    upkeep_files,
    vehicles,
)
from dispatch.api.tries import Tries

VERSION = "1"
ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    board.router,
    stream.router,
    seats.router,
    calls.router,
    group_calls.router,
    seat_messages.router,
    parking.router,
    supervision.router,
    calls_out.router,
    transfers.router,
    sending_on.router,
    fetching.router,
    surges.router,
    emergencies.router,
    closures.router,
    conferences.router,
    silent_calls.router,
    reminders.router,
    handovers.router,
    dispositions.router,
    contacts.router,
    location_links.router,
    incidents.router,
    incident_calls.router,
    incident_ends.router,
    stories.router,
    call_stories.router,
    places.router,
    caller_places.router,
    complaints.router,
    tasks.router,
    terminals.router,
    recording_keeping.router,
    unmask.router,
    people.router,
    directory.router,
    key_patients.router,
    redacted.router,
    recorders.router,
    recordings.router,
    audio_proofs.router,
    recall.router,
    releases.router,
    site.router,
    prompts.router,
    audit.router,
    statistics.router,
    area_reports.router,
    maps.router,
    map_work.router,
    first_aid_plans.router,
    upkeep_files.router,
    upkeep.router,
    surroundings.router,
    tracks.router,
    nuisance.router,
    orders.router,
    recommendation.router,
    dispatch_rules.router,
    calibration.router,
    feeds.router,
    recorder_channels.router,
    cover.router,
    milestones.router,
    mileage.router,
    vehicles.router,
    resources.router,
    devices.router,
    station.router,
)


def create_app(context: Context, *, nobodys_hash: str) -> FastAPI:
    """Put the application together.

    Args:
        context: Ports and settings.
        nobodys_hash: A password hash that belongs to nobody, so that an unknown staff number
            takes as long as a wrong password.
    """
    app = FastAPI(title="Dispatch120", version=VERSION, docs_url=None, redoc_url=None)
    app.state.context = context
    app.state.tries = Tries()
    app.state.trackers = Trackers(context.orders)
    app.state.nobodys_hash = nobodys_hash
    add_problem_documents(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api/v1")
    app.include_router(health.router)
    app.include_router(media.router)
    add_pages(app, context.pages)
    boot = context.settings.boot
    app.add_middleware(
        CORSMiddleware,
        allow_origins=[server.url for server in boot.servers],
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Range"],
        max_age=600,
    )
    app.add_middleware(Edge, headers=security_headers(boot), refuse=problem_response)
    return app
