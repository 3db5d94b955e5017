"""What the generated files promise, read from the files themselves."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.adapters.asterisk.dialplan.codecs import find_made, modules_for
from dispatch.adapters.asterisk.dialplan.core_files import MODULES
from dispatch.adapters.asterisk.dialplan.files import compare, exchange_files
from dispatch.adapters.asterisk.dialplan.plan import (
    ExchangePlan,
    Listening,
    Places,
    SeatLine,
    SparePhone,
    Timings,
    TrunkPeer,
    find_seat,
)
from dispatch.adapters.asterisk.dialplan.safe import UnsafeValue

LISTENING = Listening("127.0.0.1", 5160, 5138, 8188, 20000, 20999)
PLACES = Places(*(Path("/tmp/x", name) for name in ("home", "run", "rec", "mod", "data")))
PLAN = ExchangePlan(
    name="node1",
    listening=LISTENING,
    ami_secret="secret-of-ami",
    seats=(SeatLine(1, "soft", "password1"), SeatLine(2, "desk", "password2")),
    spare_phones=(SparePhone("spare1", "password3"),),
    trunks=(TrunkPeer("carrier", "127.0.0.3", 5090),),
)
FILES = exchange_files(PLAN, PLACES)
BACKED_PLAN = replace(
    PLAN,
    trunks=(
        *PLAN.trunks,
        TrunkPeer("mobile", "127.0.0.4", priority=2),
        TrunkPeer("a", "127.0.0.5"),
    ),
    backup_numbers=("05718812345", "13800138000"),
)
BACKED = exchange_files(BACKED_PLAN, PLACES)


def sections(name: str, heading: str, files: dict[str, str] = FILES) -> list[dict[str, str]]:
    """All sections of one name, in order; a key that comes twice keeps its last value."""
    found = []
    for part in files[name].split("\n[")[1:]:
        title, _, body = part.partition("]\n")
        if title == heading:
            found.append(dict(line.split("=", 1) for line in body.splitlines() if "=" in line))
    return found


@pytest.mark.mission("A12")
def test_no_key_is_given_to_anybody_in_a_call():
    options = re.findall(r"Queue\([^,]+,([^,]*),", BACKED["extensions.conf"])
    bare = [re.sub(r"\(.*?\)", "", option.replace("${HEARS}", "")) for option in options]
    assert len(bare) == BACKED["extensions.conf"].count("Queue(")
    assert bare
    assert set("".join(bare)) <= set("cimbn")


def test_only_a_deliberate_hang_up_or_the_end_of_a_warning_ends_a_call():
    callers_part = FILES["extensions.conf"].partition("[supervision]")[0]
    lines = callers_part.splitlines()
    hangups = [number for number, line in enumerate(lines) if "Hangup(" in line]
    assert len(hangups) == 3
    assert "UserEvent(SeatHungUp" in lines[hangups[0] - 1]
    assert lines[hangups[1]] == "exten => end,1,Hangup(16)"
    assert "[locked]" in lines[: hangups[1]]
    assert "UserEvent(CallOffered" in lines[hangups[2] - 2]
    assert "[no-codec]" in lines[: hangups[2]]


def test_every_other_step_at_the_end_of_an_extension_leads_on():
    after_the_call = "h,1,"
    blocks = [
        block
        for block in FILES["extensions.conf"].split("exten => ")[1:]
        if not block.startswith(after_the_call)
    ]
    ends = [
        [line for line in block.splitlines() if ",1," in line or "=> n" in line][-1]
        for block in blocks
    ]
    assert all(re.search(r"Goto\(|Return\(|Hangup\((16|58)\)", end) for end in ends)


def test_nothing_that_a_caller_sends_is_expanded():
    number = "${FILTER(0-9+*#,${CALLERID(num)})}"
    looked_up = "${FILTER(0-9,${CALLERID(num)}):0:20}"
    name = r"Set(CALLERID(name)=${FILTER(\x20-\x7e\x80-\xff,${CALLERID(name)})})"
    known = FILES["extensions.conf"].replace(number, "").replace(looked_up, "")
    assert "CALLERID" not in known.replace(name, "").replace("Set(CALLERID(num)=)", "")
    assert re.findall(r".*\$\{EXTEN\}.*", FILES["extensions.conf"]) == [
        f"exten => {pattern},1,Set(CALLED=${{FILTER(0-9+*#,${{EXTEN}})}})"
        for pattern in ("_120X!", "_X!", "_+X!", "s")
    ]


def test_a_phone_can_dial_nothing_but_the_code_of_a_conference():
    opened = exchange_files(replace(PLAN, dial_in_number="052784388199"), PLACES)
    own = opened["extensions.conf"].partition("[from-phone]")[2]
    assert re.findall("exten => ([^,]+)", own) == ["_XXXXXX"]
    assert "Dial(" not in own


def test_the_number_of_conferences_is_no_number_of_another_kind():
    for number in ("120", "8001", "052788886666"):
        with pytest.raises(UnsafeValue):
            replace(PLAN, dial_in_number=number, backup_numbers=("052788886666",))


def test_a_phone_can_dial_nothing():
    assert FILES["extensions.conf"].rstrip().endswith("[from-phone]")
    assert sections("pjsip.conf", "8001")[0]["context"] == "from-phone"


def test_a_trunk_is_known_by_its_address_alone():
    endpoint, identify = sections("pjsip.conf", "carrier")
    (contact,) = sections("pjsip.conf", "trunk.carrier")
    assert endpoint["context"] == "from-trunk"
    assert "auth" not in endpoint
    assert endpoint["aors"] == "trunk.carrier"
    assert contact["contact"] == "sip:127.0.0.3:5090"
    assert (contact["qualify_frequency"], contact["qualify_timeout"]) == ("10", "3.0")
    assert (identify["endpoint"], identify["match"]) == ("carrier", "127.0.0.3")


def test_a_soft_seat_speaks_webrtc_and_a_desk_seat_udp():
    soft, desk = sections("pjsip.conf", "8001")[0], sections("pjsip.conf", "8002")[0]
    assert soft["webrtc"] == "yes"
    assert desk["transport"] == "udp"
    assert "webrtc" not in desk


@pytest.mark.parametrize("name", ["8001", "carrier"])
def test_nobody_can_transfer_a_caller(name: str):
    assert sections("pjsip.conf", name)[0]["allow_transfer"] == "no"


def test_spare_phones_ring_only_in_the_overflow_queue():
    text = FILES["queues.conf"]
    seats, overflow = text.split("[120-overflow]")
    assert "PJSIP/spare1" not in seats
    assert all(f"PJSIP/{phone}" in overflow for phone in ("8001", "8002", "spare1"))


def test_with_a_certificate_phones_come_over_wss_only():
    listening = replace(
        LISTENING, certificate=Path("/tmp/c.crt"), certificate_key=Path("/tmp/c.key")
    )
    files = exchange_files(replace(PLAN, listening=listening), PLACES)
    (http,) = sections("http.conf", "general", files)
    assert http["tlsbindaddr"] == "127.0.0.1:8188"
    assert "bindaddr" not in http
    assert sections("pjsip.conf", "websocket", files)[0]["protocol"] == "wss"


def test_each_manager_account_has_only_what_it_needs():
    (hears,), (acts,) = (
        sections("manager.conf", f"dispatch-{name}") for name in ("events", "actions")
    )
    assert hears["write"] == "system,reporting"
    assert (acts["read"], acts["permit"]) == ("none", "127.0.0.1/255.255.255.255")
    assert acts["write"] == "system,call,agent,reporting,originate"
    assert not {"command", "config", "all"} & set(acts["write"].split(","))


def test_what_is_no_call_comes_to_an_account_of_its_own():
    (watch,) = sections("manager.conf", "dispatch-watch")
    (hears,) = sections("manager.conf", "dispatch-events")
    assert (watch["read"], watch["write"]) == ("system,security", "system")
    assert "security" not in hears["read"]


def test_only_the_load_of_sip_itself_lets_a_request_go_unanswered():
    (common,) = sections("pjsip.conf", "global")
    assert common["taskprocessor_overload_trigger"] == "pjsip_only"


def test_a_carrier_is_answered_in_g711_if_it_offers_that():
    (endpoint, *_) = sections("pjsip.conf", "carrier")
    assert endpoint["codec_prefs_incoming_offer"].startswith("prefer: configured")
    text = FILES["pjsip.conf"].partition("[carrier]")[2]
    assert text.index("allow=alaw,ulaw") < text.index("allow=g722")


@pytest.mark.mission("A18")
def test_no_key_of_a_telephone_changes_how_a_leader_takes_part():
    options = re.findall(r"ChanSpy\(\$\{SPIED\},(\w+)\)", FILES["extensions.conf"])
    assert sorted(options) == ["quES", "quESB", "quESw"]


def test_a_leaders_context_is_reached_by_no_other():
    text = FILES["extensions.conf"]
    own = text.partition("[supervision]")[2].partition("[from-phone]")[0]
    assert "supervision" not in text.replace(own, "").replace("[supervision]", "")


def test_every_needed_module_is_loaded_by_name():
    text = FILES["modules.conf"]
    assert "autoload=no" in text
    assert all(f"load={module}.so" in text for module in MODULES)


def test_a_codec_is_allowed_only_where_the_exchange_can_make_it_into_sound():
    plain = FILES["pjsip.conf"].partition("[carrier]")[2]
    assert not {"amr", "amrwb", "opus"} & set(re.findall(r"\w+", plain))
    made = find_made({"codec_amr", "res_format_attr_amr", "codec_speex", "app_dial"})
    assert made == ("amrwb", "amr", "speex")
    able = exchange_files(PLAN, replace(PLACES, codecs=made))
    assert "allow=g722,gsm,amrwb,amr,speex,g729,g723,ilbc,g726" in able["pjsip.conf"]
    assert all(f"load={module}.so" in able["modules.conf"] for module in modules_for(made))
    assert "alaw|ulaw|g722|gsm|amrwb|amr|speex" in able["extensions.conf"]


def test_equal_files_are_no_change():
    change = compare(FILES, FILES)
    assert (change.written, change.removed, change.text) == ((), (), "")
    assert not change.needs_restart


def test_a_change_names_its_files_and_how_they_are_read():
    later = exchange_files(replace(PLAN, timings=Timings(overflow_after_s=20)), PLACES)
    change = compare(FILES, later)
    assert change.written == ("extensions.conf",)
    assert change.reloads == ("dialplan reload",)
    assert "+ same => n,Queue(120,cim(${HEARS})b(seat-leg^ring^1),,,20)" in change.text


def test_a_change_shows_no_secret():
    later = exchange_files(replace(PLAN, ami_secret="another-secret"), PLACES)
    text = compare(FILES, later).text
    assert "manager.conf" in text
    assert "another-secret" not in text
    assert "secret-of-ami" not in text


def test_a_new_listening_port_needs_a_restart():
    later = exchange_files(replace(PLAN, listening=replace(LISTENING, http_port=8189)), PLACES)
    assert compare(FILES, later).needs_restart


@pytest.mark.parametrize(
    ("phone", "seat"),
    [
        ("8001", 1),
        ("8099", 99),
        ("8000", None),
        ("8100", None),
        ("spare1", None),
        ("８００１", None),
    ],
)
def test_a_seat_is_known_by_its_phone(phone: str, seat: int | None):
    assert find_seat(phone) == seat


@pytest.mark.parametrize(
    "changes",
    [
        {"spare_phones": (SparePhone("carrier", "password3"),)},
        {"seats": (SeatLine(1, "soft", "password1"), SeatLine(1, "desk", "password2"))},
        {"trunks": (TrunkPeer("one", "127.0.0.3"), TrunkPeer("two", "127.0.0.3"))},
    ],
    ids=["phone and trunk of one name", "two seats of one number", "two trunks of one address"],
)
def test_what_would_be_mixed_up_is_refused(changes: dict[str, object]):
    with pytest.raises(UnsafeValue):
        replace(PLAN, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["general", "global", "udp", "Node1", "1node", ""])
def test_a_name_that_asterisk_uses_itself_is_refused(name: str):
    with pytest.raises(UnsafeValue):
        SparePhone(name, "password3")


def test_secrets_are_not_shown_by_accident():
    assert "password" not in repr(PLAN).replace("spare", "")
    assert "secret" not in repr(PLAN)
