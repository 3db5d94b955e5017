"""Looks after one channel: its source, its contact, its tests and what is wrong with it."""

from collections.abc import Iterator

import structlog

from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.inputs.contact import ContactLine
from recorder.inputs.gates import ContactGate
from recorder.inputs.health import CODES, ChannelTold, Figures, judge
from recorder.inputs.line import Desk, Line
from recorder.inputs.rtp_stream import Chunk
from recorder.inputs.settings import Channel
from recorder.inputs.sources import RtpSource, source_of
from recorder.inputs.tone_test import LISTEN_S, feed_tone, find_tone
from recorder.storage.channel_list import ChannelList, ToneTest

log = structlog.get_logger()


class Attendant:
    """One channel with all that belongs to it; one thread uses it."""

    def __init__(
        self, channel: Channel, desk: Desk, conditions: Conditions, kept: ChannelList
    ) -> None:
        self.channel = channel
        self.line = Line(channel, desk)
        self.source = source_of(channel, self.line.counters)
        self.contact = None if channel.contact is None else ContactLine(channel.contact)
        self._clock = desk.clock
        self._conditions = conditions
        self._kept = kept
        self._test_ends_s: float | None = None
        self._tested_on: str | None = None
        self._strangers = 0
        self._stranger_s: float | None = None
        self._grew_s = self._clock.monotonic_s()
        self._seen = (0, 0)
        self._test = kept.last_test(channel.number)

    def turn(self) -> None:
        """Take what has come; bounded."""
        at_s = self._clock.monotonic_s()
        self._look_at_contact(at_s)
        for chunk in self._chunks(at_s):
            self.line.take(chunk)
        if not self.line.is_alive and not self.line.testing and self.line.piece is not None:
            self.source.forget()
            self.line.gone()
        if self._test_ends_s is not None and at_s >= self._test_ends_s:
            self._end_test()

    def begin_test(self) -> None:
        """Feed the tone, or listen for a device's own; a channel that speaks proves itself."""
        if self._test_ends_s is not None:
            return
        rtp = isinstance(self.source, RtpSource)
        if rtp and self.line.is_alive:
            self._note_test("live", None)
            return
        self.line.testing = True
        self._test_ends_s = self._clock.monotonic_s() + LISTEN_S
        if isinstance(self.source, RtpSource):
            self.source.forget()
            self.source.test_ssrc = feed_tone(self.channel)

    def judge(self) -> ChannelTold:
        """Say what is wrong, and give the picture."""
        self._test_by_schedule()
        holds = judge(self.channel, self._figures())
        for code in CODES:
            self._hold(code, holds=code in holds)
        return self._told(tuple(code for code in CODES if code in holds))

    def close(self) -> None:
        """End the recording and let go of everything."""
        for chunk in self.source.tick(self._clock.monotonic_s() + 1):
            self.line.take(chunk)
        self.line.close("stopped")
        self.source.close()
        if self.contact is not None:
            self.contact.close()

    def _chunks(self, at_s: float) -> Iterator[Chunk]:
        yield from self.source.read(at_s)
        yield from self.source.tick(at_s)

    def _look_at_contact(self, at_s: float) -> None:
        if self.contact is not None and isinstance(self.line.gate, ContactGate):
            self.line.gate.closed = self.contact.look(at_s)

    def _end_test(self) -> None:
        path, self._test_ends_s = self.line.last_path, None
        found = find_tone(path, self.channel)
        live = isinstance(self.source, RtpSource) and self.source.test_ssrc is None
        self.line.testing = False
        if isinstance(self.source, RtpSource):
            self.source.end_test()
            self.source.forget()
        if not live:
            self.line.close("tested")
        name = None if path is None else path.name.removesuffix("-rx.wav")
        self._note_test("live" if live and not found else "found" if found else "missing", name)

    def _note_test(self, result: str, recording: str | None) -> None:
        number = self.channel.number
        self._test = ToneTest(number, self._clock.now(), result, recording)
        log.info("channel.tested", channel=self.channel.name, result=result)
        try:
            self._kept.note_test(number, result, recording)
        except OSError as error:
            log.warning("channel.test_not_kept", why=type(error).__name__)

    def _test_by_schedule(self) -> None:
        if self.channel.test_at is None:
            return
        now = self._clock.now().astimezone()
        if f"{now:%H:%M}" == self.channel.test_at and self._tested_on != f"{now:%Y%m%d}":
            self._tested_on = f"{now:%Y%m%d}"
            self.begin_test()

    def _figures(self) -> Figures:
        at_s, line = self._clock.monotonic_s(), self.line
        seen = (line.frames_in, line.frames_kept)
        waits = line.piece is None and self.channel.start != "always"
        if seen[1] != self._seen[1] or seen[0] == self._seen[0] or waits or line.unwritable:
            self._grew_s = at_s
        self._seen = seen
        if self._strangers_now() != self._strangers:
            self._strangers, self._stranger_s = self._strangers_now(), at_s
        return Figures(
            closed=self.source.failed,
            quiet_s=at_s - line.heard_s,
            soundless_s=at_s - line.sound_s,
            stranger_s=None if self._stranger_s is None else at_s - self._stranger_s,
            stuck_s=at_s - self._grew_s,
            unwritable=line.unwritable,
            contact_away=self.contact is not None and self.contact.away,
            contact_stuck=self.contact is not None and self.contact.stuck,
            test=None if self._test is None else self._test.result,
        )

    def _strangers_now(self) -> int:
        return self.source.admission.strangers if isinstance(self.source, RtpSource) else 0

    def _hold(self, code: FaultCode, *, holds: bool) -> None:
        name, label = self.channel.name, self.channel.label
        if holds and self._conditions.begin(code, label):
            log.error("channel.fault", channel=name, code=code)
        elif not holds and self._conditions.end(code, label):
            log.info("channel.fault_ended", channel=name, code=code)

    def _told(self, faults: tuple[FaultCode, ...]) -> ChannelTold:
        line, counters, piece = self.line, self.line.counters, self.line.piece
        return ChannelTold(
            channel=self.channel,
            alive=line.is_alive,
            recording=None if piece is None else piece.name.text,
            level_dbfs=round(line.level_dbfs, 1),
            sound_at=line.sound_at,
            packets=counters.taken,
            octets=counters.octets,
            lost=counters.lost,
            late=counters.late,
            duplicate=counters.duplicate,
            strangers=self._strangers_now(),
            frames_kept=line.frames_kept,
            frames_unwritten=line.frames_unwritten,
            digest=None if piece is None else piece.digest.hexdigest()[:16],
            contact_closed=None if self.contact is None else self.contact.closed,
            testing=line.testing,
            test=None if self._test is None else self._test.result,
            tested_at=None if self._test is None else self._test.tested_at,
            faults=faults,
        )
