"""A vehicle terminal gets a token by which it may tell its position over HTTP."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.terminal_token import TerminalToken
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class IssueTerminalToken:
    """For which terminal; by is a staff number."""

    device: str
    token_hash: bytes
    by: str


async def issue_terminal_token(command: IssueTerminalToken, tx: Transaction) -> TerminalToken:
    """Let the token hold from now on; an earlier one of the terminal holds no longer."""
    token = TerminalToken(command.device, command.token_hash, tx.now, command.by)
    await tx.terminal_tokens.save(token)
    subject = f"terminal:{command.device}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "issue_terminal_token", subject, None))
    return token
