"""A person who left works on nothing any more."""

from dispatch.ports.transaction import Transaction
from dispatch.services.give_tasks_back import give_tasks_back


async def release_tasks_of(staff_number: str, tx: Transaction) -> None:
    """Give back all tasks of a person, unless he is signed in and has a seat (again)."""
    if await tx.sessions.list_of(staff_number) and await tx.seats.find_of_staff(staff_number):
        return
    await give_tasks_back(staff_number, tx)
