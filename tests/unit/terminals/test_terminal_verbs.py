"""Terminals are admitted by a technician, revoked, and written to; texts name no person."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from dispatch.domain.terminal import (
    NoTerminal,
    SeenTerminal,
    TerminalNotAdmitted,
    TerminalNotSeen,
    ending_text,
    order_text,
)
from dispatch.domain.terminal_facts import TerminalTextFact
from dispatch.domain.vehicle import VehicleNotFound
from dispatch.services.terminals.admit_terminal import AdmitTerminal, admit_terminal
from dispatch.services.terminals.revoke_terminal import RevokeTerminal, revoke_terminal
from dispatch.services.terminals.send_terminal_text import SendTerminalText, send_terminal_text
from tests.unit.memory_transaction import MemoryTransaction

PHONE = "13800000120"
AT = datetime(2026, 11, 22, 6, 15, tzinfo=UTC)
MESSAGE, FIRST, SECOND = UUID(int=1), UUID(int=11), UUID(int=12)


def seen(terminal: str | None = "A000001") -> SeenTerminal:
    maker, model = ("ACME0", "T808") if terminal else (None, None)
    return SeenTerminal(
        phone=PHONE,
        feed="jt808-1",
        version=2013,
        plate="粤A12345",
        maker=maker,
        model=model,
        terminal=terminal,
        address="10.0.0.7",
        first_seen_at=AT,
        last_seen_at=AT,
        connected=True,
        doubled=0,
        counts={},
    )


@pytest.fixture
async def tx() -> MemoryTransaction:
    return MemoryTransaction()


async def admitted(tx: MemoryTransaction) -> None:
    await admit_terminal(AdmitTerminal(seen(), None, "9001"), tx)


async def test_the_box_that_was_seen_is_admitted_audited_and_told(tx: MemoryTransaction) -> None:
    admission = await admit_terminal(AdmitTerminal(seen(), None, "9001"), tx)
    assert (admission.phone, admission.terminal, admission.admitted_by) == (
        PHONE,
        "A000001",
        "9001",
    )
    assert [(one.verb, one.subject) for one in tx.audit] == [
        ("admit_terminal", f"terminal:{PHONE}")
    ]
    assert tx.told == ["terminal_changed"]


async def test_a_terminal_that_never_registered_is_nothing_to_admit(tx: MemoryTransaction) -> None:
    with pytest.raises(TerminalNotSeen):
        await admit_terminal(AdmitTerminal(seen(None), None, "9001"), tx)


async def test_a_vehicle_that_is_not_there_gets_no_terminal(tx: MemoryTransaction) -> None:
    with pytest.raises(VehicleNotFound):
        await admit_terminal(AdmitTerminal(seen(), FIRST, "9001"), tx)
    assert tx.terminals.admissions == {}


async def test_a_revoked_terminal_may_be_admitted_again(tx: MemoryTransaction) -> None:
    await admitted(tx)
    revoked = await revoke_terminal(RevokeTerminal(PHONE, "9001"), tx)
    assert revoked.revoked_by == "9001"
    assert await revoke_terminal(RevokeTerminal(PHONE, "9002"), tx) == revoked
    await admitted(tx)
    assert tx.terminals.admissions[PHONE].revoked_at is None
    assert tx.told == ["terminal_changed"] * 3


async def test_what_was_never_admitted_cannot_be_revoked(tx: MemoryTransaction) -> None:
    with pytest.raises(TerminalNotAdmitted):
        await revoke_terminal(RevokeTerminal("7", "9001"), tx)


@pytest.mark.parametrize("chosen", [frozenset(), frozenset({FIRST, SECOND})])
async def test_a_text_goes_to_vehicles_whose_terminal_is_admitted(
    tx: MemoryTransaction, chosen: frozenset[UUID]
) -> None:
    await admitted(tx)
    tx.terminals.trackers = {FIRST: PHONE, SECOND: "T-SERIAL"}
    text = await send_terminal_text(SendTerminalText(MESSAGE, chosen, "路面结冰", "1027"), tx)
    assert (text.phones, text.by) == ((PHONE,), "1027")
    event = tx.events[-1]
    assert event.kind == "terminal_text_sent"
    assert event.fact == TerminalTextFact(text)


async def test_a_text_that_nobody_would_see_is_refused(tx: MemoryTransaction) -> None:
    await admitted(tx)
    tx.terminals.trackers = {FIRST: PHONE, SECOND: "T-SERIAL"}
    with pytest.raises(NoTerminal):
        await send_terminal_text(SendTerminalText(MESSAGE, frozenset({SECOND}), "?", "1027"), tx)


def test_an_order_is_told_by_where_and_what_alone() -> None:
    said = {"priority": 1, "place": "幸福里3号楼", "pick_up": "东门", "complaint": "胸痛"}
    assert order_text(number="20261122-0047-1", revision=1, **said) == (  # type: ignore[arg-type]
        "【派车】20261122-0047-1\n1级 胸痛\n地址：幸福里3号楼\n等车：东门"
    )
    assert order_text(
        number="N", revision=2, priority=None, place="桥头", pick_up=None, complaint=None
    ) == ("【派车单第2版】N\n地址：桥头")


def test_a_vehicle_that_need_not_go_is_told_so() -> None:
    assert ending_text("N", reassigned=False) == "【取消派车】N，本车不用去了"
    assert ending_text("N", reassigned=True) == "【改派】N，本车不用去了"
