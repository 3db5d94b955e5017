"""What a technician reads of a port."""

from gis.feeds.health import LAST_BYTES, PortHealth


def test_rates_are_of_the_time_between_two_looks() -> None:
    health = PortHealth()
    assert health.rates(100.0) == (0.0, 0.0)
    health.hear(b"x" * 100, 2)
    assert health.rates(102.0) == (50.0, 1.0)
    assert health.rates(104.0) == (0.0, 0.0)


def test_two_looks_in_a_moment_give_one_answer() -> None:
    health = PortHealth()
    health.rates(100.0)
    health.hear(b"x" * 100, 2)
    assert health.rates(101.0) == health.rates(101.1)


def test_only_the_last_bytes_are_kept() -> None:
    health = PortHealth()
    health.hear(b"a" * 5000, 0)
    health.hear(b"b" * 10, 0)
    assert len(health.last) == LAST_BYTES
    assert health.last.endswith(b"ab" + b"b" * 9)
