"""All that reads positions of the world, each with what always holds of it."""

from tests.fuzz.guided import Target
from tests.fuzz.targets import http, jt808, nmea, pasted

TARGETS: dict[str, Target] = {
    one.name: one
    for one in (jt808.TARGET, nmea.TARGET, http.OSMAND, http.FORWARDING, pasted.TARGET)
}
