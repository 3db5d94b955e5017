"""The modem on a real pseudo-terminal: each text is sent, or ends with a reason."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from dispatch.adapters.sms.modem import Patience, SerialModem
from dispatch.adapters.sms.report_inbox import ReportInbox
from dispatch.domain.sms import SmsReason, SmsUnsent
from dispatch.ports.sms import SmsReport
from dispatch.simulator.modem.port import SimulatedModem, plugged_modem

NUMBER = "13805276621"
TEXT = (
    "【120急救中心】请点开链接，再按“发送我的位置”：https://l.example.cn/l/abcdefghijkmnpqrstuvwxyz23"
    " 30分钟内有效。如打不开请再拨120说明位置。"
)
QUICK = Patience(answer_s=0.6, taken_s=0.8, look_every_s=0.1, look_again_after_s=0.05)


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[SimulatedModem]:
    with plugged_modem(tmp_path / "modem") as modem:
        yield modem


@asynccontextmanager
async def held(path: Path, pin: str | None = None) -> AsyncIterator[SerialModem]:
    modem = SerialModem(path / "modem", 115200, ReportInbox(path / "sms-reports"), pin, QUICK)
    task = asyncio.create_task(modem.run())
    yield modem
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


async def heard(modem: SerialModem) -> SmsReport:
    name, report = await modem.next_report()
    modem.drop_report(name)
    return report


async def well(modem: SerialModem) -> None:
    await until(lambda: modem.health().sends)


async def refused(modem: SerialModem) -> tuple[SmsReason, bool]:
    with pytest.raises(SmsUnsent) as unsent:
        await modem.send(NUMBER, TEXT)
    return unsent.value.reason, unsent.value.again


async def test_a_chinese_text_in_parts_arrives_whole_and_is_reported(
    simulated: SimulatedModem, tmp_path: Path
):
    async with held(tmp_path) as modem:
        await well(modem)
        heard_dbm = modem.health().signal_dbm
        references = await modem.send(NUMBER, TEXT)
        reports = [await heard(modem) for _ in references]
    assert simulated.texts() == [(NUMBER, TEXT)]
    assert len(references) == 2
    assert [(one.reference, one.delivered) for one in reports] == [(1, True), (2, True)]
    assert heard_dbm == -71


async def test_a_report_of_a_loss_is_told(simulated: SimulatedModem, tmp_path: Path):
    simulated.temper.reports = [0x41]
    async with held(tmp_path) as modem:
        await well(modem)
        await modem.send(NUMBER, "short")
        assert not (await heard(modem)).delivered


async def test_what_is_said_unasked_in_mid_answer_changes_nothing(
    simulated: SimulatedModem, tmp_path: Path
):
    simulated.temper.chatter = "^RSSI:18"
    async with held(tmp_path) as modem:
        await well(modem)
        await modem.send(NUMBER, TEXT)
    assert simulated.texts() == [(NUMBER, TEXT)]


@pytest.mark.parametrize(
    ("final", "reason", "again"),
    [
        ("+CMS ERROR: 331", SmsReason.NO_NETWORK, True),
        ("+CMS ERROR: 1", SmsReason.NUMBER_WRONG, False),
        ("ERROR", SmsReason.MODEM_REFUSED, True),
    ],
)
async def test_a_refusal_is_told_in_a_word(
    simulated: SimulatedModem, tmp_path: Path, final: str, reason: SmsReason, again: bool
):
    simulated.temper.refusals = [final]
    async with held(tmp_path) as modem:
        await well(modem)
        assert await refused(modem) == (reason, again)
        await modem.send(NUMBER, TEXT)


async def test_a_modem_without_sim_or_network_says_so(simulated: SimulatedModem, tmp_path: Path):
    simulated.temper.sim = "+CME ERROR: 10"
    async with held(tmp_path) as modem:
        await until(lambda: modem.health().fault is SmsReason.NO_SIM)
        simulated.temper.sim, simulated.temper.registration = "READY", 2
        await until(lambda: modem.health().fault is SmsReason.NO_NETWORK)
        simulated.temper.registration = 5
        await well(modem)


async def test_a_pin_is_entered_once(simulated: SimulatedModem, tmp_path: Path):
    simulated.temper.sim = "SIM PIN"
    async with held(tmp_path, pin="1234") as modem:
        await well(modem)
        simulated.temper.sim = "SIM PIN"
        await until(lambda: modem.health().fault is SmsReason.SIM_LOCKED)
    assert simulated.commands.count('AT+CPIN="1234"') == 1


async def test_a_modem_that_wedges_before_the_text_may_be_asked_again(
    simulated: SimulatedModem, tmp_path: Path
):
    async with held(tmp_path) as modem:
        await well(modem)
        simulated.temper.silent_at = "prompt"
        assert await refused(modem) == (SmsReason.MODEM_SILENT, True)
        simulated.temper.silent_at = None
        await until(lambda: modem.health().fault is not None)
        await well(modem)
        await modem.send(NUMBER, TEXT)
    assert simulated.texts() == [(NUMBER, TEXT)]


async def test_a_modem_that_wedges_with_the_text_in_hand_is_never_given_it_again(
    simulated: SimulatedModem, tmp_path: Path
):
    async with held(tmp_path) as modem:
        await well(modem)
        simulated.temper.silent_at = "taking"
        assert await refused(modem) == (SmsReason.OUTCOME_UNKNOWN, False)


async def test_a_modem_that_vanishes_in_mid_word_comes_back(
    simulated: SimulatedModem, tmp_path: Path
):
    async with held(tmp_path) as modem:
        await well(modem)
        simulated.temper.vanishes_at = "taking"
        assert await refused(modem) == (SmsReason.OUTCOME_UNKNOWN, False)
        await until(lambda: modem.health().fault is SmsReason.MODEM_AWAY)
        assert await refused(modem) == (SmsReason.MODEM_AWAY, True)
        simulated.temper.vanishes_at = None
        simulated.plug()
        await well(modem)
        await modem.send(NUMBER, TEXT)
    assert simulated.texts() == [(NUMBER, TEXT)]


async def test_one_modem_is_held_by_one_process_at_a_time(
    simulated: SimulatedModem, tmp_path: Path
):
    async with held(tmp_path) as first:
        await well(first)
        async with held(tmp_path) as second:
            assert await refused(second) == (SmsReason.MODEM_AWAY, True)
            await until(lambda: second.health().held_elsewhere)
            assert not second.health().sends
            await first.send(NUMBER, "one")
    async with held(tmp_path) as second:
        await well(second)
        await second.send(NUMBER, "two")
    assert [text for _, text in simulated.texts()] == ["one", "two"]
