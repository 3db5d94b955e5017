"""manager.conf, http.conf and rtp.conf: the doors other than SIP."""

from collections.abc import Iterator, Sequence

from dispatch.adapters.asterisk.dialplan.ami_hosts import list_encrypted, list_permits
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Listening
from dispatch.adapters.asterisk.dialplan.sections import Setting, section, sections

EVENTS_ACCOUNT = "dispatch-events"
ACTIONS_ACCOUNT = "dispatch-actions"
WATCH_ACCOUNT = "dispatch-watch"
# An event with an empty line in it: what follows would be read as an event of its own. A stranger
# can bring one about by line ends in his number, before the dialplan takes them out.
SPLIT = "[[:cntrl:]]{4}[^[:cntrl:]]"
WATCHED = ("ChallengeResponseFailed", "InvalidAccountID", "InvalidPassword", "ContactStatus")
# Four of five events of a call are of these kinds, and no signal comes from them.
WRITE_TIMEOUT_MS = 1000
# The server beside the exchange hears there what SIP it speaks; see `call_tap`.
TAP_HOST = "127.0.0.1"
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
    """Write manager.conf: one account hears, one acts, one watches log-ins.

    Each from this machine and from named hosts alone.
    """
    listening = plan.listening
    encrypted = list_encrypted(
        listening.ami_address, listening.certificate, listening.certificate_key
    )
    common = (
        ("secret", plan.ami_secret),
        *list_permits(listening.ami_allowed),
        ("writetimeout", WRITE_TIMEOUT_MS),
    )
    return sections(
        (
            section(
                "general",
                ("enabled", "yes"),
                ("webenabled", "no"),
                ("bindaddr", "127.0.0.1"),
                ("port", listening.ami_port),
                *encrypted,
                ("timestampevents", "yes"),
                ("authtimeout", 5),
                ("authlimit", 20),
            ),
            *(section(name, *common, *rights) for name, rights in _accounts()),
        )
    )


def _accounts() -> Iterator[tuple[str, Sequence[Setting]]]:
    """Give every account with what it may hear and order."""
    whole = ("eventfilter", f"!{SPLIT}")
    hears = (("read", "system,call,agent,user,dtmf"), ("write", "system,reporting"))
    yield EVENTS_ACCOUNT, (*hears, *(("eventfilter", f"!Event: {kind}") for kind in NOISE), whole)
    yield (
        ACTIONS_ACCOUNT,
        (("read", "none"), ("write", "system,call,agent,reporting,originate")),
    )
    watches = (("read", "system,security"), ("write", "system"))
    yield WATCH_ACCOUNT, (*watches, *(("eventfilter", f"Event: {k}") for k in WATCHED), whole)


def http_conf(listening: Listening) -> str:
    """Write http.conf: only the web socket of the page's phones, plain on loopback, else wss."""
    return sections((section("general", ("enablestatic", "no"), *_http(listening)),))


def hep_conf(listening: Listening) -> str:
    """Write hep.conf: every SIP message goes to this machine alone, to the manager's number in UDP.

    Of a call that the SIP stack itself refuses nothing else is ever told.
    """
    return sections(
        (
            section(
                "general",
                ("enabled", "yes"),
                ("capture_address", f"{TAP_HOST}:{listening.ami_port}"),
                ("capture_id", 1),
                ("uuid_type", "channel"),
            ),
        )
    )


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
