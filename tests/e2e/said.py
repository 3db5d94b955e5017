"""What is said in the calls of these tests, and how well it must be found again."""

from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.voices import SEAT, load_voice

CALLER_SAYS = load_voice("crash")[: 3 * RATE_HZ]
SEAT_SAYS = load_voice(SEAT)[: 4 * RATE_HZ]

SAME_SOUND = 0.95
# Chromium filters what its microphone hears: echo, noise, loudness.
THROUGH_A_BROWSER = 0.6
