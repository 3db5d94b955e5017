"""Wires the recorders: what they hold, and what leaves them."""

from dispatch.adapters.recorder import HttpRecordings
from dispatch.adapters.releases import HttpReleases
from dispatch.config import Settings


def make_recorders(settings: Settings) -> tuple[HttpRecordings, HttpReleases]:
    """Make both ways to every recorder of the centre."""
    addresses = {one.name: one.recorder_url for one in settings.boot.exchanges}
    token = settings.secret("recorder_api").get_secret_value()
    return HttpRecordings(addresses, token), HttpReleases(addresses, token)
