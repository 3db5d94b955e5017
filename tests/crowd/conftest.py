"""The same exchange of its own as in the integration tests."""

from tests.integration.exchange.conftest import exchange, short_folder

__all__ = ["exchange", "short_folder"]
