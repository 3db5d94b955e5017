"""Nothing is heard any more of a person's page."""

from dispatch.ports.transaction import Transaction
from dispatch.services.give_tasks_back import give_tasks_back


async def release_tasks_of_silent(staff_number: str, tx: Transaction) -> None:
    """Give back what he works on, though he is still signed in and has his seat."""
    await give_tasks_back(staff_number, tx)
