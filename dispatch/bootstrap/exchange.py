"""Makes an exchange's files from the settings in force."""

import asyncio
from collections.abc import Mapping

from dispatch.adapters.asterisk.node import ExchangeNode
from dispatch.adapters.asterisk.program import find_asterisk
from dispatch.adapters.asterisk.prompt_folder import read_built_in
from dispatch.adapters.asterisk.site_plan import plan_exchange
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.prompt_queries import PostgresPromptQueries
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.config import Exchange, Settings
from dispatch.domain.site import SiteSettings
from dispatch.services.prompts.read_heard import read_heard


def exchange_node(settings: Settings, exchange: Exchange) -> ExchangeNode:
    """Give the exchange of this machine as the site settings want it; DatabaseAway.

    Its files are written by the node's own `write_files` and `apply`.
    """
    site, accounts, prompts = asyncio.run(_read(settings))
    layout = Layout(settings.state)
    plan = plan_exchange(
        exchange,
        site,
        accounts,
        ami_secret=settings.secret(exchange.ami_secret).get_secret_value(),
        certificates=settings.boot.certificates,
    )
    return ExchangeNode(
        plan=plan,
        home=layout.exchange(exchange.name),
        run=layout.sockets / exchange.name,
        recordings=layout.incoming(exchange.name),
        program=find_asterisk(),
        prompts=prompts,
    )


async def _read(
    settings: Settings,
) -> tuple[SiteSettings, Mapping[str, str], Mapping[str, bytes]]:
    engine = make_engine(settings.database_url("dispatch"), connections=1)
    try:
        queries = PostgresQueries(engine)
        prompts = await read_heard(PostgresPromptQueries(engine), read_built_in(), {})
        return await queries.read_site(), await queries.list_phone_secrets(), prompts
    finally:
        await engine.dispose()
