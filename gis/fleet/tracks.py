"""Reads back where a device was: thinned by time, never across a silence."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil

GAP_S = 60
"""Longer than this nothing was heard: nobody knows where the device was meanwhile."""
MOST_FIXES = 1_500
MOST_ROWS = 3_000
FINE_FIXES, FINE_ROWS = 17_280, 40_000
"""Of a file, and of what is computed: one fix every five seconds of a day."""

# One fix of every bucket, and both ends of every silence, so that thinning hides no gap.
TRACK = """
WITH heard AS (
  SELECT fixed_at, lon, lat, speed_kmh, course_deg, odometer_km,
         lag(fixed_at) OVER by_time AS before_at, lead(fixed_at) OVER by_time AS after_at
  FROM gis.fix
  WHERE device = %(device)s AND fixed_at >= %(since)s AND fixed_at < %(until)s
  WINDOW by_time AS (ORDER BY fixed_at)
), judged AS (
  SELECT *,
         coalesce(fixed_at - before_at > %(gap)s * interval '1 second', true) AS opens,
         coalesce(after_at - fixed_at > %(gap)s * interval '1 second', true) AS closes,
         row_number() OVER (
           PARTITION BY floor(extract(epoch FROM fixed_at - %(since)s) / %(bucket)s)
           ORDER BY fixed_at
         ) AS nth
  FROM heard
)
SELECT fixed_at, lon, lat, speed_kmh, course_deg, odometer_km, opens,
       (SELECT count(*) FROM heard) AS heard
FROM judged WHERE opens OR closes OR nth = 1 ORDER BY fixed_at LIMIT %(most)s
"""


def bucket_s(span: timedelta, *, fine: bool = False) -> int:
    """Give how many seconds one told fix stands for; 1 leaves a fix a second as it is."""
    return max(1, ceil(span.total_seconds() / (FINE_FIXES if fine else MOST_FIXES)))


def track_parameters(
    device: str, since: datetime, until: datetime, *, fine: bool = False
) -> Mapping[str, object]:
    """Give the parameters of TRACK."""
    return {
        "device": device,
        "since": since,
        "until": until,
        "gap": GAP_S,
        "bucket": bucket_s(until - since, fine=fine),
        "most": FINE_ROWS if fine else MOST_ROWS,
    }
