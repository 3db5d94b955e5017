"""Every message kind by its number; a body is read and written by the version of its terminal."""

from collections.abc import Mapping

from gis.feeds.jt808 import downward, upward
from gis.feeds.jt808.frame import Frame, Version
from gis.feeds.jt808.octets import Reader, Writer

Message = (
    upward.TerminalAnswer
    | upward.Heartbeat
    | upward.LogOut
    | upward.ResendDown
    | upward.Register
    | upward.Authenticate
    | upward.ParametersAnswer
    | upward.LocationReport
    | upward.LocationAnswer
    | upward.LocationBatch
    | upward.EventReport
    | downward.RegisterAnswer
    | downward.SetParameters
    | downward.AskParameters
    | downward.AskSomeParameters
    | downward.ControlTerminal
    | downward.AskLocation
    | downward.ConfirmAlarm
    | downward.SetEvents
    | downward.Text
    | upward.Unknown
)
Known = (
    type[upward.TerminalAnswer]
    | type[upward.Heartbeat]
    | type[upward.LogOut]
    | type[upward.ResendDown]
    | type[upward.Register]
    | type[upward.Authenticate]
    | type[upward.ParametersAnswer]
    | type[upward.LocationReport]
    | type[upward.LocationAnswer]
    | type[upward.LocationBatch]
    | type[upward.EventReport]
    | type[downward.RegisterAnswer]
    | type[downward.SetParameters]
    | type[downward.AskParameters]
    | type[downward.AskSomeParameters]
    | type[downward.ControlTerminal]
    | type[downward.AskLocation]
    | type[downward.ConfirmAlarm]
    | type[downward.SetEvents]
    | type[downward.Text]
)
KINDS: Mapping[int, Known] = {
    0x0001: upward.TerminalAnswer,
    0x0002: upward.Heartbeat,
    0x0003: upward.LogOut,
    0x0005: upward.ResendDown,
    0x0100: upward.Register,
    0x0102: upward.Authenticate,
    0x0104: upward.ParametersAnswer,
    0x0200: upward.LocationReport,
    0x0201: upward.LocationAnswer,
    0x0301: upward.EventReport,
    0x0500: upward.VehicleControlAnswer,
    0x0704: upward.LocationBatch,
    0x8001: downward.PlatformAnswer,
    0x8003: downward.ResendUp,
    0x8100: downward.RegisterAnswer,
    0x8103: downward.SetParameters,
    0x8104: downward.AskParameters,
    0x8105: downward.ControlTerminal,
    0x8106: downward.AskSomeParameters,
    0x8201: downward.AskLocation,
    0x8203: downward.ConfirmAlarm,
    0x8300: downward.Text,
    0x8301: downward.SetEvents,
}
IDS: Mapping[Known, int] = {kind: message_id for message_id, kind in KINDS.items()}


def read_message(frame: Frame, version: Version | None = None) -> Message:
    """Read a whole message's body; raises `MessageDamaged`.

    Args:
        frame: Whole, as an `Assembler` gives it.
        version: Of the terminal, where its registration told more than the frame's header does.
    """
    kind = KINDS.get(frame.message_id)
    if kind is None:
        return upward.Unknown(frame.message_id, frame.body)
    reader = Reader(frame.body)
    message = kind.read(reader, version or frame.version)
    reader.end()
    return message


def write_message(message: Message, phone: str, serial: int, version: Version) -> Frame:
    """Give a message as one frame, which may be longer than allowed: see `parts.cut`."""
    writer = Writer()
    message.write(writer, version)
    return Frame(message_id_of(message), phone, serial, writer.whole(), version)


def message_id_of(message: Message) -> int:
    """Give the number of a message's kind."""
    return message.message_id if isinstance(message, upward.Unknown) else IDS[type(message)]
