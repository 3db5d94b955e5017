"""What callers hear: chosen, else built in; never nothing; damage is found and mended."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.asterisk.prompt_folder import PromptFolder, read_built_in
from dispatch.adapters.clock import SystemClock
from dispatch.domain.ids import uuid7
from dispatch.domain.prompt import (
    FLOOR,
    PromptChoice,
    PromptLanguage,
    PromptLanguagesInvalid,
    check_languages,
)
from dispatch.domain.prompt_catalogue import PROMPTS
from dispatch.domain.prompt_files import DEFAULT_BOOK, PromptBook, heard_files

NOW = SystemClock().now()
CHINESE = PromptLanguage(FLOOR, "中文", is_heard=True)
ENGLISH = PromptLanguage("en", "English", is_heard=True)
CANTONESE = PromptLanguage("zh-yue", "粤语", is_heard=True)
BUILT_IN = read_built_in()


def book(
    languages: tuple[PromptLanguage, ...] = (CHINESE,), **chosen: tuple[str, bytes]
) -> PromptBook:
    """A book with choices as key=(language, audio); the audio stands for its SHA-256."""
    choices = tuple(
        PromptChoice(key, language, uuid7(NOW, bytes(10)), audio.hex(), "9001", NOW)
        for key, (language, audio) in chosen.items()
    )
    return PromptBook(languages, (), (), choices)


def heard(of: PromptBook) -> dict[str, bytes]:
    return dict(heard_files(of, BUILT_IN, bytes.fromhex))


def test_without_a_choice_every_prompt_is_the_built_in_one():
    files = heard(DEFAULT_BOOK)
    assert files["place"] == BUILT_IN["place"].audio
    assert set(files) == {key for key, prompt in PROMPTS.items() if prompt.is_built_in}


@given(
    st.permutations([CHINESE, ENGLISH, CANTONESE]),
    st.sets(st.sampled_from([FLOOR, "en", "zh-yue"]), min_size=1),
    st.dictionaries(
        st.sampled_from(sorted(PROMPTS)),
        st.tuples(st.sampled_from([FLOOR, "en", "zh-yue", "gone"]), st.just(b"abc")),
    ),
)
def test_no_choice_of_versions_and_languages_leaves_a_prompt_without_audio(languages, tags, chosen):
    spoken = tuple(replace(one, is_heard=one.tag in tags) for one in languages)
    files = heard(book(spoken, **chosen))
    check_languages(spoken)
    assert all(files[key] for key, prompt in PROMPTS.items() if prompt.is_built_in)


def test_a_sentence_is_heard_in_every_language_in_their_order_a_part_in_one():
    languages = (CANTONESE, CHINESE, ENGLISH)
    files = heard(book(languages, next=("en", b"in english"), place=("en", b"number")))
    assert files["next"] == (BUILT_IN["next"].audio or b"") + b"in english"
    assert files["place"] == BUILT_IN["place"].audio
    assert heard(book(languages, place=("zh-yue", b"yue")))["place"] == b"yue"


def test_the_silence_in_which_the_exchange_listens_is_kept_after_any_audio():
    silence = b"\xd5" * (15 * 8000)
    assert heard(book(speak_now=(FLOOR, b"speak")))["speak_now"] == b"speak" + silence
    assert heard(DEFAULT_BOOK)["speak_now"] == BUILT_IN["speak_now"].audio


@pytest.mark.parametrize(
    "languages",
    [
        (ENGLISH,),
        (CHINESE, CHINESE),
        (CHINESE, PromptLanguage("../etc", "x")),
        (CHINESE, PromptLanguage("en", " ")),
        (PromptLanguage(FLOOR, "中文", is_heard=False),),
    ],
)
def test_a_list_of_languages_that_would_leave_callers_without_one_is_refused(languages):
    with pytest.raises(PromptLanguagesInvalid):
        check_languages(languages)


def test_a_folder_takes_only_what_differs_and_is_then_without_fault(tmp_path: Path):
    folder, files = made(tmp_path), heard(DEFAULT_BOOK)
    assert set(folder.write(files)) == set(files)
    assert folder.write(files) == ()
    assert folder.write({**files, "welcome": b"other"}) == ("welcome",)
    faults = folder.find_faults()
    assert (faults.missing, faults.damaged) == ((), ())
    assert not list(tmp_path.rglob("*.half"))


def test_a_damaged_and_a_missing_file_are_found_and_written_again(tmp_path: Path):
    folder, files = made(tmp_path), heard(DEFAULT_BOOK)
    folder.write(files)
    (tmp_path / "sounds/welcome.alaw").write_bytes(b"noise")
    (tmp_path / "data/sounds/zh/digits/7.alaw").unlink()
    faults = folder.find_faults()
    assert (faults.missing, faults.damaged) == (("digits-7",), ("welcome",))
    assert set(folder.write(files)) == {"welcome", "digits-7"}
    assert folder.find_faults().damaged == ()


def test_an_open_file_is_heard_to_its_end_when_another_takes_its_place(tmp_path: Path):
    folder = made(tmp_path)
    folder.write({"welcome": b"old"})
    with (tmp_path / "sounds/welcome.alaw").open("rb") as playing:
        folder.write({"welcome": b"new"})
        assert playing.read() == b"old"


def made(home: Path) -> PromptFolder:
    for name in ("sounds", "data/sounds/zh/digits"):
        (home / name).mkdir(parents=True)
    return PromptFolder(home)
