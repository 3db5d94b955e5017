"""Looks that were audited, and secrets of phones; see `memory_transaction`."""

from dispatch.domain.audit import AuditEntry


class MemoryPhoneAccounts(dict[str, str]):
    """See `dispatch.ports.phone_accounts`: secrets by name."""

    async def add(self, name: str, secret: str) -> None:
        self.setdefault(name, secret)

    async def remove(self, name: str) -> None:
        self.pop(name, None)


class MemoryAudit(list[AuditEntry]):
    """See `dispatch.ports.audit`."""

    async def add(self, entry: AuditEntry) -> None:
        self.append(entry)
