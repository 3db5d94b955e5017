"""Every way of a call through the generated files: where its sound is recorded, or why it is not.

That the sound is in the recording is shown on the real exchange, in the file that is named.
"""

from pathlib import Path

import pytest

from dispatch.adapters.asterisk.dialplan.files import exchange_files
from dispatch.adapters.asterisk.dialplan.read_conf import read_dialplan
from tests.integration.exchange.running import make_node

RECORDED = {
    "emergency": "a trunk call, from its first second, with all it heard: test_a_call.py",
    "line-direct": "a direct line that is lifted: test_lines.py",
    "line-by-utility": "lines of a by-pass group among themselves: test_lines.py",
    "call-out": "a seat rings a number, a station's or a hospital's line: test_call_out.py",
    "group": "a seat asks or pages many lines: test_group_calls.py",
    "conference-member": "all of a room, mixed: test_rooms.py",
    "supervision": "the leader's own channel: test_who_hears_whom.py",
}
CARRIED = {
    "locked": "on the trunk call's recording: test_screening.py",
    "fetch": "on the trunk call's recording: test_fetch.py",
    "transfer": "on the trunk call's recording: test_transfer.py",
    "park": "on the recording of the call that is parked: test_parking.py",
    "pick-up": "on the recording of the call that is parked: test_parking.py",
    "conference-caller": "on the trunk call's recording, and in the room's: test_rooms.py",
    "conference-dial": "a leg of a room, in the room's recording: test_rooms.py",
    "group-member": "a leg of a group call, in its recording: test_group_calls.py",
    "group-second": "a leg of a group call, in its recording: test_group_calls.py",
    "group-leg": "a leg of a group call, in its recording: test_group_calls.py",
    "dial-in-waits": "a leg of a room, in its recording once he is let in: test_dial_in.py",
}
NOBODY_SPEAKS = {
    "line-down": "a line that only hears is told so, with a fixed announcement",
    "dial-in": "a code is asked for with a fixed announcement; without one he is a trunk call",
    "silent": "a fixed question whispered to a silent caller; that he heard it is an event",
    "staff-voice": "a staff number is said to the caller; that he heard it is an event",
    "prompt-take": "a prompt is spoken, and is itself the file that is kept",
}
TALKS = {
    "Dial",
    "Queue",
    "Page",
    "ConfBridge",
    "ChanSpy",
    "Answer",
    "Playback",
    "Read",
    "Originate",
}


@pytest.mark.mission("A73")
def test_every_way_of_a_call_is_recorded_or_says_why_not(tmp_path: Path):
    node = make_node(tmp_path)
    recorded, others = set[str](), set[str]()
    for text in exchange_files(node.plan, node.places).values():
        for context, extensions in read_dialplan(text).items():
            steps = [step for one in extensions.values() for step in one]
            if any("MixMonitor(" in f"{step.app}({step.arguments}" for step in steps):
                recorded.add(context)
            elif TALKS & {step.app for step in steps}:
                others.add(context)
    assert recorded == RECORDED.keys()
    assert others == CARRIED.keys() | NOBODY_SPEAKS.keys()
