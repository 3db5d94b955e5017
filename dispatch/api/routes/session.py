"""Sign in, sign out, and say the password again."""

from hashlib import sha256
from secrets import token_urlsafe
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response

from dispatch.api.context import Context, context_of
from dispatch.api.identity import SignedIn
from dispatch.api.tries import Tries
from dispatch.contracts.people import Reauthenticate, ServerAddress, SessionView, SignIn, You
from dispatch.domain.origin import staff_origin
from dispatch.domain.people import Person, Session, SignInRefused
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.people import reauthenticate as again
from dispatch.services.people import sign_in as sign_in_case
from dispatch.services.people import sign_out as sign_out_case

router = APIRouter(prefix="/session", tags=["session"])


@router.post("")
async def sign_in(asked: SignIn, request: Request) -> SessionView:
    """Start a session. A wrong number and a wrong password look and last the same."""
    context = context_of(request)
    tries: Tries = request.app.state.tries
    names = (f"staff:{asked.staff_number}", f"address:{_address(request)}")
    tries.allow(*names)
    person = await _find_person(context, asked.staff_number)
    known = person.password_hash if person else request.app.state.nobodys_hash
    matches = await context.passwords.match(known, asked.password.get_secret_value())
    if person is None or not matches or not person.active:
        tries.failed(*names)
        raise SignInRefused
    token = token_urlsafe(32)
    await _start(context, person, sha256(token.encode()).digest())
    session = await context.queries.find_session(sha256(token.encode()).digest())
    if session is None:
        raise SignInRefused
    return await _view(context, session, token)


@router.get("")
async def get_session(session: SignedIn, request: Request) -> You:
    """Tell who is signed in."""
    return await you(context_of(request), session)


@router.delete("", status_code=204)
async def sign_out(
    session: SignedIn, idempotency_key: Annotated[UUID, Header()], request: Request
) -> Response:
    """End the session."""

    async def run(tx: Transaction) -> Json:
        await sign_out_case.sign_out(session, tx)
        return {}

    keyed = Keyed(idempotency_key, "sign_out", str(session.id))
    await context_of(request).commands.run(keyed, staff_origin(session.person.staff_number), run)
    return Response(status_code=204)


@router.post("/reauthentication", status_code=204)
async def reauthenticate(asked: Reauthenticate, session: SignedIn, request: Request) -> Response:
    """Say the password again, before a destructive act."""
    context = context_of(request)
    tries: Tries = request.app.state.tries
    name = f"staff:{session.person.staff_number}"
    tries.allow(name)
    said = asked.password.get_secret_value()
    if not await context.passwords.match(session.person.password_hash, said):
        tries.failed(name)
        raise SignInRefused

    async def run(tx: Transaction) -> Json:
        await again.reauthenticate(session, tx)
        return {}

    origin = staff_origin(session.person.staff_number)
    await context.commands.run(Keyed(None, "reauthenticate"), origin, run)
    return Response(status_code=204)


async def you(context: Context, session: Session) -> You:
    """Show a signed-in person."""
    person = session.person
    seats = await context.queries.list_seats()
    own = [seat.number for seat in seats if seat.staff_number == person.staff_number]
    return You(
        staff_number=person.staff_number,
        name=person.name,
        roles=tuple(sorted(person.roles)),
        rights=tuple(sorted(person.rights)),
        seat=own[0] if own else None,
    )


async def _view(context: Context, session: Session, token: str) -> SessionView:
    site = await context.queries.read_site()
    boot = context.settings.boot
    return SessionView(
        token=token,
        expires_at=session.expires_at,
        you=await you(context, session),
        centre_name=site.centre_name,
        mode=boot.centre.mode,
        zone=boot.centre.zone,
        servers=tuple(ServerAddress(name=one.name, url=one.url) for one in boot.servers),
    )


async def _find_person(context: Context, staff_number: str) -> Person | None:
    people = await context.queries.list_people()
    return next((person for person in people if person.staff_number == staff_number), None)


async def _start(context: Context, person: Person, token_hash: bytes) -> None:
    async def run(tx: Transaction) -> Json:
        await sign_in_case.sign_in(sign_in_case.SignIn(person, token_hash), tx)
        return None

    await context.commands.run(Keyed(None, "sign_in"), staff_origin(person.staff_number), run)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
