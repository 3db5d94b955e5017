"""Runs on the server's host: a real exchange under watch; tells how often it refused somebody."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dispatch.adapters.asterisk.ami_watch import ExchangeWatch
from dispatch.adapters.asterisk.dialplan.plan import Listening, TrunkPeer
from tests.hosts.namespaces import GATEWAY_ADDRESS, SERVER_ADDRESS
from tests.integration.exchange.running import SECRET, RunningExchange, make_node, until

SIP_PORT, AMI_PORT, HTTP_PORT = 5160, 5138, 8188


async def main() -> None:
    with TemporaryDirectory(prefix="d120-") as folder:
        node = make_node(Path(folder))
        plan = replace(
            node.plan,
            listening=Listening(SERVER_ADDRESS, SIP_PORT, AMI_PORT, HTTP_PORT, 20000, 20999),
            trunks=(TrunkPeer("gateway", GATEWAY_ADDRESS),),
        )
        exchange = RunningExchange(replace(node, plan=plan))
        await exchange.start()
        watch = ExchangeWatch("node1", ami_port=AMI_PORT, secret=SECRET)
        watching = asyncio.create_task(watch.run())
        await until(lambda: watch.hears)
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        print(watch.refused, watch.guessing, flush=True)
        watching.cancel()
        await exchange.stop()


if __name__ == "__main__":
    asyncio.run(main())
