"""Every look at personal data is a row of the trail and an event, without what was seen."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.domain.audience import AUDITORS, LEADERS
from dispatch.domain.call import Call, CallNotFound, CallState
from dispatch.domain.caller import CallerCard, EarlierCalls
from dispatch.domain.facts import LookFact
from dispatch.domain.key_patient import ConsentNotYetGiven, KeyPatient, KeyPatientNotFound
from dispatch.domain.phone_number import NumberUnusable
from dispatch.services.audit.view_audit import view_audit
from dispatch.services.calls.unmask_number import UnmaskNumber, unmask_number
from dispatch.services.directory.look_up_subscriber import LookUpSubscriber, look_up_subscriber
from dispatch.services.key_patients.list_key_patients import list_key_patients
from dispatch.services.key_patients.remove_key_patient import remove_key_patient
from dispatch.services.key_patients.view_key_patient import view_key_patient
from dispatch.services.key_patients.write_key_patient import WriteKeyPatient, write_key_patient
from dispatch.services.recordings.play_recording import PlayRecording, play_recording
from tests.unit.directory.people_at_work import LEADER, TAKER
from tests.unit.memory_transaction import NOON, MemoryTransaction

NUMBER = "13805276621"
PATIENT = KeyPatient(
    id=UUID(int=77),
    name="刘洋",
    category="透析",
    numbers=(NUMBER,),
    condition="每周三次透析",
    access_note="钥匙在门卫",
    consent_by="刘洋",
    consent_on=NOON,
    changed_by="2003",
    changed_at=NOON,
)
CALL = Call(
    id=UUID(int=5),
    exchange="node1",
    unique_id="node1-1.1",
    number=NUMBER,
    name=None,
    called_number="120",
    trunk="carrier",
    recording="r",
    caller=CallerCard(None, None, EarlierCalls(0, None)),
    state=CallState.OFFERED,
    offered_at=NOON,
)
WRITE = WriteKeyPatient(
    id=None,
    name="张建国",
    category="心衰",
    numbers=("+86 138 0527 6621", "84382216", "13805276621"),
    condition="氧气在家",
    access_note="",
    consent_by="张建国",
    consent_on=NOON,
    by=LEADER,
)


@pytest.mark.mission("B43")
async def test_a_look_at_a_number_is_accounted_for_with_its_reason_and_masked():
    tx = MemoryTransaction()
    number = await look_up_subscriber(LookUpSubscriber("+8613805276621", "回访", TAKER), tx)
    assert number == NUMBER
    assert tx.events[0].fact == LookFact("1027", "138******21", "回访")
    assert set(tx.events[0].audiences) == {LEADERS, AUDITORS}
    assert (tx.audit[0].subject, tx.audit[0].reason) == ("138******21", "回访")


async def test_what_is_no_number_is_not_looked_up():
    tx = MemoryTransaction()
    with pytest.raises(NumberUnusable):
        await look_up_subscriber(LookUpSubscriber("- -", "回访", TAKER), tx)
    assert not tx.audit


@pytest.mark.mission("B43")
async def test_looking_behind_a_mask_is_accounted_for():
    tx = MemoryTransaction(calls=[CALL])
    seen = await unmask_number(UnmaskNumber(CALL.id, "投诉核查", LEADER), tx)
    assert seen.number == NUMBER
    assert tx.told == ["number_unmasked"]
    assert NUMBER not in repr([tx.audit, tx.events])


async def test_nothing_is_accounted_for_where_nothing_is():
    tx = MemoryTransaction()
    with pytest.raises(CallNotFound):
        await unmask_number(UnmaskNumber(CALL.id, "投诉核查", LEADER), tx)
    with pytest.raises(KeyPatientNotFound):
        await view_key_patient(PATIENT.id, TAKER, tx)
    assert not tx.audit
    assert not tx.events


async def test_each_look_at_a_key_patient_is_accounted_for():
    tx = MemoryTransaction(key_patients=[PATIENT])
    await view_key_patient(PATIENT.id, TAKER, tx)
    await view_key_patient(PATIENT.id, LEADER, tx)
    assert tx.told == ["key_patient_viewed"] * 2
    assert [entry.subject for entry in tx.audit] == [str(PATIENT.id)] * 2
    assert PATIENT.name not in repr([tx.audit, tx.events])


async def test_a_search_of_the_register_keeps_no_name():
    tx = MemoryTransaction()
    await list_key_patients("刘洋", tx)
    assert tx.audit[0].subject == "characters:2"


async def test_key_patients_are_stored_with_the_numbers_that_calls_will_bring():
    tx = MemoryTransaction()
    written = await write_key_patient(WRITE, tx)
    assert written.numbers == (NUMBER, "052784382216")
    assert (await tx.directory.describe_caller("052784382216")).key_patient is not None
    assert tx.told == ["key_patient_written"]


async def test_nobody_enters_the_register_on_a_consent_of_tomorrow():
    tx = MemoryTransaction()
    with pytest.raises(ConsentNotYetGiven):
        await write_key_patient(replace(WRITE, consent_on=NOON + timedelta(days=1)), tx)
    assert not list(tx.key_patients)


async def test_a_change_keeps_who_he_is():
    tx = MemoryTransaction(key_patients=[PATIENT])
    written = await write_key_patient(replace(WRITE, id=PATIENT.id), tx)
    assert written.id == PATIENT.id
    assert tx.key_patients[PATIENT.id].name == "张建国"


async def test_who_leaves_the_register_is_forgotten_and_no_longer_flagged():
    tx = MemoryTransaction(key_patients=[PATIENT])
    await remove_key_patient(PATIENT.id, LEADER, tx)
    kept = tx.key_patients[PATIENT.id]
    assert (kept.name, kept.numbers, kept.condition, kept.access_note) == ("", (), "", "")
    assert (await tx.directory.describe_caller(NUMBER)).key_patient is None
    assert tx.told == ["key_patient_removed"]
    with pytest.raises(KeyPatientNotFound):
        await write_key_patient(replace(WRITE, id=PATIENT.id), tx)


async def test_listening_and_reading_the_trail_stand_in_the_trail():
    tx = MemoryTransaction()
    await play_recording(PlayRecording("20251122-120000-node1-1.1", CALL.id, None, LEADER), tx)
    await view_audit(None, tx)
    assert [entry.verb for entry in tx.audit] == ["play_recording", "view_audit"]
    assert tx.events[0].subjects == (CALL.id,)
