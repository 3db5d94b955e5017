import tomllib
from datetime import UTC, datetime

import numpy as np
import pytest
from pydantic import ValidationError

from recorder.faults import FaultCode
from recorder.inputs.admission import Admission, Rules
from recorder.inputs.contact import ContactLine
from recorder.inputs.gates import ContactGate, VoiceGate
from recorder.inputs.health import Figures, judge
from recorder.inputs.level import has_tone, level_dbfs, make_tone
from recorder.inputs.rtp import RtpPacket
from recorder.inputs.rtp_stream import Chunk
from recorder.inputs.settings import Channel, Contact, Voice, require_apart
from recorder.names import RecordingName

RATE_HZ = 8000
GATEWAY, STRANGER = ("10.0.0.1", 5000), ("10.0.0.9", 6000)
WELL = Figures(
    closed=False,
    quiet_s=0,
    soundless_s=0,
    stranger_s=None,
    stuck_s=None,
    unwritable=False,
    contact_away=False,
    contact_stuck=False,
    test=None,
)


def channel(**given):
    base = {"number": 1, "name": "radio-1", "label": "电台一", "kind": "rtp", "port": 40000}
    return Channel.model_validate(base | given)


def packet(ssrc=1, payload_type=8):
    return RtpPacket(payload_type, 0, 0, ssrc, b"")


def test_a_piece_is_named_by_its_channel_and_its_microsecond():
    began_at = datetime(2026, 11, 22, 1, 45, 1, 123456, tzinfo=UTC)
    name = RecordingName.of_input("node1", 7, began_at)
    assert name.text.endswith(".9007123456")
    assert RecordingName.parse(name.text) == name
    assert (name.channel, name.started_at) == (7, began_at)


def test_a_call_of_the_exchange_has_no_channel():
    assert RecordingName.parse("20261122-014501-node1-1795311901.8").channel is None


def test_a_strangers_packets_are_refused_and_counted():
    admission = Admission(Rules(8, None, None, 5.0))
    assert admission.admits(packet(1), GATEWAY, 0.0)
    assert not admission.admits(packet(2), STRANGER, 1.0)
    assert admission.strangers == 1
    assert admission.admits(packet(1), GATEWAY, 1.02)


def test_a_stranger_is_refused_from_any_address_but_the_gateways():
    admission = Admission(Rules(8, None, "10.0.0.1", 5.0))
    assert not admission.admits(packet(), STRANGER, 0.0)
    assert admission.admits(packet(), GATEWAY, 0.0)


def test_the_gateway_begun_anew_is_heard_at_once_and_another_after_it_is_gone():
    admission = Admission(Rules(8, None, None, 5.0))
    assert admission.admits(packet(1), GATEWAY, 0.0)
    assert admission.admits(packet(2), GATEWAY, 0.3)
    assert not admission.admits(packet(3), STRANGER, 4.0)
    assert admission.admits(packet(3), STRANGER, 5.4)


def test_another_kind_of_payload_is_no_sound():
    admission = Admission(Rules(8, None, None, 5.0))
    assert not admission.admits(packet(payload_type=13), GATEWAY, 0.0)
    assert (admission.refused, admission.strangers) == (1, 0)


def chunks(samples):
    return [Chunk(samples[at : at + 160]) for at in range(0, len(samples), 160)]


def test_voice_opens_at_loud_sound_and_closes_no_sooner_than_it_must():
    gate = VoiceGate(Voice(after_s=3.0), RATE_HZ)
    quiet = np.zeros(RATE_HZ, dtype="<i2")
    assert not any(gate.wants(chunk) for chunk in chunks(quiet))
    assert all(gate.wants(chunk) for chunk in chunks(make_tone(500, RATE_HZ, 0.5)))
    after = [gate.wants(chunk) for chunk in chunks(np.zeros(4 * RATE_HZ, dtype="<i2"))]
    assert 3 * RATE_HZ - 160 <= sum(after) * 160 <= 3.5 * RATE_HZ


def test_a_gap_is_no_voice():
    gate = VoiceGate(Voice(), RATE_HZ)
    loud = make_tone(500, RATE_HZ, 0.02)
    assert not gate.wants(Chunk(loud, gap=True))


def test_a_contact_records_while_closed_and_a_moment_longer():
    gate = ContactGate(0.04, RATE_HZ)
    sound = chunks(make_tone(500, RATE_HZ, 0.2))
    assert not gate.wants(sound[0])
    gate.closed = True
    assert gate.wants(sound[1])
    gate.closed = False
    assert [gate.wants(chunk) for chunk in sound[2:6]] == [True, True, False, False]


