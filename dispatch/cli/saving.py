"""Saves a centre and brings it back; either is whole or has not happened."""

import shutil
from pathlib import Path

from alembic.util import CommandError
from psycopg.errors import Error as DatabaseError

from dispatch.adapters.host.account import choose_account
from dispatch.adapters.host.backup import Saved, bring_back_files, check, load_database, save
from dispatch.adapters.host.boot_file import move_boot, write_boot
from dispatch.adapters.host.clock import utc_now
from dispatch.adapters.host.cluster import create
from dispatch.adapters.host.layout import Layout, make_folders
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.space import refuse_full_disk
from dispatch.adapters.postgres.migrate import new_incarnation
from dispatch.cli.preparing import (
    bring_up_to_date,
    make_database,
    private_cluster,
    running_cluster,
)
from dispatch.config import load_settings

ABOUT_VERSION = 1


def save_centre(layout: Layout, target: Path | None, *, with_audio: bool) -> tuple[Path, Saved]:
    """Save a centre, running or not.

    Returns:
        The folder and what is in it.

    Raises:
        Refusal: There is no centre, or the backup could not be made.
    """
    if not layout.boot_file.exists():
        raise Refusal("no_centre", folder=layout.state)
    now = utc_now()
    folder = (target or layout.backups / f"{now:%Y%m%dT%H%M%SZ}").absolute()
    settings = load_settings(layout.state)
    about = {
        "version": ABOUT_VERSION,
        "mode": settings.boot.centre.mode,
        "made_at": now.isoformat(),
        "with_audio": with_audio,
    }
    account = choose_account(layout.state)
    cluster = private_cluster(layout, account, port=settings.boot.database.port)
    with running_cluster(layout, cluster):
        name = settings.boot.database.name
        return folder, save(layout, cluster, name, folder, about=about, with_audio=with_audio)


def restore_centre(layout: Layout, source: Path) -> None:
    """Bring a backup back as a new incarnation: every client will ask for a snapshot.

    Raises:
        Refusal: The folder is in use, the backup is damaged or newer than this program.
    """
    if layout.boot_file.exists() or layout.cluster.exists():
        raise Refusal("state_in_use", folder=layout.state)
    check(source)
    layout.state.mkdir(parents=True, exist_ok=True)
    refuse_full_disk(layout.state)
    before = set(layout.state.iterdir())
    try:
        _restore(layout, source)
    except BaseException as error:
        for path in set(layout.state.iterdir()) - before:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if isinstance(error, CommandError):
            raise Refusal("backup_newer") from error
        if isinstance(error, OSError | DatabaseError):
            raise Refusal("restore_failed", why=error) from error
        raise


def _restore(layout: Layout, source: Path) -> None:
    account = choose_account(layout.state)
    boot = move_boot(load_settings(source).boot, layout)
    make_folders(layout, account, tuple(exchange.name for exchange in boot.exchanges_here))
    bring_back_files(source, layout)
    if boot.certificates:
        account.take(boot.certificates.key)
    cluster = private_cluster(layout, account, port=boot.database.port)
    create(cluster)
    with running_cluster(layout, cluster):
        make_database(layout, cluster, boot.database.name)
        load_database(cluster, boot.database.name, source)
        bring_up_to_date(layout, cluster, boot.database.name)
        new_incarnation(cluster.dsn(boot.database.name))
    write_boot(layout, boot)
