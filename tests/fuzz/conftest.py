"""What floods a real exchange needs one of its own."""

from tests.integration.exchange.conftest import exchange, short_folder

__all__ = ["exchange", "short_folder"]
