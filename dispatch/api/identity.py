"""Who asks: session from the Authorization header, right from the route, key from its header."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Request

from dispatch.api.context import Context, context_of
from dispatch.contracts.base import View
from dispatch.domain.origin import Origin, staff_origin
from dispatch.domain.people import Person, ReauthenticationNeeded, Session, SessionEnded, Verb
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.transaction import Transaction

REAUTHENTICATION_HOLDS_S = 300

Answer = TypeVar("Answer", bound=View)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who asks for a change, with the key of this request."""

    session: Session
    key: UUID
    commands: Commands

    @property
    def person(self) -> Person:
        """The person."""
        return self.session.person

    @property
    def staff_number(self) -> str:
        """The person's staff number."""
        return self.session.person.staff_number

    async def do(
        self,
        name: str,
        use_case: Callable[[Transaction], Awaitable[object]],
        answer: type[Answer],
        *asked: object,
    ) -> Answer:
        """Run a use case once for this key and give its answer as a view.

        Args:
            name: The use case's name.
            use_case: What to run; its result has the answer's fields.
            answer: The view to answer with.
            asked: What was asked, so that a reused key with another body is found.
        """
        keyed = Keyed(self.key, name, canonical(asked))
        origin = staff_origin(self.staff_number)
        return await run_once(self.commands, keyed, origin, use_case, answer)


async def find_session(context: Context, token: str) -> Session:
    """Find the session of a token; SessionEnded."""
    found = await context.queries.find_session(sha256(token.encode()).digest())
    if found is None or not found.person.active:
        raise SessionEnded
    return found


async def _session(request: Request, authorization: Annotated[str, Header()] = "") -> Session:
    return await find_session(context_of(request), bearer(authorization))


SignedIn = Annotated[Session, Depends(_session)]


def reader(verb: Verb) -> Any:  # noqa: ANN401 - a FastAPI dependency marker
    """A person who reads, with the right to."""

    async def allowed(session: SignedIn) -> Session:
        session.person.must(verb)
        return session

    return Depends(allowed)


def actor(verb: Verb, *, again: bool = False) -> Any:  # noqa: ANN401 - a FastAPI dependency marker
    """A person who changes something, with the right to.

    Args:
        verb: The right.
        again: Whether the password must have been said within the last five minutes.
    """

    async def allowed(
        request: Request, session: SignedIn, idempotency_key: Annotated[UUID, Header()]
    ) -> Actor:
        session.person.must(verb)
        context = context_of(request)
        if again:
            _must_be_fresh(session, context)
        return Actor(session, idempotency_key, context.commands)

    return Depends(allowed)


def _must_be_fresh(session: Session, context: Context) -> None:
    said_at = session.reauthenticated_at
    age_s = (context.clock.now() - said_at).total_seconds() if said_at else None
    if age_s is None or age_s > REAUTHENTICATION_HOLDS_S:
        raise ReauthenticationNeeded


async def run_once(
    commands: Commands,
    keyed: Keyed,
    origin: Origin,
    use_case: Callable[[Transaction], Awaitable[object]],
    answer: type[Answer],
) -> Answer:
    """Run a use case once for a key, and give its answer, or the stored one, as a view."""

    async def run(tx: Transaction) -> Json:
        return answer.model_validate(await use_case(tx)).model_dump(mode="json")

    return answer.model_validate(await commands.run(keyed, origin, run))


def bearer(authorization: str) -> str:
    """Give the token of an Authorization header; SessionEnded."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise SessionEnded
    return token


def canonical(asked: tuple[object, ...]) -> str:
    """Write what was asked so that the same is the same text."""
    plain = [
        part.model_dump(mode="json") if hasattr(part, "model_dump") else part for part in asked
    ]
    return json.dumps(plain, sort_keys=True, default=str)
