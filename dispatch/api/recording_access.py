"""Attempts at recordings by those without the right: each stands in the trail."""

import re
from typing import Any, Final

from fastapi import Depends, Request

from dispatch.api.context import context_of
from dispatch.api.identity import SignedIn
from dispatch.api.looks import look
from dispatch.domain.people import Verb
from dispatch.services.recordings.deny_recordings import deny_recordings

RECORDING_NAME: Final = r"^[0-9A-Za-z_.-]{1,80}$"
_NO_RECORDING: Final = "-"


def accounts_for_denial(verb: Verb) -> Any:  # noqa: ANN401 - a FastAPI dependency marker
    """Keep the attempt of a person without the right; the route's own check refuses it."""

    async def account(request: Request, session: SignedIn) -> None:
        if verb in session.person.rights:
            return
        name = str(request.path_params.get("name", _NO_RECORDING))
        subject = name if re.match(RECORDING_NAME, name) else _NO_RECORDING
        await look(
            context_of(request),
            session,
            "deny_recordings",
            lambda tx: deny_recordings(verb, subject, tx),
        )

    return Depends(account)
