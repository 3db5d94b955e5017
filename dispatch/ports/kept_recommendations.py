"""Where it is kept what recommendations were made from."""

from typing import Protocol

from dispatch.domain.kept_recommendation import KeptRecommendation


class KeptRecommendations(Protocol):
    """Written once, never changed."""

    async def add(self, kept: KeptRecommendation) -> None:
        """Keep one."""
        ...
