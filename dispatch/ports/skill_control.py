"""Sending a caller on to somebody who has a skill."""

from typing import Protocol


class SkillControl(Protocol):
    """Orders to one exchange; raises ExchangeAway and ExchangeRefused as CallControl does."""

    async def send_on(self, call_unique_id: str, sender: int, skill: str) -> None:
        """Take the caller out of the talk at one seat and ring those who have a skill.

        Nobody has it, or none of them answers in the site's time: every seat rings, and he is
        ahead of all others.
        """
