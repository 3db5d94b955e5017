"""Rules of dispatch and kept recommendations in memory, with the promises of their ports."""

from collections.abc import Iterator

from dispatch.domain.dispatch_rules import DispatchRules, RulesChangedMeanwhile
from dispatch.domain.kept_recommendation import KeptRecommendation


class MemoryDispatchRules:
    """See `dispatch.ports.dispatch_rules`."""

    def __init__(self) -> None:
        self._versions = [DispatchRules()]

    async def current(self) -> DispatchRules:
        return self._versions[-1]

    async def add(self, rules: DispatchRules) -> None:
        if rules.version != self._versions[-1].version + 1:
            raise RulesChangedMeanwhile(version=rules.version)
        self._versions.append(rules)


class MemoryKeptRecommendations:
    """See `dispatch.ports.kept_recommendations`."""

    def __init__(self) -> None:
        self._rows: list[KeptRecommendation] = []

    def __iter__(self) -> Iterator[KeptRecommendation]:
        return iter(self._rows)

    async def add(self, kept: KeptRecommendation) -> None:
        self._rows.append(kept)
