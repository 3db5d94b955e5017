"""Whoever tries passwords at the exchange is slowed down; whoever calls is not."""

import subprocess
import sys
from pathlib import Path

from tests.hosts.namespaces import GATEWAY_ADDRESS, SEAT_ADDRESS, SERVER_ADDRESS, Host, two_hosts

RULES = Path(__file__).parents[2] / "deploy" / "nftables" / "dispatch120.nft"
SIP_PORT = 5160
TRIES = 100
BURST = 20
HEARD_WITHIN_S = 20

LISTEN = f"""
import socket
heard, known = {{}}, socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
known.bind(("{SERVER_ADDRESS}", {SIP_PORT}))
known.settimeout({HEARD_WITHIN_S})
print("ready", flush=True)
while True:
    words, (address, _) = known.recvfrom(2000)
    if words == b"END":
        break
    key = address + " " + words.split()[0].decode()
    heard[key] = heard.get(key, 0) + 1
print(heard)
"""

SAY = f"""
import socket, sys
method, source, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
said = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
said.bind((source, 0))
for _ in range(times):
    said.sendto(method.encode(), ("{SERVER_ADDRESS}", {SIP_PORT}))
"""


def say(host: Host, method: str, source: str, times: int) -> None:
    host.run(sys.executable, "-c", SAY, method, source, str(times))


def test_a_guesser_is_slowed_down_and_a_caller_is_not() -> None:
    with two_hosts() as (server, seat):
        server.run("nft", "-f", RULES)
        listening = server.words(sys.executable, "-c", LISTEN)
        with subprocess.Popen(listening, stdout=subprocess.PIPE, text=True) as ear:
            assert ear.stdout is not None
            assert ear.stdout.readline() == "ready\n"
            say(seat, "REGISTER sip:guess", SEAT_ADDRESS, TRIES)
            say(seat, "INVITE sip:120", SEAT_ADDRESS, TRIES)
            say(seat, "REGISTER sip:8001", GATEWAY_ADDRESS, 3)
            say(seat, "END", SEAT_ADDRESS, 1)
            heard = eval(ear.stdout.read(), {})
    assert heard[f"{SEAT_ADDRESS} REGISTER"] <= BURST + 2
    assert heard[f"{SEAT_ADDRESS} INVITE"] == TRIES
    assert heard[f"{GATEWAY_ADDRESS} REGISTER"] == 3
