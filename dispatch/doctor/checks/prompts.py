"""The sounds of an exchange: is there one for every prompt, and is it what was written?"""

from dispatch.adapters.asterisk.prompt_folder import PromptFaults
from dispatch.doctor.finding import Finding, fail, ok, warn

SHOWN = 5


def check_prompts(exchange: str, faults: PromptFaults | None) -> Finding:
    """Judge an exchange's files of prompts; None when they cannot be read."""
    if faults is None:
        return warn("prompts_unread", exchange=exchange)
    if faults.missing:
        return fail("prompts_missing", exchange=exchange, keys=_some(faults.missing))
    if faults.damaged:
        return fail("prompts_damaged", exchange=exchange, keys=_some(faults.damaged))
    return ok("prompts_good", exchange=exchange)


def _some(keys: tuple[str, ...]) -> str:
    more = f" … ({len(keys)})" if len(keys) > SHOWN else ""
    return " ".join(keys[:SHOWN]) + more
