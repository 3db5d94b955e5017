"""How the stores are: room, days left, copies outstanding. Reckoned now and then, told at once."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from recorder.clock import Clock
from recorder.config import Store as StoreSettings
from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.keeping.classes import Rule, Why
from recorder.keeping.forecast import HISTORY_DAYS, Forecast, forecast
from recorder.keeping.retention import list_outlived
from recorder.storage.copy_list import Kind
from recorder.storage.journal import Journal

_WARNED_BEFORE: Final = timedelta(days=30)
_MAX_JUDGED: Final = 1000


@dataclass(frozen=True, slots=True)
class StoreState:
    """One store."""

    place: str
    kind: str
    is_there: bool
    forecast: Forecast | None


@dataclass(frozen=True, slots=True)
class StoresState:
    """All of them; `archive_lags` will outlive their class in a month and are in no archive."""

    stores: Sequence[StoreState]
    second_due: int
    archive_due: int
    archive_lags: int


class Stores:
    """The state of the stores as it was last reckoned."""

    def __init__(
        self,
        folder: Path,
        settings: StoreSettings,
        rules: Sequence[Rule],
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._rules = rules
        self._journal = journal
        self._clock = clock
        self.state: StoresState | None = None

    @property
    def days_left(self) -> int | None:
        """Of the store that is full first; None before it was reckoned."""
        stores = () if self.state is None else self.state.stores
        return min((one.forecast.days_left for one in stores if one.forecast), default=None)

    def reckon(self) -> StoresState:
        """Look at all of them now."""
        second = self._settings.second_store
        stores = [self._look(self._folder, "own")]
        if second is not None:
            stores.append(self._look(second, "second"))
        self.state = StoresState(
            stores=stores,
            second_due=0 if second is None else self._journal.copies.count_due(Kind.SECOND),
            archive_due=self._journal.copies.count_due(Kind.ARCHIVE),
            archive_lags=self._count_lagging(),
        )
        return self.state

    def tell(self, conditions: Conditions) -> None:
        """Raise and end what the state says; a forecast without history warns nobody yet."""
        state = self.reckon()
        soon = any(
            one.forecast is not None
            and one.forecast.basis == "history"
            and one.forecast.days_left < self._settings.warn_days_left
            for one in state.stores
        )
        for code, holds in (
            (FaultCode.DISK_SOON_FULL, soon),
            (FaultCode.ARCHIVE_LAGS, state.archive_lags > 0),
        ):
            if holds:
                conditions.begin(code)
            else:
                conditions.end(code)

    def _look(self, folder: Path, kind: str) -> StoreState:
        if not folder.is_dir():
            return StoreState(str(folder), kind, is_there=False, forecast=None)
        now = self._clock.now()
        grown, first_at = self._journal.sum_grown(now - timedelta(days=HISTORY_DAYS))
        days = 0.0 if first_at is None else (now - first_at) / timedelta(days=1)
        reckoned = forecast(
            free_bytes=shutil.disk_usage(folder).free,
            grown_bytes=grown,
            history_days=min(float(HISTORY_DAYS), max(0.0, days)),
            channels=self._settings.channels,
            duty=self._settings.duty,
        )
        return StoreState(str(folder), kind, is_there=True, forecast=reckoned)

    def _count_lagging(self) -> int:
        soon = self._clock.now() + _WARNED_BEFORE
        lagging = 0
        for number, verdict in enumerate(list_outlived(self._journal, self._rules, soon)):
            lagging += verdict.why is Why.NOT_ARCHIVED
            if number >= _MAX_JUDGED:
                break
        return lagging
