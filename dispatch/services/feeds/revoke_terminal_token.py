"""A vehicle terminal may not tell its position over HTTP any longer."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.terminal_token import TerminalToken
from dispatch.ports.transaction import Transaction


async def revoke_terminal_token(device: str, tx: Transaction) -> TerminalToken:
    """Take the token away: the feeds refuse it within a second. DeviceNotFound."""
    token = await tx.terminal_tokens.get(device)
    await tx.terminal_tokens.remove(token)
    subject = f"terminal:{device}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "revoke_terminal_token", subject, None))
    return token
