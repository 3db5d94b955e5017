"""Where the rules of dispatch are kept."""

from typing import Protocol

from dispatch.domain.dispatch_rules import DispatchRules


class DispatchRulesRepository(Protocol):
    """Versions of the rules."""

    async def current(self) -> DispatchRules:
        """Give the rules in force; before anybody wrote any, what a centre begins with."""
        ...

    async def add(self, rules: DispatchRules) -> None:
        """Put a next version in force; RulesChangedMeanwhile when there is one already."""
        ...
