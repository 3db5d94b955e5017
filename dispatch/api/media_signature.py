"""Short-lived signed addresses of recordings: a player cannot send a header with its token."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from dispatch.domain.errors import DomainError

LASTS = timedelta(minutes=5)


class SignatureInvalid(DomainError):
    """The address was not made by a server of this centre, or its time is over."""

    code = "signature_invalid"


class MediaSigner:
    """Signs and checks addresses.

    Args:
        secret: The same on both servers, so that an address made by one holds on the other.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def sign(self, file_name: str, expires_at: datetime) -> str:
        """Give the address of a recording's file, without a host.

        Args:
            file_name: NAME.flac, NAME.opus or NAME.peaks.
            expires_at: After this it is worth nothing; fractions of a second are dropped.
        """
        expires = int(expires_at.timestamp())
        query = urlencode({"expires": expires, "signature": self._signature(file_name, expires)})
        return f"/media/recordings/{file_name}?{query}"

    def check(self, file_name: str, query: Mapping[str, str], now: datetime) -> None:
        """Refuse an address that is not ours or no longer holds.

        Raises:
            SignatureInvalid: Which of the two is not told.
        """
        expires, signature = query.get("expires", ""), query.get("signature", "")
        known = expires.isascii() and expires.isdigit() and len(expires) <= 12
        ours = self._signature(file_name, int(expires) if known else 0)
        if not hmac.compare_digest(signature.encode(), ours.encode()):
            raise SignatureInvalid
        if now.timestamp() >= int(expires):
            raise SignatureInvalid

    def _signature(self, file_name: str, expires: int) -> str:
        return hmac.new(self._secret, f"{file_name}\n{expires}".encode(), sha256).hexdigest()
