"""`dispatch120 certificates`: the private authority, its server certificate, how to trust it."""

from typing import Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

Hosts = Annotated[
    list[str] | None, typer.Option("--host", help="One more address or name to speak for.")
]
Renew = Annotated[bool, typer.Option("--renew", help="Make a new server certificate now.")]


def certificates(state: State = None, host: Hosts = None, *, renew: Renew = False) -> None:
    """Make, renew and show the certificates of this centre; the authority is made once."""
    from dispatch.adapters.host.account import choose_account
    from dispatch.adapters.host.certificates import (
        ensure_certificates,
        fingerprint,
        hosts_of,
        read_certificate,
    )
    from dispatch.adapters.host.layout import find_layout
    from dispatch.adapters.host.refusal import Refusal
    from dispatch.config import load_settings

    layout = find_layout(state)
    with told_refusals():
        if not layout.boot_file.exists():
            raise Refusal("no_centre", folder=layout.state)
        boot = load_settings(layout.state).boot
        if boot.certificates is None:
            raise Refusal("not_listening")
        hosts = [*(server.host for server in boot.servers), *(host or ())]
        account = choose_account(layout.state)
        fresh = ensure_certificates(layout, account, hosts, renew=renew)
        authority = read_certificate(boot.certificates.authority)
        server = read_certificate(boot.certificates.certificate)
        tell("certificate_made" if fresh else "certificate_kept")
        tell("certificate_hosts", hosts=", ".join(hosts_of(server)))
        tell("certificate_until", until=f"{server.not_valid_after_utc:%Y-%m-%d}")
        tell("authority_file", file=boot.certificates.authority)
        tell("authority_fingerprint", fingerprint=fingerprint(authority))
        for code in ("trust_windows", "trust_debian", "trust_browser"):
            tell(code, file=boot.certificates.authority.name)
