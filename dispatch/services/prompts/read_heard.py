"""What callers of the centre hear: read for the exchanges' files."""

from collections.abc import Mapping

from dispatch.domain.prompt_files import BuiltIn, heard_files
from dispatch.ports.prompts import PromptQueries


async def read_heard(
    queries: PromptQueries, built_in: Mapping[str, BuiltIn]
) -> Mapping[str, bytes]:
    """Give the audio of every prompt by key; DatabaseAway."""
    book = await queries.read_book()
    audio = await queries.read_audio([one.sha256 for one in book.choices])
    return heard_files(book, built_in, audio.__getitem__)
