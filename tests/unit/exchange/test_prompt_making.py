"""What the generator makes is held against what is built in, by ear and not by byte."""

from pathlib import Path

import numpy as np
import pytest

from dispatch.adapters.asterisk.prompt_folder import BUILT_IN
from dispatch.adapters.asterisk.prompt_making import GeneratorMissing, find_differing, make_prompts
from dispatch.adapters.prompt_audio import decoded, level_db
from dispatch.domain.prompt_catalogue import PROMPTS
from dispatch.simulator.phone.g711 import decode_alaw, encode_alaw

WELCOME = (BUILT_IN / "welcome.alaw").read_bytes()


def folders(tmp_path: Path, made: bytes, there: bytes = WELCOME) -> tuple[Path, Path]:
    both = tmp_path / "made", tmp_path / "there"
    for folder, audio in zip(both, (made, there), strict=True):
        folder.mkdir()
        (folder / "welcome.alaw").write_bytes(audio)
    return both


def test_speech_that_only_rounds_otherwise_is_the_same(tmp_path: Path):
    noise = np.random.default_rng(1).integers(-60, 60, len(WELCOME))
    rounded = encode_alaw((decode_alaw(WELCOME) + noise).astype(np.int16))
    assert rounded != WELCOME
    assert list(find_differing(*folders(tmp_path, rounded))) == []


@pytest.mark.parametrize(
    "other",
    [
        (BUILT_IN / "spare.alaw").read_bytes(),
        WELCOME[:-8000],
        encode_alaw((decode_alaw(WELCOME) // 2).astype(np.int16)),
    ],
    ids=["other words", "cut", "half as loud"],
)
def test_other_words_a_cut_and_another_loudness_differ(tmp_path: Path, other: bytes):
    assert list(find_differing(*folders(tmp_path, other))) == ["welcome.alaw"]


def test_what_one_of_the_folders_lacks_differs(tmp_path: Path):
    made, there = folders(tmp_path, WELCOME)
    (made / "new.alaw").write_bytes(WELCOME)
    assert list(find_differing(made, there)) == ["new.alaw"]


def test_without_the_generator_it_is_told_and_nothing_changes(tmp_path: Path):
    with pytest.raises(GeneratorMissing):
        make_prompts(tmp_path / "no-python", keep=True)


def test_every_built_in_prompt_has_a_voices_loudness_and_no_more_than_a_minute():
    for path in BUILT_IN.glob("*.alaw"):
        waves = decoded(path.read_bytes())
        assert 0.5 <= len(waves) / 8000 <= 60, path.name
        assert -25 < level_db(waves) < -11, path.name


def test_every_recorded_prompt_is_in_the_closed_list_and_comes_to_the_exchanges():
    recorded = {path.stem for path in BUILT_IN.glob("*.alaw")}
    assert recorded == {key for key, prompt in PROMPTS.items() if prompt.is_built_in}
