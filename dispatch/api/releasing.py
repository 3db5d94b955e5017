"""Who may let a recording out; a refusal is written down as what is allowed is."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, SignedIn
from dispatch.domain.errors import DomainError, RightMissing
from dispatch.domain.origin import staff_origin
from dispatch.domain.people import Person, Verb
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.recordings import refuse_release as refuse_case

T = TypeVar("T")


def releaser(verb: Verb, act: str) -> Any:  # noqa: ANN401 - a FastAPI dependency marker
    """A person with the right to let recordings out; who lacks it is refused on record."""

    async def allowed(
        request: Request, session: SignedIn, idempotency_key: Annotated[UUID, Header()]
    ) -> Actor:
        context, person = context_of(request), session.person
        if verb not in person.rights:
            subject = str(request.path_params.get("name", "-"))
            await note_refusal(context, person, act, subject, RightMissing.code)
        person.must(verb)
        return Actor(session, idempotency_key, context.commands)

    return Depends(allowed)


async def on_record(
    context: Context, person: Person, act: str, subject: str, work: Callable[[], Awaitable[T]]
) -> T:
    """Do it; write a refusal down before it is told."""
    try:
        return await work()
    except DomainError as refusal:
        await note_refusal(context, person, act, subject, refusal.code)
        raise


async def note_refusal(
    context: Context,
    person: Person,
    act: str,
    subject: str,
    code: str,
    *,
    key: UUID | None = None,
) -> None:
    """Write a refusal down, once where it has a key."""
    command = refuse_case.RefuseRelease(act, subject, code, person)

    async def run(tx: Transaction) -> Json:
        await refuse_case.refuse_release(command, tx)
        return None

    keyed = Keyed(key, f"{act}_refused", code)
    await context.commands.run(keyed, staff_origin(person.staff_number), run)
