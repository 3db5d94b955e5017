"""Refusals: each a class with a stable code that the text catalogue speaks."""

from typing import ClassVar


class DomainError(Exception):
    """A refusal. It changes nothing, is never retried and is told by its code.

    Args:
        parameters: Named values that the text for this code needs; never a caller's data.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, **parameters: str | int | None) -> None:
        super().__init__(self.code, parameters)
        self.parameters = parameters


class IllegalMove(DomainError):
    """That move is not in the life cycle's table."""

    code = "illegal_move"


class KeyReused(DomainError):
    """An idempotency key came again with another body."""

    code = "key_reused"


class RightMissing(DomainError):
    """The person's roles do not hold this verb."""

    code = "right_missing"
