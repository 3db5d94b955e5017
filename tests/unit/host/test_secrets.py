"""Secrets: random, private, made once."""

from pathlib import Path

import pytest

from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.secrets import NAMES, ensure_secrets, read_secret


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path)
    layout.secrets.mkdir(mode=0o700)
    ensure_secrets(layout, first_start=True)
    return layout


def test_every_secret_differs_and_only_its_owner_reads_it(layout: Layout) -> None:
    assert len({read_secret(layout, name) for name in NAMES}) == len(NAMES)
    assert {path.stat().st_mode & 0o777 for path in layout.secrets.iterdir()} == {0o600}


def test_a_second_start_keeps_them(layout: Layout) -> None:
    before = read_secret(layout, "ami")
    ensure_secrets(layout, first_start=False)
    assert read_secret(layout, "ami") == before


def test_an_older_centre_gets_the_recorders_key_at_its_next_start(layout: Layout) -> None:
    (layout.secrets / "recorder_signing").unlink()
    ensure_secrets(layout, first_start=False)
    assert len(read_secret(layout, "recorder_signing")) == 43  # 32 bytes in base64url


def test_loose_rights_are_tightened(layout: Layout) -> None:
    (layout.secrets / "ami").chmod(0o644)
    ensure_secrets(layout, first_start=False)
    assert (layout.secrets / "ami").stat().st_mode & 0o777 == 0o600


def test_a_lost_secret_is_a_fault_not_a_new_secret(layout: Layout) -> None:
    (layout.secrets / "database_owner").unlink()
    with pytest.raises(Refusal, match="secret_lost"):
        ensure_secrets(layout, first_start=False)
    assert not (layout.secrets / "database_owner").exists()
