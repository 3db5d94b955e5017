"""What the exchange does when a caller is gone: note it, and tell of him if nobody could before."""

from collections.abc import Iterator

from dispatch.adapters.asterisk.dialplan.call_notes import BEGUN, GONE, note
from dispatch.adapters.asterisk.dialplan.steps import Step

GONE_AT_ONCE = "gone_at_once"


def end_call() -> Iterator[Step]:
    """Run when the caller's channel ends, in extension h.

    Asterisk leaves the dialplan where a caller hangs up, within half a second of the answer if he
    says nothing: before his call was told, and perhaps before its recording began.
    """
    number = "${FILTER(0-9+*#,${CALLERID(num)})}"
    trunk = "${CHANNEL(endpoint)}"
    name = "${STRFTIME(${EPOCH},UTC,%Y%m%d-%H%M%S)}-${UNIQUEID}"
    yield 'GotoIf($["${BEGUN}" != ""]?told)'
    yield f'ExecIf($["${{TAPED}}" = ""]?Set(RECORDING={name}))'
    yield f'ExecIf($["${{TAPED}}" = ""]?Set(NOTES=${{NOTES}} {GONE_AT_ONCE}))'
    told = f"Called: ${{CALLED}},Trunk: {trunk},Recording: ${{RECORDING}},Notes: ${{NOTES}}"
    yield f"UserEvent(CallOffered,{told},Gone: 1)"
    came = ("${EPOCH}", number, "${CALLED}", trunk, "${RECORDING}")
    yield note("${UNIQUEID}", BEGUN, *came)
    yield "told", note("${UNIQUEID}", GONE, "${EPOCH}", "${HANGUPCAUSE}")
