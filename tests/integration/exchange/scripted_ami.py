"""A manager interface that does what a test says: real sockets, no Asterisk."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

Answer = Callable[["Client", dict[str, str]], None]


def write(*messages: dict[str, str]) -> bytes:
    """Messages as they go over the wire."""
    texts = ("".join(f"{key}: {value}\r\n" for key, value in one.items()) for one in messages)
    return "".join(f"{text}\r\n" for text in texts).encode()


class Client:
    """One connection of a client."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def send(self, *messages: dict[str, str]) -> None:
        self.send_bytes(write(*messages))

    def send_bytes(self, data: bytes) -> None:
        self._writer.write(data)

    @property
    def is_closing(self) -> bool:
        """Whether the client has gone."""
        return self._writer.is_closing()

    def drop(self) -> None:
        self._writer.transport.abort()


class ScriptedAmi:
    """Answers every action as a healthy exchange without calls does, until told otherwise.

    Attributes:
        actions: Every action that arrived, with all its fields, in order.
        clients: Every connection, in order.
        silent: Answer nothing more: a half-open line.
        told: What to answer an action of a kind with, instead; the ActionID is added.
    """

    def __init__(self) -> None:
        self.actions: list[dict[str, str]] = []
        self.clients: list[Client] = []
        self.silent = False
        self.told: dict[str, list[dict[str, str]]] = {}
        self.passwords = {"throw-away-secret"}
        self._server: asyncio.Server | None = None
        self._port = 0

    @property
    def port(self) -> int:
        return self._port

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Die: nobody listens any more and every connection breaks."""
        if self._server is not None:
            self._server.close()
        for client in self.clients:
            client.drop()

    def of(self, action: str) -> list[dict[str, str]]:
        """The actions of one kind."""
        return [one for one in self.actions if one["Action"] == action]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Client(writer)
        self.clients.append(client)
        client.send_bytes(b"Asterisk Call Manager/11.0.0\r\n")
        try:
            while True:
                data = await reader.readuntil(b"\r\n\r\n")
                pairs = (line.partition(": ") for line in data.decode().split("\r\n"))
                self._take(client, {key: value for key, colon, value in pairs if colon})
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _take(self, client: Client, action: dict[str, str]) -> None:
        self.actions.append(action)
        if not self.silent:
            client.send(*self._answers(action))

    def _answers(self, action: dict[str, str]) -> list[dict[str, str]]:
        done = {"Response": "Success", "ActionID": action["ActionID"]}
        listed = {"ActionID": action["ActionID"], "EventList": "Complete"}
        if action["Action"] in self.told:
            return [one | {"ActionID": done["ActionID"]} for one in self.told[action["Action"]]]
        match action["Action"]:
            case "Login" if action["Secret"] not in self.passwords:
                return [done | {"Response": "Error", "Message": "Authentication failed"}]
            case "Login":
                return [done, {"Event": "FullyBooted", "Uptime": "100"}]
            case "Status" | "QueueStatus" | "PJSIPShowEndpoints" | "DBGetTree":
                return [
                    done | {"EventList": "start", "Message": "will follow"},
                    {"Event": f"{action['Action']}Complete"} | listed,
                ]
            case _:
                return [done]


@asynccontextmanager
async def scripted_ami() -> AsyncIterator[ScriptedAmi]:
    """A running one."""
    server = ScriptedAmi()
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
