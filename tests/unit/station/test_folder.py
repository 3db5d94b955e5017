"""The program's folder: a secret that nobody else reads, one program at a time."""

import json
import subprocess
import sys

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from station_client.cli import app
from station_client.errors import AlreadyRunning, NotEnrolled
from station_client.folder import Device, Folder
from station_client.screen import words

TOKEN = "a-token-that-opens-the-centre"
DEVICE = Device(
    id="1",
    name="终端 01",
    token=SecretStr(TOKEN),
    servers=("http://127.0.0.1:9", "http://127.0.0.2:9"),
    station_code="S01",
    station_name="城南站",
    centre_name="宿城市急救中心",
    zone="Asia/Shanghai",
)


@pytest.fixture
def folder(tmp_path):
    made = Folder(tmp_path / "station")
    made.keep_device(DEVICE)
    return made


def test_the_token_is_kept_for_its_own_user_and_shown_to_nobody(folder):
    assert folder.read_device().token.get_secret_value() == TOKEN
    assert (folder.path / "device.json").stat().st_mode & 0o777 == 0o600
    assert folder.path.stat().st_mode & 0o077 == 0
    assert TOKEN not in repr(folder.read_device())


@pytest.mark.parametrize("text", ["", "{}", '{"token": "x"'])
def test_a_damaged_folder_is_not_enrolled(folder, text):
    (folder.path / "device.json").write_text(text)
    with pytest.raises(NotEnrolled):
        folder.read_device()


def test_two_programs_never_share_a_folder(folder):
    with folder.held():
        assert folder.is_running()
        with pytest.raises(AlreadyRunning), folder.held():
            pass
    assert not folder.is_running()


def test_a_status_is_told_as_json_and_fails_where_nothing_runs(folder):
    folder.keep_status(json.dumps({"centre": "reachable", "bell": "ok"}))
    told = CliRunner().invoke(app, ["status", "--state", str(folder.path)])
    assert (told.exit_code, json.loads(told.stdout)["running"]) == (1, False)


def test_a_folder_without_a_device_is_told_in_one_sentence(tmp_path):
    told = CliRunner().invoke(app, ["run", "--state", str(tmp_path), "--print-to", str(tmp_path)])
    assert (told.exit_code, told.output.count("\n")) == (2, 1)
    assert "[not_enrolled]" in told.output


def test_an_enrolment_that_reaches_no_server_keeps_nothing(tmp_path):
    servers = ["--server", "http://127.0.0.1:9", "--server", "http://127.0.0.2:9"]
    words = ["enrol", *servers, "--code", "SECRET-CODE", "--state", str(tmp_path / "s")]
    told = CliRunner().invoke(app, words)
    assert (told.exit_code, (tmp_path / "s").exists()) == (2, False)
    assert "[centre_away]" in told.output
    assert "SECRET-CODE" not in told.output


def test_a_folder_is_not_enrolled_twice(folder):
    words = ["enrol", "--server", "http://127.0.0.1:9", "--code", "1", "--state", str(folder.path)]
    assert "[already_enrolled]" in CliRunner().invoke(app, words).output


def test_the_screen_is_full_and_may_sound_unasked(tmp_path):
    told = words("chromium", tmp_path, "http://127.0.0.1:8120")
    assert {"--kiosk", "--autoplay-policy=no-user-gesture-required"} <= set(told)
    assert "--app=http://127.0.0.1:8120/station" in told


EXTRA_ALONE = """
import importlib.metadata as metadata, pkgutil, re, sys
from pathlib import Path

pins = re.findall(r"^([a-z0-9_-]+)==", Path("requirements-station.lock").read_text(), re.M)
ours = {"dispatch", "station_client"} | {name.replace("-", "_") for name in pins}
names = metadata.packages_distributions()
canonical = lambda name: re.sub(r"[-_.]+", "_", name).lower()

class OnlyTheExtra:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        owners = {canonical(one) for one in names.get(top, ())}
        if owners and not owners & {*ours, "dispatch120"}:
            raise ModuleNotFoundError(f"{name} is not part of the station's extra")
        return None

sys.meta_path.insert(0, OnlyTheExtra())
import station_client
for module in pkgutil.walk_packages(station_client.__path__, "station_client."):
    __import__(module.name)
from station_client.cli import app
sys.argv = ["station-client", "--help"]
app()
"""


def test_the_station_extra_alone_imports_and_starts():
    """What is not in requirements-station.lock must not be needed: a station installs small."""
    done = subprocess.run(
        [sys.executable, "-c", EXTRA_ALONE], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "enrol" in done.stdout
