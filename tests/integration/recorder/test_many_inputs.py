"""Thirty-two inputs at once, all of them bit by bit; and the same in a process of its own."""

import numpy as np
import pytest

from recorder.inputs.g711 import decode, encode
from tests.integration.recorder.gateway import Gateway, free_port
from tests.integration.recorder.studio import Studio
from tests.integration.recorder.workshop import Workshop, voice

CHANNELS = 32


@pytest.mark.mission("A74", "A80")
def test_thirty_two_channels_at_once_are_kept_bit_by_bit(workshop: Workshop):
    gateways = [Gateway(free_port(), ssrc=number) for number in range(1, CHANNELS + 1)]
    wanted = [
        {"number": n, "name": f"radio-{n}", "label": f"电台{n}", "kind": "rtp", "port": one.port}
        for n, one in enumerate(gateways, 1)
    ]
    studio = Studio.open(workshop, *wanted)
    sounds = [voice(100 + number, 2.0) for number in range(CHANNELS)]
    for half in (slice(0, 8000), slice(8000, 16000)):
        for one, sound in zip(gateways, sounds, strict=True):
            one.send(sound[half])
        studio.hear(0.5)
    names = studio.finish()
    for one in gateways:
        one.close()
    kept = {name.channel: workshop.master(name)[:, 0] for name in names}
    assert len(names) == CHANNELS
    for number, sound in enumerate(sounds, 1):
        assert np.array_equal(kept[number], decode("alaw", encode("alaw", sound))), number
