"""What a server answered, and whether it may answer so."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from dispatch.api.problems import MEDIA_TYPE
from dispatch.contracts.problems import Problem

STREAMED = {"/metrics", "/ready"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Args:
        who: The role that asked.
        operation: Method and path as the schema writes it.
        asked: What was sent, so that a person can send it again.
    """

    who: str
    operation: str
    status: int
    media_type: str
    body: bytes
    asked: str

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status < 300

    @property
    def fault(self) -> str | None:
        """Why no server may ever answer so; None when it may."""
        if self.status >= 500:
            return self._told("a server fault")
        if self.status >= 400 and not self._is_problem():
            return self._told("an error that is no problem document")
        return None

    def _is_problem(self) -> bool:
        if self.media_type != MEDIA_TYPE:
            return False
        try:
            problem = Problem.model_validate(json.loads(self.body))
        except (ValueError, ValidationError):
            return False
        return problem.status == self.status and bool(problem.request_id)

    def _told(self, what: str) -> str:
        return f"{what}: {self.who} {self.asked} -> {self.status} {self.body[:300]!r}"
