"""Every route refuses who lacks its right, and nobody reads or changes anything unsigned."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from fastapi.routing import APIRoute

from dispatch.domain.device import DeviceVerb
from dispatch.domain.people import RIGHTS, Role, Verb
from tests.integration.directory.conftest import Centre

ANY_ID = str(UUID(int=1))
ANY_NAME = "20251122-120000-node1-1763784000.8"
PATHS = {
    "kind": "incidents",
    "form": "csv",
    "call_id": ANY_ID,
    "supervision_id": ANY_ID,
    "group_id": ANY_ID,
    "message_id": ANY_ID,
    "conference_id": ANY_ID,
    "member_id": ANY_ID,
    "task_id": ANY_ID,
    "handover_id": ANY_ID,
    "emergency_id": ANY_ID,
    "reminder_id": ANY_ID,
    "import_id": ANY_ID,
    "patient_id": ANY_ID,
    "place_id": ANY_ID,
    "closure_id": ANY_ID,
    "incident_id": ANY_ID,
    "order_id": ANY_ID,
    "vehicle_id": ANY_ID,
    "station_id": ANY_ID,
    "hospital_id": ANY_ID,
    "device_id": ANY_ID,
    "device": "AMB01",
    "hand_out_id": ANY_ID,
    "exchange": "node1",
    "lock_id": ANY_ID,
    "version": "v1",
    "piece_id": ANY_ID,
    "kept": "station",
    "thing_id": ANY_ID,
    "plan_id": ANY_ID,
    "key": "no-such-prompt",
    "language": "zh-CN",
    "sha256": "0" * 64,
    "z": "1",
    "x": "1",
    "y": "1",
    "number": "1",
    "staff_number": "4711",
    "name": ANY_NAME,
    "phone": "13800000120",
}
OPEN = {
    ("POST", "/api/v1/session"),
    ("GET", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("POST", "/api/v1/session/reauthentication"),
    ("POST", "/api/v1/devices"),
}
OF_DEVICES = {
    ("GET", "/api/v1/station/board"): DeviceVerb.VIEW_STATION,
    ("GET", "/api/v1/station/orders/{order_id}/sheet.pdf"): DeviceVerb.VIEW_STATION,
    ("POST", "/api/v1/station/orders/{order_id}/receipt"): DeviceVerb.TAKE_ORDERS,
    ("POST", "/api/v1/station/orders/{order_id}/acknowledge"): DeviceVerb.TAKE_ORDERS,
    ("POST", "/api/v1/station/orders/{order_id}/refuse"): DeviceVerb.TAKE_ORDERS,
    ("POST", "/api/v1/station/orders/{order_id}/stamp"): DeviceVerb.TAKE_ORDERS,
    ("GET", "/api/v1/station/orders/{order_id}/route"): DeviceVerb.VIEW_STATION,
    ("POST", "/api/v1/station/orders/{order_id}/confirm-milestone"): DeviceVerb.TAKE_ORDERS,
    ("POST", "/api/v1/station/state"): DeviceVerb.TELL_STATE,
}
"""Routes that no person may ask: a station's device does, see test_devices.py."""
RIGHT = {
    ("POST", "/api/v1/recorders/{exchange}/stop"): Verb.SWITCH_RECORDER,
    ("POST", "/api/v1/recorders/{exchange}/start"): Verb.SWITCH_RECORDER,
    ("POST", "/api/v1/recordings/hand-outs"): Verb.EXPORT_RECORDINGS,
    ("GET", "/api/v1/recordings/hand-outs/{hand_out_id}/{exchange}"): Verb.EXPORT_RECORDINGS,
    ("POST", "/api/v1/recordings/{name}/redactions"): Verb.REDACT_RECORDINGS,
    ("GET", "/api/v1/recordings/{name}/redactions"): Verb.SEARCH_RECORDINGS,
    ("GET", "/api/v1/recordings/redacted"): Verb.PLAY_REDACTED,
    ("POST", "/api/v1/recordings/redacted/{name}/playback"): Verb.PLAY_REDACTED,
    ("GET", "/api/v1/board"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/events"): Verb.VIEW_EVENTS,
    ("GET", "/api/v1/statistics/telephone"): Verb.VIEW_STATISTICS,
    ("GET", "/api/v1/statistics/calls.csv"): Verb.VIEW_STATISTICS,
    ("GET", "/api/v1/statistics/areas/{kind}.html"): Verb.VIEW_STATISTICS,
    ("GET", "/api/v1/map/here"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/map/around"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/tracks"): Verb.VIEW_TRACKS,
    ("GET", "/api/v1/tracks/mileage"): Verb.VIEW_MILEAGE,
    ("GET", "/api/v1/incidents/{incident_id}/tracks/export.{form}"): Verb.VIEW_TRACKS,
    ("GET", "/api/v1/tracks/export.{form}"): Verb.VIEW_TRACKS,
    ("GET", "/api/v1/incidents/{incident_id}/tracks"): Verb.VIEW_TRACKS,
    ("POST", "/api/v1/seats/{number}/sign-on"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/seats/{number}/sign-off"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/seats/{number}/ready"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/seats/{number}/busy"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/answer"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/hang-up"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/out"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/transfer"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/fetch"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/send-on"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/surge"): Verb.RUN_SURGE,
    ("GET", "/api/v1/closures"): Verb.VIEW_BOARD,
    ("POST", "/api/v1/closures"): Verb.CLOSE_ROADS,
    ("POST", "/api/v1/closures/check"): Verb.CLOSE_ROADS,
    ("POST", "/api/v1/closures/{closure_id}/lift"): Verb.CLOSE_ROADS,
    ("POST", "/api/v1/closures/{closure_id}/restore"): Verb.CLOSE_ROADS,
    ("PUT", "/api/v1/closures/{closure_id}/end"): Verb.CLOSE_ROADS,
    ("POST", "/api/v1/surge/stop"): Verb.RUN_SURGE,
    ("POST", "/api/v1/emergencies/{emergency_id}/acknowledge"): Verb.WORK_EMERGENCIES,
    ("POST", "/api/v1/emergencies/{emergency_id}/end"): Verb.WORK_EMERGENCIES,
    ("POST", "/api/v1/calls/{call_id}/park"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/pick-up"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/tones"): Verb.TAKE_CALLS,
    ("GET", "/api/v1/site/lines"): Verb.VIEW_SITE,
    ("POST", "/api/v1/group-calls"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/seat-messages"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/seat-messages/{message_id}/acknowledge"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/group-calls/{group_id}/end"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/conference"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/members"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/members/{member_id}/drop"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/members/{member_id}/mute"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/members/{member_id}/admit"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/dial-in"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/join"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/take-back"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/complete"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/leave"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/end"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/conferences/{conference_id}/answer"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/supervision"): Verb.LISTEN_IN,
    ("POST", "/api/v1/supervisions/{supervision_id}/mode"): Verb.LISTEN_IN,
    ("POST", "/api/v1/supervisions/{supervision_id}/leave"): Verb.LISTEN_IN,
    ("POST", "/api/v1/calls/{call_id}/force-release"): Verb.SUPERVISE,
    ("POST", "/api/v1/calls/{call_id}/force-transfer"): Verb.SUPERVISE,
    ("POST", "/api/v1/calls/{call_id}/silent-call"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/silent-call/locate"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/disposition"): Verb.TAKE_CALLS,
    ("GET", "/api/v1/calls/{call_id}/contacts"): Verb.VIEW_CALLS,
    ("POST", "/api/v1/calls/{call_id}/notes"): Verb.TAKE_CALLS,
    ("GET", "/api/v1/calls/{call_id}/place-sources"): Verb.VIEW_INCIDENTS,
    ("GET", "/api/v1/incidents/{incident_id}/place-sources"): Verb.VIEW_INCIDENTS,
    (
        "POST",
        "/api/v1/incidents/{incident_id}/place-sources/{place_id}/choice",
    ): Verb.WORK_INCIDENTS,
    ("POST", "/api/v1/calls/{call_id}/place-sources/ask"): Verb.TAKE_CALLS,
    ("GET", "/api/v1/calls/{call_id}/location-links"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/location-links"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/seats/{number}/handover"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/seats/{number}/force-sign-off"): Verb.SUPERVISE,
    ("POST", "/api/v1/handovers/{handover_id}/accept"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/handovers/{handover_id}/decline"): Verb.TAKE_CALLS,
    ("GET", "/api/v1/reminders"): Verb.LISTEN_IN,
    ("POST", "/api/v1/reminders"): Verb.LISTEN_IN,
    ("DELETE", "/api/v1/reminders/{reminder_id}"): Verb.LISTEN_IN,
    ("POST", "/api/v1/tasks/{task_id}/take-over"): Verb.SUPERVISE,
    ("POST", "/api/v1/calls/{call_id}/unmask"): Verb.UNMASK,
    ("GET", "/api/v1/calls"): Verb.VIEW_CALLS,
    ("GET", "/api/v1/calls/{call_id}"): Verb.VIEW_CALLS,
    ("GET", "/api/v1/incidents"): Verb.VIEW_INCIDENTS,
    ("POST", "/api/v1/incidents"): Verb.WORK_INCIDENTS,
    ("GET", "/api/v1/incidents/{incident_id}"): Verb.VIEW_INCIDENTS,
    ("PATCH", "/api/v1/incidents/{incident_id}/form"): Verb.WORK_INCIDENTS,
    ("PUT", "/api/v1/incidents/{incident_id}/scene"): Verb.WORK_INCIDENTS,
    ("PUT", "/api/v1/incidents/{incident_id}/pick-up-point"): Verb.WORK_INCIDENTS,
    ("POST", "/api/v1/incidents/{incident_id}/read-back"): Verb.WORK_INCIDENTS,
    ("POST", "/api/v1/incidents/{incident_id}/chases"): Verb.WORK_INCIDENTS,
    ("GET", "/api/v1/incidents/{incident_id}/duplicates"): Verb.WORK_INCIDENTS,
    ("POST", "/api/v1/incidents/{incident_id}/merge"): Verb.WORK_INCIDENTS,
    ("POST", "/api/v1/incidents/{incident_id}/unmerge"): Verb.WORK_INCIDENTS,
    ("POST", "/api/v1/incidents/{incident_id}/close"): Verb.WORK_INCIDENTS,
    ("POST", "/api/v1/incidents/{incident_id}/reopen"): Verb.WORK_INCIDENTS,
    ("GET", "/api/v1/incidents/{incident_id}/story"): Verb.VIEW_INCIDENTS,
    ("POST", "/api/v1/incidents/{incident_id}/unmask"): Verb.UNMASK,
    ("POST", "/api/v1/calls/{call_id}/join"): Verb.WORK_INCIDENTS,
    ("POST", "/api/v1/calls/{call_id}/separate"): Verb.WORK_INCIDENTS,
    ("GET", "/api/v1/complaints"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/places"): Verb.VIEW_INCIDENTS,
    ("GET", "/api/v1/places/reverse"): Verb.VIEW_INCIDENTS,
    ("PUT", "/api/v1/complaints"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/incidents/{incident_id}/orders"): Verb.SEND_ORDERS,
    ("GET", "/api/v1/incidents/{incident_id}/orders"): Verb.VIEW_INCIDENTS,
    ("GET", "/api/v1/incidents/{incident_id}/recommendation"): Verb.SEND_ORDERS,
    ("GET", "/api/v1/orders/{order_id}/recommendation"): Verb.VIEW_EVENTS,
    ("GET", "/api/v1/dispatch-rules"): Verb.VIEW_SITE,
    ("PUT", "/api/v1/dispatch-rules"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/terminals"): Verb.VIEW_SITE,
    ("GET", "/api/v1/terminals/downlinks"): Verb.VIEW_BOARD,
    ("POST", "/api/v1/terminals/texts"): Verb.SEND_TERMINAL_TEXT,
    ("POST", "/api/v1/terminals/{phone}/admit"): Verb.MANAGE_TERMINALS,
    ("POST", "/api/v1/terminals/{phone}/revoke"): Verb.MANAGE_TERMINALS,
    ("GET", "/api/v1/calibration"): Verb.VIEW_SITE,
    ("GET", "/api/v1/audio-proofs"): Verb.SEARCH_RECORDINGS,
    ("POST", "/api/v1/audio-proofs/explain"): Verb.EXPLAIN_AUDIO,
    ("GET", "/api/v1/feeds"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/recorder-channels"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/recorder-channels/{exchange}/{name}/test"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/feeds/decode"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/feeds/tokens"): Verb.MANAGE_SITE,
    ("DELETE", "/api/v1/feeds/tokens/{device}"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/calibration/use"): Verb.USE_CALIBRATION,
    ("POST", "/api/v1/calibration/undo"): Verb.USE_CALIBRATION,
    ("GET", "/api/v1/cover"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/milestone-settings"): Verb.VIEW_SITE,
    ("PUT", "/api/v1/milestone-settings"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/orders/{order_id}/confirm-milestone"): Verb.SEND_ORDERS,
    ("POST", "/api/v1/orders/{order_id}/dismiss-milestone"): Verb.SEND_ORDERS,
    ("GET", "/api/v1/cover/settings"): Verb.VIEW_SITE,
    ("GET", "/api/v1/cover/uncovered"): Verb.VIEW_BOARD,
    ("PUT", "/api/v1/cover/settings"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/cover/stand-by"): Verb.SEND_ORDERS,
    ("POST", "/api/v1/hospitals/{hospital_id}/beds"): Verb.SEND_ORDERS,
    ("GET", "/api/v1/roads/route"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/orders/{order_id}"): Verb.VIEW_INCIDENTS,
    ("GET", "/api/v1/orders/{order_id}/sheet.pdf"): Verb.SEND_ORDERS,
    ("POST", "/api/v1/orders/{order_id}/acknowledge"): Verb.SEND_ORDERS,
    ("POST", "/api/v1/orders/{order_id}/stamp"): Verb.SEND_ORDERS,
    ("POST", "/api/v1/orders/{order_id}/cancel"): Verb.SEND_ORDERS,
    ("POST", "/api/v1/orders/{order_id}/empty-return"): Verb.SEND_ORDERS,
    ("POST", "/api/v1/orders/{order_id}/reassign"): Verb.SEND_ORDERS,
    ("GET", "/api/v1/map"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/map/picture.svg"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/tiles/{version}/{z}/{x}/{y}.mvt"): Verb.VIEW_BOARD,
    ("PUT", "/api/v1/selection"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/vehicles"): Verb.VIEW_BOARD,
    ("PUT", "/api/v1/vehicles/{vehicle_id}"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/vehicles/{vehicle_id}/duty"): Verb.CHANGE_DUTY,
    ("GET", "/api/v1/stations"): Verb.VIEW_BOARD,
    ("PUT", "/api/v1/stations/{station_id}"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/hospitals"): Verb.VIEW_BOARD,
    ("PUT", "/api/v1/hospitals/{hospital_id}"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/devices"): Verb.VIEW_BOARD,
    ("POST", "/api/v1/devices/enrolments"): Verb.MANAGE_SITE,
    ("DELETE", "/api/v1/devices/{device_id}"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/tasks/{task_id}/claim"): Verb.WORK_TASKS,
    ("POST", "/api/v1/tasks/{task_id}/release"): Verb.WORK_TASKS,
    ("POST", "/api/v1/tasks/{task_id}/message/playback"): Verb.WORK_TASKS,
    ("POST", "/api/v1/tasks/{task_id}/finish"): Verb.WORK_TASKS,
    ("GET", "/api/v1/people"): Verb.MANAGE_PEOPLE,
    ("POST", "/api/v1/people"): Verb.MANAGE_PEOPLE,
    ("PATCH", "/api/v1/people/{staff_number}"): Verb.MANAGE_PEOPLE,
    ("POST", "/api/v1/subscribers/look-up"): Verb.LOOK_UP_SUBSCRIBER,
    ("POST", "/api/v1/directory/imports"): Verb.IMPORT_SUBSCRIBERS,
    ("GET", "/api/v1/directory/imports"): Verb.IMPORT_SUBSCRIBERS,
    ("POST", "/api/v1/directory/imports/{import_id}/confirm"): Verb.IMPORT_SUBSCRIBERS,
    ("POST", "/api/v1/directory/imports/{import_id}/discard"): Verb.IMPORT_SUBSCRIBERS,
    ("GET", "/api/v1/directory/imports/{import_id}"): Verb.IMPORT_SUBSCRIBERS,
    ("GET", "/api/v1/key-patients"): Verb.VIEW_KEY_PATIENT,
    ("POST", "/api/v1/key-patients"): Verb.MANAGE_KEY_PATIENTS,
    ("GET", "/api/v1/key-patients/{patient_id}"): Verb.VIEW_KEY_PATIENT,
    ("PUT", "/api/v1/key-patients/{patient_id}"): Verb.MANAGE_KEY_PATIENTS,
    ("DELETE", "/api/v1/key-patients/{patient_id}"): Verb.MANAGE_KEY_PATIENTS,
    ("GET", "/api/v1/recordings"): Verb.SEARCH_RECORDINGS,
    ("POST", "/api/v1/stories"): Verb.PLAY_RECORDINGS,
    ("POST", "/api/v1/recall"): Verb.TAKE_CALLS,
    ("POST", "/api/v1/calls/{call_id}/live-sound"): Verb.LISTEN_IN,
    ("POST", "/api/v1/recordings/{name}/playback"): Verb.PLAY_RECORDINGS,
    ("GET", "/api/v1/recording-stores"): Verb.VIEW_STORES,
    ("POST", "/api/v1/recordings/{name}/hold"): Verb.HOLD_RECORDINGS,
    ("POST", "/api/v1/recordings/{name}/release"): Verb.HOLD_RECORDINGS,
    ("POST", "/api/v1/recordings/{name}/ask-deletion"): Verb.ASK_DELETION,
    ("POST", "/api/v1/recordings/{name}/withdraw-deletion"): Verb.ASK_DELETION,
    ("POST", "/api/v1/recordings/{name}/confirm-deletion"): Verb.CONFIRM_DELETION,
    ("GET", "/api/v1/site"): Verb.VIEW_SITE,
    ("PUT", "/api/v1/site"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/audit"): Verb.VIEW_AUDIT,
    ("POST", "/api/v1/calls/{call_id}/nuisance"): Verb.TAKE_CALLS,
    ("GET", "/api/v1/locks"): Verb.MANAGE_LOCKS,
    ("GET", "/api/v1/map/versions"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/map/work"): Verb.MANAGE_MAP,
    ("POST", "/api/v1/map/imports"): Verb.MANAGE_MAP,
    ("PUT", "/api/v1/map/versions/{version}/use"): Verb.MANAGE_MAP,
    ("GET", "/api/v1/map/overlay"): Verb.MANAGE_MAP,
    ("POST", "/api/v1/map/overlay"): Verb.MANAGE_MAP,
    ("PUT", "/api/v1/map/overlay/{piece_id}"): Verb.MANAGE_MAP,
    ("DELETE", "/api/v1/map/overlay/{piece_id}"): Verb.MANAGE_MAP,
    ("POST", "/api/v1/map/overlay/undo"): Verb.MANAGE_MAP,
    ("GET", "/api/v1/related-units"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/first-aid-plans"): Verb.VIEW_BOARD,
    ("GET", "/api/v1/incidents/{incident_id}/plans"): Verb.VIEW_INCIDENTS,
    ("POST", "/api/v1/incidents/{incident_id}/plans/{plan_id}/ticks"): Verb.WORK_INCIDENTS,
    ("GET", "/api/v1/upkeep-changes"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/upkeep-changes/undo"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/upkeep-imports/undo"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/upkeep/{kept}"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/upkeep/{kept}/file"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/upkeep/{kept}/{thing_id}/changes"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/upkeep/{kept}/look"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/upkeep/{kept}/difference"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/upkeep/{kept}/imports"): Verb.MANAGE_SITE,
    ("PUT", "/api/v1/upkeep/{kept}/{thing_id}"): Verb.MANAGE_SITE,
    ("POST", "/api/v1/upkeep/{kept}/{thing_id}/retire"): Verb.MANAGE_SITE,
    ("GET", "/api/v1/prompts"): Verb.MANAGE_PROMPTS,
    ("PUT", "/api/v1/prompts/languages"): Verb.MANAGE_PROMPTS,
    ("PUT", "/api/v1/prompts/{key}/{language}/text"): Verb.MANAGE_PROMPTS,
    ("POST", "/api/v1/prompts/{key}/{language}/versions"): Verb.MANAGE_PROMPTS,
    ("PUT", "/api/v1/prompts/{key}/{language}/use"): Verb.MANAGE_PROMPTS,
    ("POST", "/api/v1/prompts/{key}/{language}/record"): Verb.MANAGE_PROMPTS,
    ("GET", "/api/v1/prompts/audio/{sha256}"): Verb.MANAGE_PROMPTS,
    ("GET", "/api/v1/prompts/built-in/{key}/audio"): Verb.MANAGE_PROMPTS,
    ("GET", "/api/v1/prompts/spoken"): Verb.MANAGE_PROMPTS,
    ("GET", "/api/v1/prompts/spoken/audio"): Verb.MANAGE_PROMPTS,
    ("POST", "/api/v1/locks/{lock_id}/lift"): Verb.MANAGE_LOCKS,
}


def routes_of(centre: Centre) -> Iterator[tuple[str, str]]:
    schema = centre.app.openapi()
    for path, methods in schema["paths"].items():
        if path.startswith("/api/"):
            yield from ((method.upper(), path) for method in methods)


async def ask(centre: Centre, role: Role | None, method: str, path: str) -> tuple[int, str]:
    """Ask a route with a body that no route understands; give status and code."""
    filled = path.removeprefix("/api/v1").format(**PATHS)
    answer = await centre.by(role).act(method, filled, {"no": "route has this field"})
    is_json = "json" in answer.headers.get("content-type", "")
    told = answer.json() if is_json else {}
    return answer.status_code, told.get("code", "") if isinstance(told, dict) else ""


@pytest.mark.mission("B41")
async def test_every_route_has_a_right_and_refuses_every_role_without_it(centre: Centre):
    assert set(routes_of(centre)) == RIGHT.keys() | OPEN | OF_DEVICES.keys()
    for role in Role:
        for (method, path), verb in RIGHT.items():
            status, code = await ask(centre, role, method, path)
            refused = (status, code) == (403, "right_missing")
            assert refused is (verb not in RIGHTS[role]), (role, method, path, status, code)
            assert status < 500 or code == "map_away", (role, method, path)


@pytest.mark.mission("B41")
async def test_nobody_reads_or_changes_anything_without_a_session(centre: Centre):
    for method, path in RIGHT | OF_DEVICES:
        assert await ask(centre, None, method, path) == (401, "session_ended"), (method, path)


async def test_every_change_wants_a_key(centre: Centre):
    changes = [(*route, verb) for route, verb in RIGHT.items() if route[0] != "GET"]
    for method, path, verb in changes:
        role = next(role for role in Role if verb in RIGHTS[role])
        filled = path.format(**PATHS)
        answer = await centre.by(role).http.request(method, filled, json={})
        assert (answer.status_code, answer.json()["code"]) == (422, "not_understood")


def test_the_table_names_every_verb():
    assert set(RIGHT.values()) == set(Verb)
    assert set(OF_DEVICES.values()) == set(DeviceVerb)


def test_what_is_hidden_from_the_schema_is_a_page_or_public(centre: Centre):
    hidden = [
        r.path for r in centre.app.routes if isinstance(r, APIRoute) and not r.include_in_schema
    ]
    assert not [path for path in hidden if path.startswith("/api/")]
