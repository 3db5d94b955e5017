"""The running centre as the browser tests want it: a desk telephone, and short patience."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from dispatch.adapters.host.account import choose_account
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.runner import Runner
from dispatch.bootstrap.exchange import exchange_node
from dispatch.cli.preparing import give_exchange_folders
from tests.centre import Centre
from tests.planned_site import plan_site

CALLER_LOST_AFTER_S = 5


def furnish(centre: Centre) -> None:
    """Put a telephone on desk 3; give vanished callers up after seconds, not after a minute."""
    plan_site(centre, "soft", "soft", "desk")
    with ThreadPoolExecutor(1) as aside:
        aside.submit(_tell_exchange, centre).result(30)


def end_incidents(centre: Centre) -> None:
    """Take every order back and close every incident: a later test finds none of them."""
    leader = centre.sign_in("2003")
    board = leader.get("/board")
    for order in board["orders"]:
        if order["ended_at"] is None:
            leader.post(f"/orders/{order['id']}/cancel", {"reason": "sent_by_mistake"})
    for incident in board["incidents"]:
        if incident["state"] in {"received", "open"}:
            leader.post(f"/incidents/{incident['id']}/close", {"reason": "test"})


def start_all(centre: Centre) -> None:
    """Start every part that a test stopped."""
    for part in Runner(Layout(centre.settings.state), ()).list_states():
        centre.start(part.name)


def _tell_exchange(centre: Centre) -> None:
    """Write its files anew and let it read them: what the administrator's program does."""
    settings = centre.settings
    node = exchange_node(settings, settings.boot.exchanges[0])
    timings = replace(node.plan.timings, caller_lost_after_s=CALLER_LOST_AFTER_S)
    node = replace(node, plan=replace(node.plan, timings=timings))
    change = node.write_files()
    give_exchange_folders(Layout(settings.state), settings, choose_account(settings.state))
    for order in change.reloads:
        node.ask(order)
