"""A link 定位链接 that lets a caller's own telephone say where it is: one call, half an hour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.sms import Sms, SmsReason, SmsState

LASTS = timedelta(minutes=30)
MOST_OF_INCIDENT = 5
MOST_PLACES = 120
LEAST_BETWEEN_PLACES = timedelta(seconds=3)
SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"  # no l, o, 0, 1: it may be typed from a screen
TOKEN_SIGNS = 26  # five bits each: 130


class Denial(StrEnum):
    """Why a telephone gives no place."""

    REFUSED = "refused"
    NO_FIX = "no_fix"
    TIMED_OUT = "timed_out"
    UNSUPPORTED = "unsupported"


class HiddenReason(StrEnum):
    """Why a centre has no links."""

    NO_PUBLIC_ADDRESS = "no_public_address"
    NO_SMS_WAY = "no_sms_way"


class LinksHidden(DomainError):
    """This centre has no public address, or nothing to send short messages with."""

    code = "links_hidden"


class LinkOver(DomainError):
    """No such link, or its time is over, or its incident is closed."""

    code = "link_over"


class LinkBusy(DomainError):
    """Places come faster, or more of them, than a link takes."""

    code = "link_busy"


class NumberNotMobile(DomainError):
    """Only a mobile telephone can open a link."""

    code = "number_not_mobile"


class TooManyLinks(DomainError):
    """The incident has had as many links as it may."""

    code = "too_many_links"


@dataclass(frozen=True, slots=True)
class LocationLink:
    """One link. The token itself is never stored, only its SHA-256.

    Args:
        sent_by: Staff number.
        opened_at: When its page was shown first.
        denial: What the telephone said last instead of a place.
        places: How many it gave.
        radius_m: Within which the last one is.
        doubtful: Whether something speaks against the last one.
    """

    id: UUID
    call_id: UUID
    sms_id: UUID
    number: str
    token_hash: bytes
    sent_by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    opened_at: datetime | None = None
    denied_at: datetime | None = None
    denial: Denial | None = None
    places: int = 0
    placed_at: datetime | None = None
    radius_m: float | None = None
    doubtful: bool = False

    def must_run(self, at: datetime) -> None:
        """LinkOver unless it still runs."""
        if self.revoked_at is not None or at >= self.expires_at:
            raise LinkOver

    def opened(self, at: datetime) -> "LocationLink":
        """Somebody sees its page."""
        self.must_run(at)
        return replace(self, opened_at=self.opened_at or at)

    def denied(self, denial: Denial, at: datetime) -> "LocationLink":
        """The telephone gives no place."""
        return replace(self.opened(at), denial=denial, denied_at=at)

    def placed(self, radius_m: float | None, at: datetime, *, doubtful: bool) -> "LocationLink":
        """The telephone gave a place; LinkBusy when it gives too many."""
        shown = self.opened(at)
        soon = self.placed_at is not None and at - self.placed_at < LEAST_BETWEEN_PLACES
        if soon or self.places >= MOST_PLACES:
            raise LinkBusy
        return replace(
            shown,
            places=self.places + 1,
            placed_at=at,
            radius_m=radius_m,
            doubtful=doubtful,
            denial=None,
            denied_at=None,
        )

    def revoked(self, at: datetime) -> "LocationLink":
        """It opens no more."""
        return replace(self, revoked_at=self.revoked_at or at)


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link and its short message as a seat sees them; neither token nor text is in it."""

    id: UUID
    call_id: UUID
    number: str
    sent_by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    sms_state: SmsState
    sms_reason: SmsReason | None
    sms_tries: int
    opened_at: datetime | None
    denied_at: datetime | None
    denial: Denial | None
    places: int
    placed_at: datetime | None
    radius_m: float | None
    doubtful: bool


def shown(link: LocationLink, sms: Sms) -> ShownLink:
    """Put together what a seat sees."""
    return ShownLink(
        id=link.id,
        call_id=link.call_id,
        number=link.number,
        sent_by=link.sent_by,
        made_at=link.made_at,
        expires_at=link.expires_at,
        revoked_at=link.revoked_at,
        sms_state=sms.state,
        sms_reason=sms.reason,
        sms_tries=sms.tries,
        opened_at=link.opened_at,
        denied_at=link.denied_at,
        denial=link.denial,
        places=link.places,
        placed_at=link.placed_at,
        radius_m=link.radius_m,
        doubtful=link.doubtful,
    )


def must_be_mobile(number: str) -> str:
    """Give a number in its stored form back; NumberNotMobile."""
    mobile = len(number) == 11 and number.isascii() and number.isdigit()
    if not mobile or number[0] != "1" or number[1] not in "3456789":
        raise NumberNotMobile
    return number


def must_be_few(links: Sequence[LocationLink]) -> None:
    """TooManyLinks when an incident may have no more."""
    if len(links) >= MOST_OF_INCIDENT:
        raise TooManyLinks


def text_of(centre: str, url: str) -> str:
    """Write what the caller's telephone receives."""
    return f"【{centre}】请点开链接发送您的位置，30分钟内有效 {url} 打不开请在电话里说明地址"
