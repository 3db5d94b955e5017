"""manager.conf, http.conf and rtp.conf: the doors other than SIP."""

from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Listening
from dispatch.adapters.asterisk.dialplan.sections import section, sections

EVENTS_ACCOUNT = "dispatch-events"
ACTIONS_ACCOUNT = "dispatch-actions"
# Four of five events of a call are of these kinds, and no signal comes from them.
WRITE_TIMEOUT_MS = 1000
NOISE = (
    "VarSet",
    "TestEvent",
    "Newexten",
    "RTCPSent",
    "RTCPReceived",
    "MusicOnHold.*",
    "DTMFBegin",
)


def manager_conf(plan: ExchangePlan) -> str:
    """Write manager.conf: one account hears, one acts, both from this machine only."""
    common = (
        ("secret", plan.ami_secret),
        ("deny", "0.0.0.0/0.0.0.0"),
        ("permit", "127.0.0.1/255.255.255.255"),
        ("writetimeout", WRITE_TIMEOUT_MS),
    )
    filters = (("eventfilter", f"!Event: {kind}") for kind in NOISE)
    return sections(
        (
            section(
                "general",
                ("enabled", "yes"),
                ("webenabled", "no"),
                ("bindaddr", "127.0.0.1"),
                ("port", plan.listening.ami_port),
                ("timestampevents", "yes"),
                ("authtimeout", 5),
                ("authlimit", 20),
            ),
            section(
                EVENTS_ACCOUNT,
                *common,
                ("read", "system,call,agent,user,dtmf"),
                ("write", "system,reporting"),
                *filters,
            ),
            section(
                ACTIONS_ACCOUNT,
                *common,
                ("read", "none"),
                ("write", "system,call,agent,reporting,originate"),
            ),
        )
    )


def http_conf(listening: Listening) -> str:
    """Write http.conf: only the web socket of the page's phones, plain on loopback, else wss."""
    return sections((section("general", ("enablestatic", "no"), *_http(listening)),))


def rtp_conf(listening: Listening) -> str:
    """Write rtp.conf."""
    return sections(
        (
            section(
                "general",
                ("rtpstart", listening.rtp_first_port),
                ("rtpend", listening.rtp_last_port),
                ("icesupport", "yes"),
                ("strictrtp", "yes"),
            ),
        )
    )


def _http(listening: Listening) -> tuple[tuple[str, object], ...]:
    address, port = listening.address, listening.http_port
    if listening.certificate is None:
        return (("enabled", "yes"), ("bindaddr", address), ("bindport", port))
    bracketed = f"[{address}]" if ":" in address else address
    return (
        ("enabled", "yes"),
        ("tlsenable", "yes"),
        ("tlsbindaddr", f"{bracketed}:{port}"),
        ("tlscertfile", listening.certificate),
        ("tlsprivatekey", listening.certificate_key),
    )