class FakePort:
    """A serial port whose lines we set."""

    def __init__(self, *_, **__):
        self.cts = self.dsr = self.cd = False
        self.gone = False

    def close(self):
        pass


def test_a_contact_that_sticks_is_told_after_its_time():
    port = FakePort()
    line = ContactLine(Contact(device="x", stuck_after_s=60), lambda *_, **__: port)
    assert not line.look(0.0)
    port.cts = True
    assert line.look(1.0)
    assert not line.stuck
    line.look(61.0)
    assert line.stuck
    port.cts = False
    assert not line.look(62.0)
    assert not line.stuck


@pytest.mark.parametrize(("line", "wire"), [("cts", "cts"), ("dsr", "dsr"), ("dcd", "cd")])
def test_the_line_that_is_set_is_looked_at(line, wire):
    port = FakePort()
    contact = ContactLine(Contact(device="x", line=line), lambda *_, **__: port)
    assert not contact.look(0.0)
    setattr(port, wire, True)
    assert contact.look(1.0)


def test_a_contact_that_is_away_records_rather_than_not():
    def refuse(*_, **__):
        raise OSError

    line = ContactLine(Contact(device="/nowhere"), refuse)
    assert line.look(0.0)
    assert line.away


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"closed": True}, FaultCode.CHANNEL_CLOSED),
        ({"quiet_s": 60.0}, FaultCode.CHANNEL_DEAD),
        ({"soundless_s": 86_400.0}, FaultCode.CHANNEL_SILENT),
        ({"stranger_s": 1.0}, FaultCode.CHANNEL_STRANGER),
        ({"stuck_s": 5.0}, FaultCode.CHANNEL_STUCK),
        ({"unwritable": True}, FaultCode.CHANNEL_UNWRITABLE),
        ({"contact_away": True}, FaultCode.CONTACT_AWAY),
        ({"contact_stuck": True}, FaultCode.CONTACT_STUCK),
        ({"test": "missing"}, FaultCode.CHANNEL_TEST_FAILED),
    ],
)
@pytest.mark.mission("A91")
def test_each_thing_wrong_has_its_fault(change, code):
    figures = {name: getattr(WELL, name) for name in Figures.__dataclass_fields__}
    assert judge(channel(), Figures(**(figures | change))) == {code}


def test_a_channel_that_is_well_has_none():
    assert judge(channel(), WELL) == frozenset()


def test_a_sender_that_pauses_may_be_excused():
    figures = {name: getattr(WELL, name) for name in Figures.__dataclass_fields__}
    excused = channel(dead_after_s=0, silent_after_s=0)
    assert judge(excused, Figures(**(figures | {"quiet_s": 1e9, "soundless_s": 1e9}))) == set()


def test_a_tone_is_told_from_noise_and_from_another_tone():
    noise = np.random.default_rng(1).normal(0, 3000, RATE_HZ).astype("<i2")
    tone = make_tone(1004, RATE_HZ, 1.0)
    assert has_tone(np.concatenate([noise, tone]), 1004, RATE_HZ)
    assert not has_tone(noise, 1004, RATE_HZ)
    assert not has_tone(make_tone(1400, RATE_HZ, 1.0), 1004, RATE_HZ)


def test_levels_are_below_full_scale():
    assert level_dbfs(make_tone(1000, RATE_HZ, 1.0, -20.0)) == pytest.approx(-20, abs=0.1)
    assert level_dbfs(np.zeros(10, dtype="<i2")) == -90


def test_settings_as_a_site_writes_them():
    text = """
    number = 9
    name = "radio-2"
    label = "电台二"
    kind = "rtp"
    port = 40002
    codec = "l16"
    sample_rate_hz = 16000
    start = "contact"
    [contact]
    device = "/dev/serial/by-id/x"
    line = "dcd"
    """
    assert Channel.model_validate(tomllib.loads(text)).expected_payload_type == 96


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 0},
        {"kind": "alsa"},
        {"start": "contact"},
        {"sample_rate_hz": 16000},
        {"voice": {"before_s": 0.5}},
        {"voice": {"after_s": 2}},
        {"number": 1000},
    ],
)
def test_settings_that_would_lose_sound_are_refused(wrong):
    with pytest.raises(ValidationError):
        channel(**wrong)


@pytest.mark.parametrize(
    "other",
    [
        {"name": "b", "label": "乙", "port": 2},
        {"number": 2, "label": "乙", "port": 2},
        {"number": 2, "name": "b", "label": "乙"},
        {"number": 2, "name": "b", "port": 2},
    ],
)
def test_channels_that_could_not_be_told_apart_are_refused(other):
    with pytest.raises(ValueError, match="two recorder_channels"):
        require_apart((channel(), channel(**other)))
