"""A line on which vehicles tell their positions."""

from dispatch.doctor.finding import Finding, ok, warn


def check_feed(name: str, device: str, fault: str | None) -> Finding:
    """Judge a feed.

    Args:
        name: As in boot.toml.
        device: Where it listens.
        fault: feed_stopped, feed_unplugged, feed_silent, feed_noise, or a bound that was kept
            (feed_crowded, feed_flood and others), as its lamp has it.
    """
    if fault is None:
        return ok("feed_good", feed=name)
    return warn(fault, feed=name, device=device)
