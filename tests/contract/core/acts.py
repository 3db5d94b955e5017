"""Small acts that contract tests repeat."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.domain.events import Kind, task_event
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.people import Person, Role
from dispatch.domain.task import Task, TaskKind, TaskReason, TaskState
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.people.sign_in import SignIn, sign_in
from dispatch.services.site.found_centre import FoundCentre, found_centre
from dispatch.simulator.demo_centre import site_settings

ORIGIN = Origin("staff:1027", Wire.CONSOLE)
NOON = datetime(2025, 11, 22, 4, 0, tzinfo=UTC)
LEADER = Person("2003", "陈刚", frozenset({Role.SHIFT_LEADER}), "-", active=True)


async def found(commands: PostgresCommands) -> None:
    """Begin the demonstration centre."""

    async def run(tx: Transaction) -> Json:
        await found_centre(FoundCentre(site_settings(tx.now), (), (), ()), tx)
        return None

    await commands.run(Keyed(None, "found_centre"), ORIGIN, run)


async def open_task(commands: PostgresCommands, key: UUID | None = None, body: str = "") -> Json:
    """Open one task, which every desk hears."""

    async def run(tx: Transaction) -> Json:
        task = Task(
            id=tx.new_id(),
            kind=TaskKind.CALL_BACK,
            reason=TaskReason.ABANDONED,
            call_id=uuid4(),
            number=None,
            state=TaskState.OPEN,
            opened_at=tx.now,
        )
        await tx.tasks.save(task)
        tx.events.append(task_event(Kind.TASK_OPENED, task))
        return str(task.id)

    return await commands.run(Keyed(key, "open_task", body), ORIGIN, run)


async def start_session(commands: PostgresCommands, person: Person = LEADER) -> None:
    """Start a session, which leaders hear and desks do not."""

    async def run(tx: Transaction) -> Json:
        await tx.people.save(person)
        await sign_in(SignIn(person, uuid4().bytes), tx)
        return None

    await commands.run(Keyed(None, "sign_in"), ORIGIN, run)
