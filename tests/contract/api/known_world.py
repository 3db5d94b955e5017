"""What a stranger's requests need in order to reach something: real ids in a running centre."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

from dispatch.adapters.clock import SystemClock
from dispatch.config import Exchange
from dispatch.simulator.demo_centre import TRUNK_HOST
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.leg import Leg
from dispatch.simulator.phone.phone import Identity, Phone
from tests.centre import Centre, Person, until
from tests.contract.api.known_resources import build_resources, resource_bodies

ROLES = {
    "call_taker": "1027",
    "shift_leader": "2003",
    "director": "3001",
    "administrator": "9001",
    "auditor": "7001",
}
LEAVING = "1045"
NUMBER = "13805276621"
CSV = "号码,机主,地址\n0527-84380001,赵六,宿城区人民路1号\n".encode()
PATIENT = {
    "name": "孙大爷",
    "category": "心脏病",
    "numbers": ["13805276621"],
    "condition": "支架术后",
    "access_note": "三楼无电梯",
    "consent_by": "孙某",
    "consent_on": "2025-03-01T00:00:00Z",
}

COMPLAINT = {"code": "fall", "name": "摔伤", "english": "Fall", "needs": ["trauma"], "priority": 2}


@dataclass(frozen=True, slots=True)
class KnownWorld:
    """A centre in which something has happened.

    Args:
        people: A signed-in person of each role; the administrator has said his password again.
        leaving: A person whose session may be ended.
        ids: Existing values for path parameters, by name.
        site: The site settings in force.
    """

    centre: Centre
    people: dict[str, Person]
    leaving: Person
    ids: dict[str, tuple[Any, ...]]
    site: dict[str, Any]


def build(centre: Centre) -> KnownWorld:
    """Sign everybody in, let a call be abandoned, and write one of everything."""
    people = {role: centre.sign_in(number) for role, number in ROLES.items()}
    administrator = people["administrator"]
    _must(administrator.post("/session/reauthentication", {"password": centre.password}))
    spare = uuid4().hex[:8]
    person = {"staff_number": spare, "name": "备用", "roles": ["call_taker"]}
    _must(administrator.post("/people", person | {"password": uuid4().hex}))
    patient = _must(people["shift_leader"].post("/key-patients", PATIENT))
    incidents = [_must(people["call_taker"].post("/incidents", {})) for _ in range(4)]
    with calling(centre.settings.boot.exchanges[0]):
        until(lambda: people["call_taker"].get("/board")["calls"])
    [*_, task] = until(lambda: people["call_taker"].get("/board")["tasks"])
    [recording, *_] = until(lambda: people["director"].get("/recordings")["recordings"])
    ids = {
        "call_id": (task["call_id"],),
        "task_id": (task["id"],),
        "patient_id": (patient["id"],),
        "incident_id": tuple(incident["id"] for incident in incidents),
        "import_id": (_import(administrator),),
        "name": (recording["name"],),
        "file_name": (f"{recording['name']}.flac",),
        "number": (1, 2, 3),
        "staff_number": (spare,),
    } | build_resources(administrator, people["call_taker"])
    reminder = {"kind": "number", "value": NUMBER, "until": _tomorrow()}
    ids["reminder_id"] = (_must(people["shift_leader"].post("/reminders", reminder))["id"],)
    ids["place_id"] = ids["plan_id"] = (str(uuid4()),)
    ids["form"] = ("gpx", "geojson", "csv")
    ids["handover_id"] = ids["emergency_id"] = (str(uuid4()),)
    ids["hand_out_id"] = (str(uuid4()),)
    ids["exchange"] = ("node9",)  # nobody stops a recorder of this world
    ids["handover_id"] = (str(uuid4()),)
    site = administrator.get("/site")
    return KnownWorld(centre, people, centre.sign_in(LEAVING), ids, site)


PLAN_LINE = {"version": 1, "part": "step", "number": 1}
BODIES_OF_CALLS: dict[str, dict[str, Any]] = {
    "POST /incidents/{incident_id}/place-sources/{place_id}/choice": {"reason": "newer"},
    "POST /incidents/{incident_id}/plans/{plan_id}/ticks": PLAN_LINE,
    "POST /calls/{call_id}/unmask": {"reason": "投诉调查"},
    "POST /calls/out": {"number": NUMBER},
    "POST /calls/{call_id}/transfer": {"seat": 2},
    "POST /calls/{call_id}/send-on": {"skill": "cantonese"},
    "POST /calls/{call_id}/force-transfer": {"seat": 2},
    "POST /calls/{call_id}/disposition": {"disposition": "incident"},
    "POST /calls/{call_id}/notes": {"text": "家属在门口等"},
}


def bodies_of(world: KnownWorld) -> dict[str, dict[str, Any]]:
    """A body that each operation understands, by method and path."""
    password = {"password": world.centre.password}
    person = {"staff_number": uuid4().hex[:8], "name": "新人", "roles": ["auditor"]}
    added = ("version", "changed_by", "changed_at")
    site = {name: value for name, value in world.site.items() if name not in added}
    return {
        "POST /session": {"staff_number": "1031"} | password,
        "POST /session/reauthentication": password,
        "POST /seats/{number}/busy": {"reason": "break"},
        "POST /tasks/{task_id}/finish": {"disposition": "reached"},
        "POST /surge": {},
        "POST /emergencies/{emergency_id}/acknowledge": {"raisings": 1},
        "POST /emergencies/{emergency_id}/end": {"reason": "drill"},
        **BODIES_OF_CALLS,
        "POST /seats/{number}/handover": {"to_seat": 2},
        "POST /seats/{number}/force-sign-off": {"reason": "人已离开"},
        "POST /reminders": {"kind": "district", "value": "宿城区", "until": _tomorrow()},
        "POST /incidents": {},
        "PATCH /incidents/{incident_id}/form": {"complaint": "fall", "conscious": "unknown"},
        "PUT /incidents/{incident_id}/scene": {"text": "人民路1号", "source": "typed"},
        "PUT /incidents/{incident_id}/pick-up-point": {"text": "南门"},
        "POST /incidents/{incident_id}/chases": {"note": "家属催促"},
        "POST /incidents/{incident_id}/close": {"reason": "other"},
        "POST /incidents/{incident_id}/unmask": {"reason": "投诉调查"},
        "POST /incidents/{incident_id}/merge": {"into": world.ids["incident_id"][0]},
        "POST /calls/{call_id}/join": {"incident_id": world.ids["incident_id"][0]},
        **resource_bodies(world.ids),
        "PUT /complaints": {"complaints": [COMPLAINT]},
        "POST /people": person | {"password": "a long enough one"},
        "PATCH /people/{staff_number}": {"name": "改名"},
        "POST /subscribers/look-up": {"number": NUMBER, "reason": "家属来电核实"},
        "POST /key-patients": PATIENT,
        "PUT /key-patients/{patient_id}": PATIENT,
        "POST /recordings/{name}/playback": {"reason": "质检"},
        "PUT /site": site | {"base_version": world.site["version"]},
    }


@contextmanager
def calling(exchange: Exchange) -> Iterator[None]:
    """Let somebody wait in the queue until the block ends; then he gives up."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()

    async def begin() -> tuple[Phone, Leg]:
        server = (exchange.host, exchange.sip_port)
        phone = Phone((TRUNK_HOST, 0), server, Credentials("caller", ""))
        return phone, phone.call("120", Identity(NUMBER))

    async def end(phone: Phone, leg: Leg) -> None:
        await leg.hang_up()
        phone.close()

    phone, leg = asyncio.run_coroutine_threadsafe(begin(), loop).result(10)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(end(phone, leg), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _tomorrow() -> str:
    return (SystemClock().now() + timedelta(days=1)).isoformat()


def _import(administrator: Person) -> str:
    headers = {"Idempotency-Key": str(uuid4())}
    files = {"file": ("三字段.csv", CSV, "text/csv")}
    answer = administrator.http.post("/api/v1/directory/imports", files=files, headers=headers)
    return str(_must(answer)["id"])


def _must(answer: Any) -> Any:
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None
