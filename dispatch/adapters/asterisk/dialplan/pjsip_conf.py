"""pjsip.conf: trunks known by address, telephones that register with a password."""

from collections.abc import Iterable, Iterator

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, SeatLine, TrunkPeer
from dispatch.adapters.asterisk.dialplan.plan_lines import StationLine
from dispatch.adapters.asterisk.dialplan.sections import Setting, section, sections

FROM_TRUNK = "from-trunk"
# A telephone can dial nothing: its context holds no extension.
FROM_PHONE = "from-phone"
PHONE_ASKED_FOR_S = 2.0
REGISTERED_FOR_S = 120
# A trunk's aor: the dot, which no name may hold, tells it from a telephone's in every event.
TRUNK_AOR = "trunk."


def pjsip_conf(plan: ExchangePlan) -> str:
    """Write pjsip.conf."""
    return sections(
        (
            section("global", ("type", "global"), ("user_agent", "Dispatch120")),
            *_transports(plan),
            *(part for trunk in plan.trunks for part in _trunk(plan, trunk)),
            *(
                part
                for seat in plan.seats
                for part in _phone(plan, seat.phone, seat.password, seat)
            ),
            *(
                part
                for spare in plan.spare_phones
                for part in _phone(plan, spare.name, spare.password, None)
            ),
            *(part for line in plan.lines for part in _line(plan, line)),
        )
    )


def _transports(plan: ExchangePlan) -> Iterator[str]:
    address = plan.listening.address
    bracketed = f"[{address}]" if ":" in address else address
    bind = f"{bracketed}:{plan.listening.sip_port}"
    yield section("udp", ("type", "transport"), ("protocol", "udp"), ("bind", bind))
    protocol = "ws" if plan.listening.certificate is None else "wss"
    yield section("websocket", ("type", "transport"), ("protocol", protocol), ("bind", bracketed))


def _common(plan: ExchangePlan) -> Iterable[Setting]:
    return (
        ("type", "endpoint"),
        ("disallow", "all"),
        ("allow", "alaw,ulaw"),
        ("direct_media", "no"),
        ("allow_transfer", "no"),
        ("allow_subscribe", "no"),
        ("send_pai", "no"),
        ("media_address", plan.listening.address),
        ("bind_rtp_to_media_address", "yes"),
    )


def _trunk(plan: ExchangePlan, trunk: TrunkPeer) -> Iterator[str]:
    bracketed = f"[{trunk.address}]" if ":" in trunk.address else trunk.address
    yield section(
        trunk.name,
        *_common(plan),
        ("context", FROM_TRUNK),
        ("transport", "udp"),
        ("aors", f"{TRUNK_AOR}{trunk.name}"),
        ("trust_id_inbound", "yes"),
        ("send_connected_line", "no"),
        ("rtp_timeout", plan.timings.caller_lost_after_s),
    )
    yield section(
        f"{TRUNK_AOR}{trunk.name}",
        ("type", "aor"),
        ("contact", f"sip:{bracketed}:{trunk.port}"),
        ("qualify_frequency", plan.timings.trunk_checked_every_s),
        ("qualify_timeout", f"{plan.timings.trunk_asked_for_s}.0"),
    )
    yield section(
        trunk.name, ("type", "identify"), ("endpoint", trunk.name), ("match", trunk.address)
    )


def _line(plan: ExchangePlan, line: StationLine) -> Iterator[str]:
    """Write a dedicated line; its name is ours, whatever its telephone says of itself."""
    yield section(
        line.phone,
        *_common(plan),
        ("context", line.context),
        ("auth", line.phone),
        ("aors", line.phone),
        ("callerid", f'"{line.label}" <{line.phone}>'),
        ("send_connected_line", "no"),
        ("rtp_timeout", plan.timings.caller_lost_after_s),
        ("device_state_busy_at", 1),
        *_medium(soft=False),
    )
    yield from _registered(plan, line.phone, line.password)


def _phone(plan: ExchangePlan, name: str, password: str, seat: SeatLine | None) -> Iterator[str]:
    soft = seat is not None and seat.kind == "soft"
    yield section(
        name,
        *_common(plan),
        ("context", FROM_PHONE),
        ("auth", name),
        ("aors", name),
        ("rtp_timeout", plan.timings.seat_lost_after_s),
        ("device_state_busy_at", 1),
        *_medium(soft=soft),
    )
    yield from _registered(plan, name, password)


def _registered(plan: ExchangePlan, name: str, password: str) -> Iterator[str]:
    yield section(
        name,
        ("type", "auth"),
        ("auth_type", "userpass"),
        ("username", name),
        ("password", password),
    )
    yield section(
        name,
        ("type", "aor"),
        ("max_contacts", 1),
        ("remove_existing", "yes"),
        ("default_expiration", REGISTERED_FOR_S),
        ("qualify_frequency", plan.timings.phone_checked_every_s),
        ("qualify_timeout", PHONE_ASKED_FOR_S),
    )


def _medium(*, soft: bool) -> Iterable[Setting]:
    if soft:
        return (("webrtc", "yes"), ("dtls_auto_generate_cert", "yes"))
    return (("transport", "udp"), ("rtp_symmetric", "yes"), ("force_rport", "yes"))
