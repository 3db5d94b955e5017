import numpy as np

from dispatch.bench.recording_sounds import WINDOW, damaged_windows, source_of
from dispatch.simulator.phone.g711 import decode_alaw

SAID = source_of(3, 10.0)
SOUND = decode_alaw(SAID)
BEFORE = np.zeros(5321, dtype="<i2")


def test_what_was_kept_whole_has_no_damage():
    assert damaged_windows(np.concatenate([BEFORE, SOUND]), SAID) == [False] * 20


def test_a_packet_that_is_missing_damages_its_window_alone():
    kept = SOUND.copy()
    at = 6 * WINDOW + 500
    kept[at : at + 320] = 0
    damaged = damaged_windows(np.concatenate([BEFORE, kept]), SAID)
    assert [n for n, bad in enumerate(damaged) if bad] == [6]


def test_what_is_closed_up_is_damaged_once_and_then_followed():
    kept = np.concatenate([SOUND[: 8 * WINDOW], SOUND[8 * WINDOW + 160 :]])
    damaged = damaged_windows(np.concatenate([BEFORE, kept]), SAID)
    assert sum(damaged) == 1
    assert damaged[8]


def test_anothers_voice_is_damage_from_end_to_end():
    assert all(damaged_windows(decode_alaw(source_of(4, 10.0)), SAID))


def test_nothing_kept_is_damage_from_end_to_end():
    assert all(damaged_windows(np.zeros(0, dtype="<i2"), SAID))
