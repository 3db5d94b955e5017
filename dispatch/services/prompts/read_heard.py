"""What callers of the centre hear: read for the exchanges' files."""

from collections.abc import Mapping, MutableMapping

from dispatch.domain.prompt_files import BuiltIn, heard_files
from dispatch.ports.prompts import PromptQueries


async def read_heard(
    queries: PromptQueries, built_in: Mapping[str, BuiltIn], known: MutableMapping[str, bytes]
) -> Mapping[str, bytes]:
    """Give the audio of every prompt by key; DatabaseAway.

    Args:
        queries: Where it is kept.
        built_in: What is heard where the centre has chosen nothing.
        known: Audio by its SHA-256 that was read before; brought up to date.
    """
    book = await queries.read_book()
    wanted = {one.sha256 for one in book.choices}
    for gone in known.keys() - wanted:
        del known[gone]
    if missing := wanted - known.keys():
        known.update(await queries.read_audio(sorted(missing)))
    return heard_files(book, built_in, known.__getitem__)
