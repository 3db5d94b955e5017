"""The small questions, against little servers of our own on free loopback ports."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from dispatch.adapters.host.probes import ask_sip_options, get, log_in_to_ami
from dispatch.adapters.host.refusal import Refusal


@contextmanager
def _one_answer(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join(10)


def _exchange(response: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(b"Asterisk Call Manager/9.0.0\r\n")
        connection.recv(4096)
        connection.sendall(b"Response: " + response + b"\r\nMessage: x\r\n\r\n")
        connection.recv(4096)

    return answer


def test_a_log_in_gives_the_exchanges_banner() -> None:
    with _one_answer(_exchange(b"Success")) as port:
        assert log_in_to_ami("127.0.0.1", port, "u", "s") == "Asterisk Call Manager/9.0.0"


def test_a_wrong_secret_is_told_apart_from_silence() -> None:
    with _one_answer(_exchange(b"Error")) as port, pytest.raises(Refusal, match="ami_refused"):
        log_in_to_ami("127.0.0.1", port, "u", "s")


def test_any_sip_answer_proves_the_exchange_reads_its_socket() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as exchange:
        exchange.bind(("127.0.0.1", 0))

        def answer() -> None:
            request, caller = exchange.recvfrom(4096)
            first, last = request.startswith(b"OPTIONS sip:"), request.endswith(b"\r\n\r\n")
            exchange.sendto(f"SIP/2.0 {200 if first and last else 400} x\r\n".encode(), caller)

        thread = threading.Thread(target=answer)
        thread.start()
        assert ask_sip_options(*exchange.getsockname()) == "SIP/2.0 200 x"
        thread.join(10)


def test_an_exchange_that_is_not_there_is_an_error() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        address = taken.getsockname()
    with pytest.raises(OSError, match="refused"):
        ask_sip_options(*address)


def test_a_page_comes_with_its_status() -> None:
    def answer(connection: socket.socket) -> None:
        asked = connection.recv(4096)
        assert b"Authorization: Bearer t" in asked
        connection.sendall(b"HTTP/1.1 503 no\r\nContent-Length: 2\r\n\r\nhm")

    with _one_answer(answer) as port:
        found = get(f"http://127.0.0.1:{port}/ready", token="t")
    assert (found.status, found.body) == (503, b"hm")


def test_noise_instead_of_http_is_an_error() -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(b"\0\1\2 noise\r\n")

    with _one_answer(answer) as port, pytest.raises(OSError, match="no HTTP answer"):
        get(f"http://127.0.0.1:{port}/ready")
