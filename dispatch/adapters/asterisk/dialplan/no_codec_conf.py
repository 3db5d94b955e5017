"""The way of a caller whose carrier speaks nothing that the exchange can make into sound.

He cannot be answered; he is refused with 488, so that the carrier may try again otherwise, and
told, so that a person calls him back.
"""

from collections.abc import Collection, Iterable, Iterator

from dispatch.adapters.asterisk.dialplan.call_notes import BEGUN, GONE, note
from dispatch.adapters.asterisk.dialplan.codecs import heard_codecs, told_codecs
from dispatch.adapters.asterisk.dialplan.steps import Step, extension

NO_CODEC = "no-codec"
# ITU-T Q.850: bearer capability not available; Asterisk makes it SIP's 488.
NO_BEARER = 58


def refuse_unheard(made: Collection[str]) -> Step:
    """Lead a caller there who can be neither heard nor spoken to; every doubt leads on."""
    heard, told = _holds(heard_codecs(made)), _holds(told_codecs(made))
    return f"GotoIf($[{told} = 1 & {heard} = 0]?{NO_CODEC},s,1)"


def _holds(codecs: Iterable[str]) -> str:
    return f'${{REGEX("{"|".join(codecs)}" ${{CHANNEL(audionativeformat)}})}}'


def no_codec_context() -> Iterator[str]:
    """Write the context: tell of him, keep a note for a server that is away, refuse."""
    number = "${FILTER(0-9+*#,${CALLERID(num)})}"
    trunk = "${CHANNEL(endpoint)}"
    name = "${STRFTIME(${EPOCH},UTC,%Y%m%d-%H%M%S)}-${UNIQUEID}"
    told = f"Called: ${{CALLED}},Trunk: {trunk},Recording: {name}"
    yield from extension(
        "s",
        f"UserEvent(CallOffered,{told},Notes: ${{NOTES}} no_codec)",
        note("${UNIQUEID}", BEGUN, "${EPOCH}", number, "${CALLED}", trunk, name),
        f"Hangup({NO_BEARER})",
    )
    yield from extension("h", note("${UNIQUEID}", GONE, "${EPOCH}", "${HANGUPCAUSE}"))
