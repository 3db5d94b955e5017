"""Wires what one server does with prompts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_prompts import AsteriskPromptPhone, AsteriskPromptShelf
from dispatch.adapters.asterisk.prompt_folder import read_built_in
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.postgres.prompt_queries import PostgresPromptQueries
from dispatch.adapters.prompt_audio import SoundfilePromptAudio
from dispatch.ports.commands import Commands
from dispatch.ports.prompts import PromptDesk
from dispatch.ports.reaction_log import ReactionLog
from dispatch.workers.prompts import PromptsWorker


@dataclass(frozen=True, slots=True)
class PromptParts:
    """The world of prompts as one server sees it."""

    desk: PromptDesk
    shelves: Mapping[str, AsteriskPromptShelf]

    def worker(self, commands: Commands, log_of_events: ReactionLog) -> PromptsWorker:
        """Give what keeps the exchanges' files."""
        return PromptsWorker(
            self.shelves,
            queries=self.desk.queries,
            commands=commands,
            audio=self.desk.audio,
            built_in=self.desk.built_in,
            log_of_events=log_of_events,
        )


def make_prompt_parts(
    engine: AsyncEngine,
    links: Mapping[str, AsteriskLink],
    layout: Layout,
    now: Callable[[], datetime],
) -> PromptParts:
    """Make them; an exchange on another machine has a phone to ring and no files here."""
    desk = PromptDesk(
        queries=PostgresPromptQueries(engine),
        audio=SoundfilePromptAudio(),
        phones={name: AsteriskPromptPhone(link) for name, link in links.items()},
        built_in=read_built_in(),
    )
    shelves = {
        name: AsteriskPromptShelf(link, layout.exchange(name), now) for name, link in links.items()
    }
    return PromptParts(desk, shelves)
