"""Writes the contracts as TypeScript, so that the pages and the server cannot disagree.

The way is pydantic -> JSON Schema -> TypeScript; only the shapes that the contracts use are known
here, and any other is an error rather than `any`.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from dispatch.contracts import (
    audio_proofs,
    audit,
    calibration,
    call_stories,
    caller_places,
    calls,
    closures,
    complaints,
    conferences,
    contact_notes,
    cover,
    devices,
    directory,
    dispatch_rules,
    feeds,
    first_aid_plans,
    groups,
    handover,
    hospitals,
    incidents,
    location_links,
    map_window,
    map_work,
    messages,
    mileage,
    milestones,
    nuisance,
    orders,
    people,
    places,
    positions,
    problems,
    prompts,
    recommendation,
    recorder_channels,
    recording_keeping,
    recordings,
    releases,
    reminders,
    seats,
    site,
    skills,
    stations,
    statistics,
    stories,
    stream,
    terminals,
    upkeep,
    vehicles,
)
from dispatch.contracts.base import PROTOCOL_VERSION, Command, View
from dispatch.contracts.events import PAYLOADS, EventPage, StoredEvent
from dispatch.contracts.map import ChangeSelection, MapDescription
from dispatch.contracts.tasks import FinishTask

Schema = Mapping[str, Any]

SHOWN: tuple[type[View], ...] = (
    stream.Welcome,
    stream.EventMessage,
    stream.Watermark,
    stream.Lamps,
    stream.SnapshotNeeded,
    stream.Closed,
    stream.Board,
    StoredEvent,
    EventPage,
    calls.CallPage,
    site.LinesView,
    nuisance.MarkedView,
    map_window.HereView,
    map_window.PlacesAround,
    map_window.ReplayView,
    map_work.MapWorkView,
    map_work.OverlayView,
    upkeep.KeptView,
    upkeep.UpkeepChangeView,
    upkeep.ThingLook,
    upkeep.ImportDifference,
    upkeep.BatchView,
    upkeep.RelatedUnitView,
    first_aid_plans.PlanView,
    first_aid_plans.IncidentPlansView,
    closures.ClosuresView,
    closures.ClosureCheckView,
    prompts.PromptListView,
    prompts.PromptTakeView,
    prompts.PromptWritten,
    prompts.SpokenRowView,
    contact_notes.ContactHistory,
    caller_places.CallerPlacesView,
    location_links.LocationLinksView,
    reminders.ReminderList,
    complaints.ComplaintLine,
    incidents.IncidentPage,
    incidents.Duplicates,
    places.PlaceSuggestions,
    MapDescription,
    stories.IncidentStory,
    call_stories.StoryView,
    call_stories.RecallView,
    call_stories.LiveSound,
    seats.SeatAccount,
    people.SessionView,
    people.PersonView,
    directory.NumberHistory,
    directory.DirectoryImportView,
    directory.KeyPatientView,
    directory.KeyPatientLine,
    recordings.RecordingPage,
    statistics.TelephoneCountersView,
    recordings.Playback,
    recording_keeping.KeepingView,
    recording_keeping.KeepingDone,
    releases.HandOutView,
    releases.HandOutStandingView,
    releases.RedactableView,
    releases.RedactedCopyView,
    releases.RecorderSwitched,
    site.SiteSettingsView,
    audit.AuditPage,
    orders.OrdersView,
    recommendation.RecommendationView,
    recommendation.RouteView,
    recommendation.KeptRecommendationView,
    dispatch_rules.DispatchRulesView,
    audio_proofs.AudioProofsView,
    audio_proofs.HourProofView,
    audio_proofs.AudioGapView,
    calibration.CalibrationReportView,
    feeds.FeedsView,
    recorder_channels.RecorderChannelsView,
    feeds.DecodedView,
    feeds.IssuedTokenView,
    calibration.CalibrationView,
    terminals.SeenTerminalsView,
    terminals.AdmissionView,
    terminals.TerminalTextView,
    terminals.DownlinksView,
    cover.CoverView,
    cover.UncoveredView,
    cover.CoverSettingsView,
    milestones.MilestoneSettingsView,
    mileage.MileageView,
    cover.StandByView,
    positions.Positions,
    devices.EnrolmentView,
    devices.DeviceSessionView,
    devices.StationBoard,
    problems.Problem,
    *dict.fromkeys(PAYLOADS.values()),
)
ASKED: tuple[type[Command], ...] = (
    stream.Hello,
    calls.UnmaskNumber,
    nuisance.MarkNuisance,
    map_work.DrawOverlay,
    map_work.UndoOverlay,
    upkeep.KeepThing,
    upkeep.RetireThing,
    upkeep.TakeUpkeepImport,
    first_aid_plans.TickPlanLine,
    closures.DrawClosure,
    closures.ClosureDrawn,
    closures.RestoreClosure,
    closures.ExtendClosure,
    prompts.WritePromptLanguages,
    contact_notes.WriteContactNote,
    caller_places.ChoosePlaceSource,
    location_links.SendLocationLink,
    handover.AskHandover,
    handover.ForceSignOff,
    reminders.SetReminder,
    complaints.WriteComplaints,
    incidents.OpenIncident,
    incidents.ChangeForm,
    incidents.ConfirmScene,
    incidents.SetPickUpPoint,
    incidents.LogChase,
    incidents.MergeIncident,
    incidents.JoinCall,
    incidents.CloseIncident,
    incidents.UnmaskIncident,
    ChangeSelection,
    seats.BecomeBusy,
    FinishTask,
    calls.CallOut,
    calls.TransferCall,
    skills.SendCallOn,
    calls.SendTones,
    groups.BeginGroupCall,
    messages.SendSeatMessage,
    conferences.OpenConference,
    conferences.InviteMember,
    conferences.MuteMember,
    calls.DisposeCall,
    people.SignIn,
    people.Reauthenticate,
    people.AddPerson,
    people.ChangePerson,
    directory.LookUpSubscriber,
    directory.WriteKeyPatient,
    recordings.PlayRecording,
    recording_keeping.HoldRecording,
    recording_keeping.ReleaseRecording,
    recording_keeping.AskDeletion,
    call_stories.OpenStory,
    releases.HandOut,
    releases.Redact,
    releases.SwitchRecorder,
    site.ChangeSite,
    stations.WriteStation,
    hospitals.WriteHospital,
    hospitals.TellBeds,
    dispatch_rules.ChangeDispatchRules,
    audio_proofs.ExplainGaps,
    calibration.ChangeCalibration,
    feeds.DecodeBytes,
    feeds.IssueTerminalToken,
    terminals.AdmitTerminal,
    terminals.SendTerminalText,
    cover.ChangeCoverSettings,
    milestones.ConfirmMilestone,
    milestones.ChangeMilestoneSettings,
    cover.TakeStandBy,
    vehicles.WriteVehicle,
    vehicles.ChangeDuty,
    orders.SendOrders,
    orders.CancelOrder,
    orders.ReassignOrder,
    orders.ReturnEmpty,
    orders.RefuseOrder,
    orders.StampOrder,
    orders.AcknowledgeOrder,
    positions.WatchPositions,
    devices.EnrolDevice,
    devices.ClaimEnrolment,
    devices.DeviceState,
)


class UnknownShape(ValueError):
    """The schema holds a shape that this writer has no TypeScript for."""


def typescript() -> str:
    """Give the whole of contracts.gen.ts."""
    _, shown = models_json_schema([(model, "serialization") for model in SHOWN])
    _, asked = models_json_schema([(model, "validation") for model in ASKED])
    definitions = {**asked["$defs"], **shown["$defs"]}
    return "\n".join(_lines(definitions))


def _lines(definitions: Mapping[str, Schema]) -> Iterator[str]:
    yield "// Made by `dispatch120 contracts typescript` from dispatch/contracts; do not edit."
    yield f"export const PROTOCOL_VERSION = {PROTOCOL_VERSION}"
    for name in sorted(definitions):
        yield ""
        yield from _interface(name, definitions[name])
    yield ""
    yield "export type EventPayloads = {"
    yield from (f"  {kind}: {model.__name__}" for kind, model in PAYLOADS.items())
    yield "}"
    yield ""


def _interface(name: str, schema: Schema) -> Iterator[str]:
    required = schema.get("required", [])
    yield f"export interface {name} {{"
    for field, shape in schema.get("properties", {}).items():
        yield f"  {field}{'' if field in required else '?'}: {_type(shape)}"
    yield "}"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(_type(option) for option in schema["anyOf"])
    if "const" in schema:
        return _literal(schema["const"])
    if "enum" in schema:
        return " | ".join(map(_literal, schema["enum"]))
    return _plain(schema)


def _literal(value: str | float | bool) -> str:
    """A word in single quotes; a number stays a number, as on the wire."""
    return f"'{value}'" if isinstance(value, str) else json.dumps(value)


def _plain(schema: Schema) -> str:
    kind: str | None = schema.get("type")
    match kind:
        case "string":
            return "string"
        case "integer" | "number":
            return "number"
        case "boolean":
            return "boolean"
        case "null":
            return "null"
        case "array":
            return _array(schema)
        case "object":
            return _record(schema)
        case _:
            raise UnknownShape(dict(schema))


def _array(schema: Schema) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(map(_type, schema['prefixItems']))}]"
    return f"({_type(schema['items'])})[]" if "items" in schema else "unknown[]"


def _record(schema: Schema) -> str:
    values = schema.get("additionalProperties")
    return (
        f"Record<string, {_type(values)}>"
        if isinstance(values, dict)
        else "Record<string, unknown>"
    )
