"""What one exchange is to be, from the boot file, the site settings and the phones' accounts."""

from collections.abc import Mapping
from dataclasses import asdict

from dispatch.adapters.asterisk.dialplan.plan import (
    FIRST_SEAT_PHONE,
    DistrictPlan,
    ExchangePlan,
    Listening,
    SeatLine,
    SparePhone,
    Timings,
    TrunkPeer,
)
from dispatch.adapters.asterisk.dialplan.plan_lines import StationLine
from dispatch.config import Certificates, Exchange
from dispatch.domain.line import LinePlan
from dispatch.domain.site import District, SeatPlan, SiteSettings
from dispatch.domain.site_timings import OF_ORDERS


def plan_exchange(
    exchange: Exchange,
    site: SiteSettings,
    accounts: Mapping[str, str],
    *,
    ami_secret: str,
    certificates: Certificates | None,
) -> ExchangePlan:
    """Put the plan together.

    Args:
        exchange: Where it listens.
        site: Seats, trunks, spare phones and timings.
        accounts: SIP secret of every phone, by its name; a KeyError names a phone without one.
        ami_secret: Of the manager accounts.
        certificates: For wss; None on loopback.
    """
    return ExchangePlan(
        name=exchange.name,
        listening=_listening(exchange, certificates),
        ami_secret=ami_secret,
        seats=tuple(_seat(seat, accounts) for seat in site.seats),
        spare_phones=tuple(SparePhone(name, accounts[name]) for name in site.spare_phones),
        trunks=tuple(
            TrunkPeer(trunk.name, trunk.host, trunk.port, trunk.priority) for trunk in site.trunks
        ),
        backup_numbers=site.backup_numbers,
        distribution=site.distribution.value,
        area_code=site.area_code,
        districts=tuple(map(_district, site.districts)),
        emergency_number=site.emergency_number,
        timings=_timings(site),
        dial_in_number=site.dial_in_number,
        lines=tuple(_line(line, accounts[line.phone]) for line in site.lines),
        skills=tuple(one.code for one in site.skills),
    )


def _timings(site: SiteSettings) -> Timings:
    return Timings(
        overflow_after_s=site.overflow_after_s,
        backup_rings_s=site.backup_rings_s,
        message_after_s=site.message_after_s,
        seat_lost_after_s=site.seat_leg_lost_after_s,
        park_returns_after_s=site.park_returns_after_s,
        **{name: value for name, value in asdict(site.timings).items() if name not in OF_ORDERS},
    )


def _seat(seat: SeatPlan, accounts: Mapping[str, str]) -> SeatLine:
    password = accounts[str(FIRST_SEAT_PHONE + seat.number)]
    return SeatLine(seat.number, seat.kind.value, password, seat.penalty)


def _district(one: District) -> DistrictPlan:
    return DistrictPlan(one.name, one.together, one.prefixes, one.station_number)


def _line(line: LinePlan, password: str) -> StationLine:
    return StationLine(line.number, line.label, line.way, password, line.group, line.second_number)


def _listening(exchange: Exchange, certificates: Certificates | None) -> Listening:
    return Listening(
        address=exchange.host,
        sip_port=exchange.sip_port,
        ami_port=exchange.ami_port,
        http_port=exchange.http_port,
        rtp_first_port=exchange.rtp_first_port,
        rtp_last_port=exchange.rtp_last_port,
        certificate=certificates.certificate if certificates else None,
        certificate_key=certificates.key if certificates else None,
        ami_address=exchange.ami_host,
        ami_allowed=exchange.ami_allowed,
    )
