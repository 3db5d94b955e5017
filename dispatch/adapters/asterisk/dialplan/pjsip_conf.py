"""pjsip.conf: trunks known by address, telephones that register with a password."""

from collections.abc import Collection, Iterable, Iterator

from dispatch.adapters.asterisk.dialplan.codecs import G711, heard_codecs, told_codecs
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, SeatLine, TrunkPeer
from dispatch.adapters.asterisk.dialplan.plan_lines import StationLine
from dispatch.adapters.asterisk.dialplan.sections import Setting, section, sections

FROM_TRUNK = "from-trunk"
# A telephone can dial nothing but the code of a conference.
FROM_PHONE = "from-phone"
REGISTERED_FOR_S = 120
# Only SIP's own load lets Asterisk leave new requests unanswered. As it ships, a heap of anything
# does, of untold manager events too, and a call must not wait for those.
OVERLOADED_BY = "pjsip_only"
# A trunk's aor: the dot, which no name may hold, tells it from a telephone's in every event.
TRUNK_AOR = "trunk."
FIRST_OF_OURS = "prefer: configured, operation: intersect, keep: first, transcode: allow"


def pjsip_conf(plan: ExchangePlan, made: Collection[str] = ()) -> str:
    """Write pjsip.conf, with the codecs that this exchange makes into sound."""
    return sections(
        (
            section(
                "global",
                ("type", "global"),
                ("user_agent", "Dispatch120"),
                ("taskprocessor_overload_trigger", OVERLOADED_BY),
            ),
            *_transports(plan),
            *(part for trunk in plan.trunks for part in _trunk(plan, trunk, made)),
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
        ("allow", ",".join(G711)),
        ("direct_media", "no"),
        ("allow_transfer", "no"),
        ("allow_subscribe", "no"),
        ("send_pai", "no"),
        ("media_address", plan.listening.address),
        ("bind_rtp_to_media_address", "yes"),
    )


def _trunk(plan: ExchangePlan, trunk: TrunkPeer, made: Collection[str]) -> Iterator[str]:
    """Write a trunk: G.711 is preferred, then what can be made into it, then what is only told."""
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
        ("allow", ",".join((*heard_codecs(made)[len(G711) :], *told_codecs(made)))),
        ("codec_prefs_incoming_offer", FIRST_OF_OURS),
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
        ("qualify_timeout", f"{plan.timings.phone_asked_for_s}.0"),
    )


def _medium(*, soft: bool) -> Iterable[Setting]:
    if soft:
        return (("webrtc", "yes"), ("dtls_auto_generate_cert", "yes"))
    return (("transport", "udp"), ("rtp_symmetric", "yes"), ("force_rport", "yes"))
