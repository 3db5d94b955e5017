"""A report of a delivery counts once, for the message that it is about."""

from datetime import timedelta
from uuid import UUID

from dispatch.domain.location_link import LocationLink
from dispatch.domain.sms import Sms, SmsState
from dispatch.ports.sms import SmsReport
from dispatch.services.location_links.note_sms_report import note_sms_report
from tests.unit.memory_transaction import NOON, MemoryTransaction

NUMBER = "13805276621"
SENT = Sms(
    id=UUID(int=1),
    number=NUMBER,
    text="https://l.example.cn/l/x",
    state=SmsState.QUEUED,
    queued_at=NOON,
    try_at=NOON,
)
LINK = LocationLink(
    id=UUID(int=2),
    call_id=UUID(int=3),
    sms_id=SENT.id,
    number=NUMBER,
    token_hash=b"x" * 32,
    sent_by="1027",
    made_at=NOON,
    expires_at=NOON + timedelta(minutes=30),
)
FIRST, SECOND = (SmsReport(one, f"86{NUMBER}", delivered=True) for one in (4, 5))


async def sent_in_two_parts() -> MemoryTransaction:
    tx = MemoryTransaction()
    await tx.location_links.save(LINK)
    await tx.short_messages.save(SENT.claimed("server-1", NOON).taken((4, 5), NOON))
    return tx


async def test_a_part_that_is_reported_twice_is_told_once():
    tx = await sent_in_two_parts()
    assert await note_sms_report(FIRST, tx) is not None
    assert await note_sms_report(FIRST, tx) is None
    assert tx.told == ["location_link_changed"]
    assert tx.short_messages.rows[SENT.id].state is SmsState.SENT


async def test_it_is_delivered_with_its_last_part_whoever_sent_it():
    tx = await sent_in_two_parts()
    for report in (FIRST, SECOND, SECOND):
        await note_sms_report(report, tx)
    assert tx.short_messages.rows[SENT.id].state is SmsState.DELIVERED
    assert len(tx.told) == 2


async def test_a_report_about_another_number_or_reference_changes_nothing():
    tx = await sent_in_two_parts()
    for report in (SmsReport(4, "13900000000", False), SmsReport(9, NUMBER, False)):
        assert await note_sms_report(report, tx) is None
    assert tx.told == []
