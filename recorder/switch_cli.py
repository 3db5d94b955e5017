"""The commands that stop and start the recorder, and tell who did."""

import json
from typing import Annotated

import typer

from recorder.cli_options import ExchangeName, Reason, State, one_sentence
from recorder.clock import SystemClock
from recorder.config import load_settings
from recorder.own_folder import open_journal
from recorder.storage.standing_list import What
from recorder.switching import switch

SHOWN = 100
Who = Annotated[str, typer.Option("--by", help="Staff number of who says so.")]


def stop(state: State, exchange: ExchangeName, by: Who, reason: Reason) -> None:
    """Stop fetching recordings; every seat is alarmed until it is started again."""
    _say(state, exchange, What.STOPPED, by, reason)


def start(state: State, exchange: ExchangeName, by: Who, reason: Reason) -> None:
    """Start a stopped recorder; what waited is fetched."""
    _say(state, exchange, What.STARTED, by, reason)


def standing(state: State, exchange: ExchangeName) -> None:
    """List who stopped and started it, and ends without a person's word, newest first."""
    with one_sentence():
        journal = open_journal(load_settings(state, exchange), SystemClock())
        for row in journal.standing.list_latest(SHOWN):
            told = {"what": row.what, "actor": row.actor, "reason": row.reason}
            typer.echo(json.dumps(told | {"at": row.happened_at.isoformat()}, ensure_ascii=False))
        journal.close()


def _say(state: State, exchange: ExchangeName, what: What, by: str, reason: str) -> None:
    with one_sentence():
        journal = open_journal(load_settings(state, exchange), SystemClock())
        try:
            switch(journal, what, actor=by, reason=reason)
        finally:
            journal.close()
    typer.echo(json.dumps({"exchange": exchange, "what": what}))
