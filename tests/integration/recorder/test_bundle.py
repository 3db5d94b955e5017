"""A bundle of evidence, checked as a court would: its own program, an empty folder, bare Python."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recorder.cli import app
from recorder.clock import SystemClock
from recorder.config import load_settings
from recorder.own_folder import open_journal
from tests.integration.recorder.running import Running, make_state
from tests.integration.recorder.sealing import KEY, Sealing
from tests.integration.recorder.workshop import Workshop, name_of


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Running:
    """Five sealed calls, all signed for."""
    made = make_state(tmp_path_factory.mktemp("kept") / "state")
    journal = open_journal(load_settings(made.state, "node1"), SystemClock())
    workshop = Workshop.open(made.state, journal=journal, folder=made.folder)
    sealing = Sealing.of(workshop)
    sealing.record(1, 2, 3, 4, 5)
    sealing.sealer.sign()
    journal.close()
    return made


@pytest.fixture
def at_rest(kept: Running, tmp_path: Path) -> Running:
    shutil.copytree(kept.state, tmp_path / "state")
    return Running(tmp_path / "state", kept.url)


def bundle(running: Running, out: Path, *serials: int, reason: str = "court 12") -> Result:
    told = ["--state", str(running.state), "--exchange", "node1", "--out", str(out)]
    named = [word for serial in serials for word in ("--recording", name_of(serial).text)]
    return CliRunner().invoke(app, ["bundle", *told, *named, "--by", "1001", "--reason", reason])


@pytest.fixture
def unpacked(at_rest: Running, tmp_path: Path) -> Path:
    assert bundle(at_rest, tmp_path / "out.zip", 2, 4).exit_code == 0
    folder = tmp_path / "empty"
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        archive.extractall(folder)
    return folder


def check(folder: Path, *told: str) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", *told],
        cwd=folder,
        env={},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout.decode() + ended.stderr.decode()


@pytest.mark.mission("A76")
def test_the_bundle_proves_itself_in_an_empty_folder_with_bare_python(unpacked: Path):
    code, said = check(unpacked)

    assert code == 0, said
    assert "RESULT: INTACT" in said
    assert name_of(2).text in said
    assert KEY.public.raw.hex() in said
    assert "2026-11-22T01:45:01.000000Z" in said


def test_the_zip_itself_can_be_checked_and_the_key_be_compared(unpacked: Path, tmp_path: Path):
    assert check(unpacked, str(tmp_path / "out.zip"), "--key", KEY.public.raw.hex())[0] == 0
    code, said = check(unpacked, "--key", "0" * 64)
    assert (code, "key.txt is not the key that you trust" in said) == (1, True)


def test_equal_recordings_make_an_equal_zip(at_rest: Running, tmp_path: Path):
    bundle(at_rest, tmp_path / "one.zip", 2, 4)
    bundle(at_rest, tmp_path / "two.zip", 4, 2)

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_one_flipped_bit_of_the_sound_is_named_with_both_fingerprints(unpacked: Path):
    path = unpacked / f"audio/{name_of(4).text}.flac"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    code, said = check(unpacked)
    sealed = json.loads((unpacked / f"leaves/{name_of(4).text}.json").read_bytes())["flac_sha256"]

    assert code == 1
    assert f"WRONG: {name_of(4).text} changed: sealed {sealed} found " in said
    assert said.count("WRONG") == 1


@pytest.mark.parametrize("part", ["audio", "leaves", "proofs"])
def test_a_removed_part_is_named(unpacked: Path, part):
    (path,) = (unpacked / part).glob(f"{name_of(2).text}.*")
    path.unlink()
    code, said = check(unpacked)

    assert code == 1
    assert f"WRONG: {name_of(2).text} removed" in said


def test_a_changed_time_is_no_leaf_of_the_log(unpacked: Path):
    path = unpacked / f"leaves/{name_of(2).text}.json"
    path.write_bytes(path.read_bytes().replace(b"T01:45:01", b"T01:44:01"))
    code, said = check(unpacked)

    assert code == 1
    assert f"{name_of(2).text} leaf is not in the log" in said


def test_two_swapped_recordings_are_both_named(unpacked: Path):
    one, two = (unpacked / f"audio/{name_of(serial).text}.flac" for serial in (2, 4))
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    code, said = check(unpacked)

    assert (code, said.count(" changed: sealed ")) == (1, 2)


def test_a_forged_checkpoint_is_named(unpacked: Path):
    path = unpacked / "checkpoint.txt"
    path.write_text(path.read_text().replace(" 5 ", " 6 "))
    code, said = check(unpacked)

    assert (code, "checkpoint is forged" in said) == (1, True)


def test_a_sound_that_was_put_in_is_named(unpacked: Path):
    (unpacked / "audio" / f"{name_of(9).text}.flac").write_bytes(b"invented")
    code, said = check(unpacked)

    assert (code, f"WRONG: {name_of(9).text} removed leaves" in said) == (1, True)


def test_a_folder_that_is_no_bundle_says_so(tmp_path: Path, unpacked: Path):
    (tmp_path / "nothing").mkdir()

    assert check(unpacked, str(tmp_path / "nothing"))[0] == 2


def test_who_took_what_and_why_is_kept(at_rest: Running, tmp_path: Path):
    made = json.loads(bundle(at_rest, tmp_path / "out.zip", 2).stdout)
    told = ["bundles", "--state", str(at_rest.state), "--exchange", "node1"]
    (line,) = CliRunner().invoke(app, told).stdout.splitlines()
    audit = json.loads(line)

    assert (audit["actor"], audit["reason"]) == ("1001", "court 12")
    assert audit["recordings"] == [name_of(2).text]
    assert audit["sha256"] == made["sha256"]


def test_what_was_changed_is_not_handed_out(at_rest: Running, tmp_path: Path):
    path = at_rest.folder / f"store/2026/11/22/{name_of(2).text}.flac"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    result = bundle(at_rest, tmp_path / "out.zip", 2)

    assert (result.exit_code, "[bundle_refused]" in result.stderr) == (2, True)
    assert [one.name for one in tmp_path.glob("out.zip*")] == []


def test_what_has_no_signed_seal_is_not_handed_out(at_rest: Running, tmp_path: Path):
    assert "no signed seal yet" in bundle(at_rest, tmp_path / "out.zip", 9).stderr


def test_nothing_is_handed_out_without_a_reason_or_over_a_file(at_rest: Running, tmp_path: Path):
    assert bundle(at_rest, tmp_path / "out.zip", 2, reason=" ").exit_code == 2
    (tmp_path / "out.zip").write_text("mine")
    assert bundle(at_rest, tmp_path / "out.zip", 2).exit_code == 2
    assert (tmp_path / "out.zip").read_text() == "mine"


def test_the_last_checkpoint_is_printed_for_paper(at_rest: Running):
    told = ["checkpoint", "--state", str(at_rest.state), "--exchange", "node1"]
    line, key = CliRunner().invoke(app, told).stdout.splitlines()

    assert line.startswith("dispatch120-checkpoint-1 node1 5 ")
    assert key == f"dispatch120-key-1 node1 {KEY.public.raw.hex()}"
