"""Days left: from what really grew, or from channels and duty."""

from recorder.keeping.forecast import forecast

GB = 1_000_000_000


def test_days_left_follow_from_what_grew():
    found = forecast(
        free_bytes=130 * GB, grown_bytes=14 * GB, history_days=14.0, channels=32, duty=0.1
    )
    assert (found.basis, found.bytes_a_day, found.days_left) == ("history", 1_300_000_000, 100)


def test_without_a_day_of_history_channels_and_duty_are_reckoned():
    found = forecast(free_bytes=45 * GB, grown_bytes=5, history_days=0.4, channels=32, duty=0.1)
    assert (found.basis, found.bytes_a_day, found.days_left) == ("channels", 4_492_800_000, 10)


def test_a_full_disk_has_no_day_left():
    found = forecast(free_bytes=-5, grown_bytes=GB, history_days=14.0, channels=32, duty=0.1)
    assert found.days_left == 0
