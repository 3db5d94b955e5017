"""A centre of two exchanges for tests: host A and host B on one machine, and a way to kill A."""

from concurrent.futures import ThreadPoolExecutor

from dispatch.adapters.host.account import choose_account
from dispatch.adapters.host.layout import Layout
from dispatch.bootstrap.exchange import exchange_node
from dispatch.cli.preparing import give_exchange_folders
from tests.centre import Centre
from tests.planned_site import plan_site

HOST_A = ("server-1", "asterisk-node1", "recorder-node1")


def kill_host_a(centre: Centre) -> None:
    """Kill server A, Asterisk A and the recorder beside it in one moment; nothing restarts them."""
    pids = [pid for part in HOST_A for pid in centre.processes(part)]
    centre.kill_pids(pids)
    for part in HOST_A:
        centre.stop(part)


def start_host_a(centre: Centre) -> None:
    """Bring host A back."""
    for part in HOST_A:
        centre.start(part)


def plan_seats(centre: Centre, *kinds: str) -> None:
    """Give the centre seats of these kinds, from seat 1 on, and both exchanges their files."""
    plan_site(centre, *kinds)
    with ThreadPoolExecutor(1) as aside:  # the browser's own loop may run in this thread
        aside.submit(tell_exchanges, centre).result(60)


def tell_exchanges(centre: Centre) -> None:
    """Write the files of both anew and let them read them, as the administrator's program does."""
    settings = centre.settings
    for exchange in settings.boot.exchanges:
        node = exchange_node(settings, exchange)
        change = node.write_files()
        give_exchange_folders(Layout(settings.state), settings, choose_account(settings.state))
        node.reload(change)
